import { cookies } from 'next/headers';
import { decode } from 'next-auth/jwt';
import { sessionTokenSecret } from '@/lib/core/crypto';
import { sessionCookie } from './cookie';

/** The session secret in the sign-in cookie, when there is one that we issued and that has not expired. */
export async function sessionSecret(): Promise<string | null> {
  const token = (await cookies()).get(sessionCookie().name)?.value;
  if (!token) return null;
  const payload = await decode({ token, secret: sessionTokenSecret() }).catch(() => null);
  return typeof payload?.session === 'string' ? payload.session : null;
}
