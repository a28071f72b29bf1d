import { environment } from '@/lib/core/env';

/** The sign-in cookie: bound to this host under https, plain on a plain-http localhost where browsers allow no prefix. */
export function sessionCookie(): { name: string; secure: boolean } {
  const secure = environment().NEXTAUTH_URL.startsWith('https://');
  return { name: secure ? '__Host-qunxu' : 'qunxu', secure };
}
