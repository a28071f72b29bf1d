import { environment } from '@/lib/core/env';

/** Bound to this host under https, plain on a plain-http address where browsers allow no prefix. */
function own(name: string): { name: string; secure: boolean } {
  const secure = environment().NEXTAUTH_URL.startsWith('https://');
  return { name: secure ? `__Host-${name}` : name, secure };
}

/** The sign-in cookie. No other cookie's name may begin with its name: next-auth would take it for a part of the token. */
export const sessionCookie = () => own('qunxu-session');

/** Remembers which accounts have signed in with this browser. */
export const deviceCookie = () => own('qunxu-device');

/** next-auth's own two, under our rules. */
export const csrfCookie = () => own('qunxu-csrf');
export const callbackCookie = () => own('qunxu-callback');

/** 标准 or 大字, read before anybody is known; readable by no script. */
export const textCookie = 'qunxu_text';

const day = 24 * 3_600;

/** Options of every cookie we set; `days` makes it outlive the browser. */
export function cookieOptions(days?: number) {
  return {
    httpOnly: true,
    sameSite: 'lax',
    path: '/',
    secure: sessionCookie().secure,
    ...(days ? { maxAge: days * day } : {}),
  } as const;
}
