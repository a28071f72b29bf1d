import { cookies } from 'next/headers';
import { encode } from 'next-auth/jwt';
import { sessionTokenSecret } from '@/lib/core/crypto';
import { cookieOptions, sessionCookie } from './cookie';
import { openToken } from './open-token';

/** Longer than any session may last: the row in the database decides. */
export const sessionHours = 24;

/** The session secret in the sign-in cookie, when there is one that we issued and that has not expired. */
export async function sessionSecret(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return null;
  const payload = await openToken(token);
  return typeof payload?.session === 'string' ? payload.session : null;
}

/** Puts a session's new secret into the sign-in cookie; the old one no longer opens it. */
export async function renewSessionToken(secret: string): Promise<void> {
  const lifetime = sessionHours * 3_600;
  const token = await encode({ token: { session: secret }, secret: sessionTokenSecret(), maxAge: lifetime });
  (await cookies()).set(sessionCookie().name, token, { ...cookieOptions(), maxAge: lifetime });
}
