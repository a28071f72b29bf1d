import { headers } from 'next/headers';
import type { NextAuthOptions, User } from 'next-auth';
import credentials from 'next-auth/providers/credentials';
import { anonymousActor } from '@/lib/access/actor';
import { sessionTokenSecret } from '@/lib/core/crypto';
import { log } from '@/lib/core/log';
import { signIn } from '@/lib/identity/signin/commands/sign-in';
import { signInInput } from '@/lib/identity/signin/input';
import { callbackCookie, cookieOptions, csrfCookie, sessionCookie } from './cookie';
import { readDevice, rememberDevice } from './device';
import { clientAddress } from './origin';
import { outcomeOf } from './outcome';
import { sessionHours, sessionSecret } from './session-token';
import { showTextSize } from './text-size';

declare module 'next-auth' {
  interface User {
    /** The secret of the session row just opened, or of the sign-in that awaits its second step. */
    session: string;
  }
}

/** @throws Error whose message is what the form shows. */
async function authorize(given: Record<string, string> | undefined): Promise<User> {
  const input = signInInput.safeParse(given);
  if (!input.success) throw new Error(input.error.issues[0]?.message ?? '用户名或密码不正确');
  const head = await headers();
  const device = await readDevice();
  const browser = { userAgent: head.get('user-agent'), previousSecret: await sessionSecret(), device };
  const outcome = await outcomeOf('account.sign_in', () =>
    signIn(anonymousActor(clientAddress(head)), input.data, browser),
  );
  if (!outcome.ok) throw new Error(outcome.refusal.message);
  // Known is a browser in which somebody got all the way in.
  if (!outcome.value.awaiting) await rememberDevice(device, outcome.value.accountId);
  await showTextSize(outcome.value.textSize);
  return { id: outcome.value.accountId, session: outcome.value.secret };
}

/**
 * next-auth with the credentials provider. Its token holds the session secret and nothing about the person; whether the
 * session still stands is asked of the database with every request.
 */
export function authOptions(): NextAuthOptions {
  const { secure, name } = sessionCookie();
  const options = cookieOptions();
  return {
    secret: sessionTokenSecret(),
    useSecureCookies: secure,
    session: { strategy: 'jwt', maxAge: sessionHours * 3_600 },
    pages: { signIn: '/login', error: '/login' },
    cookies: {
      sessionToken: { name, options },
      csrfToken: { name: csrfCookie().name, options },
      callbackUrl: { name: callbackCookie().name, options },
    },
    providers: [
      credentials({
        credentials: { username: { label: '用户名' }, password: { label: '密码', type: 'password' } },
        authorize,
      }),
    ],
    callbacks: { jwt: ({ token, user }) => (user ? { session: user.session } : token) },
    logger: {
      error: (code, details) => log.error({ code: undefined, event: code, details }, 'next-auth'),
      warn: (event) => log.warn({ event }, 'next-auth'),
      debug: (event) => log.debug({ event }, 'next-auth'),
    },
  };
}
