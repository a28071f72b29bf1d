import { afterEach, describe, expect, it, vi } from 'vitest';
import { callbackCookie, cookieOptions, csrfCookie, deviceCookie, sessionCookie, textCookie } from './cookie';
import { authOptions } from './sign-in';

const address = (url: string) => vi.stubEnv('NEXTAUTH_URL', url);
const named = () => [sessionCookie(), deviceCookie(), csrfCookie(), callbackCookie()];

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('cookies', () => {
  it('are bound to the host and secure under https', () => {
    address('https://qunxu.example');
    for (const cookie of named())
      expect(cookie).toEqual({ name: expect.stringMatching(/^__Host-qunxu-/), secure: true });
    // What the prefix demands of the browser's side: Secure, path /, no Domain.
    expect(cookieOptions()).toEqual({ httpOnly: true, sameSite: 'lax', path: '/', secure: true });
  });

  it('have no prefix on a plain-http address, where a browser would refuse it', () => {
    address('http://localhost:3000');
    for (const cookie of named())
      expect(cookie).toEqual({ name: expect.stringMatching(/^qunxu-/), secure: false });
    expect(cookieOptions(180)).toEqual({
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      secure: false,
      maxAge: 180 * 86_400,
    });
  });

  it('of next-auth follow the same rules', () => {
    address('https://qunxu.example');
    const { cookies, useSecureCookies } = authOptions();
    expect(useSecureCookies).toBe(true);
    for (const cookie of Object.values(cookies ?? {}))
      expect(cookie).toMatchObject({
        name: expect.stringMatching(/^__Host-qunxu-/),
        options: { httpOnly: true, sameSite: 'lax', path: '/', secure: true },
      });
  });

  it('have names of which none begins with the sign-in cookie’s: next-auth would take it for a part of the token', () => {
    const others = [deviceCookie(), csrfCookie(), callbackCookie()].map(({ name }) => name);
    for (const name of [...others, textCookie]) expect(name.startsWith(sessionCookie().name)).toBe(false);
  });
});
