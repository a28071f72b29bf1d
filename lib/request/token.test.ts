import { decode, encode } from 'next-auth/jwt';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { sessionTokenSecret } from '@/lib/core/crypto';
import { deviceCookie, sessionCookie } from './cookie';
import { readDevice, rememberDevice } from './device';
import { renewSessionToken, sessionSecret } from './session-token';
import { authOptions } from './sign-in';

const jar = new Map<string, string>();

vi.mock('next/headers', () => ({
  headers: async () => new Headers(),
  cookies: async () => ({
    get: (name: string) => (jar.has(name) ? { name, value: jar.get(name) } : undefined),
    set: (name: string, value: string) => jar.set(name, value),
  }),
}));

const put = (token: string) => jar.set(sessionCookie().name, token);

beforeEach(() => jar.clear());

describe('the sign-in token', () => {
  it('carries the session secret and nothing about the person', async () => {
    await renewSessionToken('a secret');
    const payload = await decode({
      token: jar.get(sessionCookie().name) ?? '',
      secret: sessionTokenSecret(),
    });
    expect(Object.keys(payload ?? {}).sort()).toEqual(['exp', 'iat', 'jti', 'session']);
    expect(await sessionSecret()).toBe('a secret');
  });

  it('is made by next-auth of nothing else', async () => {
    const jwt = authOptions().callbacks?.jwt;
    const user = { id: 'account', session: 'a secret' };
    const token = { name: '刘洋', email: null, picture: null, sub: 'account' };
    expect(await jwt?.({ token, user, account: null })).toEqual({ session: 'a secret' });
  });

  it.each([
    ['nothing', ''],
    ['garbage', 'abc.def.ghi'],
    [
      'an unsigned token',
      `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from('{"session":"x"}').toString('base64url')}.`,
    ],
  ])('is worth nothing when it is %s', async (_what, token) => {
    put(token);
    expect(await sessionSecret()).toBeNull();
  });

  it('outlasts a change of secrets, for as long as the old one is at hand', async () => {
    await renewSessionToken('a secret');
    await rememberDevice(null, 'account');
    const before = process.env.QUNXU_SECRET;
    vi.stubEnv('QUNXU_SECRET', 'another secret for tests, of 32 letters');
    expect(await sessionSecret()).toBeNull();
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', before);
    expect(await sessionSecret()).toBe('a secret');
    expect(await readDevice()).toMatchObject({ accountIds: ['account'] });
    vi.unstubAllEnvs();
  });

  it('is worth nothing under another key, or changed, or expired', async () => {
    const token = { session: 'a secret' };
    put(await encode({ token, secret: 'another secret' }));
    expect(await sessionSecret()).toBeNull();
    const good = await encode({ token, secret: sessionTokenSecret() });
    put(`${good.slice(0, -2)}${good.endsWith('AA') ? 'BB' : 'AA'}`);
    expect(await sessionSecret()).toBeNull();
    put(await encode({ token, secret: sessionTokenSecret(), maxAge: -60 }));
    expect(await sessionSecret()).toBeNull();
  });
});

describe('the device token', () => {
  it('remembers who signed in with this browser, the latest first, ten at most', async () => {
    for (let n = 1; n <= 12; n += 1) await rememberDevice(await readDevice(), `account ${n}`);
    await rememberDevice(await readDevice(), 'account 8');
    const device = await readDevice();
    expect(device?.accountIds).toHaveLength(10);
    expect(device?.accountIds.slice(0, 3)).toEqual(['account 8', 'account 12', 'account 11']);
  });

  it('and the sign-in token do not open in each other’s place', async () => {
    await rememberDevice(null, 'account');
    await renewSessionToken('a secret');
    const [session, device] = [jar.get(sessionCookie().name) ?? '', jar.get(deviceCookie().name) ?? ''];
    jar.set(sessionCookie().name, device).set(deviceCookie().name, session);
    expect([await sessionSecret(), await readDevice()]).toEqual([null, null]);
  });
});
