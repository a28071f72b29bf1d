import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { accounts, people, rateLimits, sessions } from '@/db/schema/identity';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { sha256 } from '@/lib/core/crypto';
import { unlockAccount } from '../accounts/commands/manage';
import { actorOfSession } from '../queries/actor';
import { signOut } from './commands/sign-out';

const start = new Date('2026-11-23T09:00:00+08:00');
const minutes = (count: number) => vi.setSystemTime(start.getTime() + count * 60_000);
const home = '10.0.0.7';
const elsewhere = '203.0.113.9';

let street: TestStreet;
let accountId: string;

const right = (from = {}) => trySignIn('heping.liu', testPassword, from);
const wrong = (from = {}) => trySignIn('heping.liu', 'not the password', from);
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const codeOf = (result: Awaited<ReturnType<typeof right>>) => (result.ok ? 'in' : result.refusal.code);
const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

beforeEach(async () => {
  // The limits count by the machine's clock, and so does everything else here: moving it moves both.
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  street = await makeStreet();
  accountId = await giveAccount(street.member, 'heping.liu');
});

afterEach(() => {
  vi.useRealTimers();
});

describe('signing in', () => {
  it('opens a session whose secret is kept only as a hash', async () => {
    const result = await right({ userAgent: 'Firefox' });
    if (!result.ok) throw new Error(result.refusal.message);
    const { secret } = result.value;
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const [row] = await db().select().from(sessions);
    expect(row).toMatchObject({ accountId, address: home, userAgent: 'Firefox', secretHash: sha256(secret) });
    expect(row?.expiresAt).toEqual(new Date(start.getTime() + 12 * 3_600_000));
    expect(await actorOfSession(secret, home)).toMatchObject({ name: '刘洋', mustFirst: null });
  });

  it('is recorded under the person’s name, with the address', async () => {
    await right();
    expect(await lastRecord()).toMatchObject({
      action: 'account.sign_in',
      outcome: 'done',
      actorName: '刘洋',
      entityId: accountId,
      address: home,
      after: { 方式: '密码', 新设备: true },
    });
  });

  it('makes a new session each time and ends the one this browser had', async () => {
    const first = await signedIn('heping.liu');
    const second = await signedIn('heping.liu', { previousSecret: first.secret });
    expect(second.secret).not.toBe(first.secret);
    expect(await actorOfSession(first.secret, home)).toBeNull();
    expect(await actorOfSession(second.secret, home)).not.toBeNull();
  });

  it('leaves sessions of other browsers alone', async () => {
    const first = await signedIn('heping.liu');
    await signedIn('heping.liu');
    expect(await actorOfSession(first.secret, home)).not.toBeNull();
  });

  it('checks the password exactly as typed', async () => {
    const altered = [`${testPassword} `, testPassword.slice(0, -1)];
    const results = await Promise.all(altered.map((password) => trySignIn('heping.liu', password)));
    expect(results.map(codeOf)).toEqual(['invalid', 'invalid']);
  });
});

describe('a failed attempt', () => {
  it('gets the same words whether the username exists or not', async () => {
    const unknown = await trySignIn('nobody.here', 'not the password');
    expect(await wrong()).toEqual(unknown);
    expect(unknown).toMatchObject({ refusal: { code: 'invalid', message: '用户名或密码不正确' } });
  });

  it('is recorded, with the account it was aimed at', async () => {
    await wrong();
    expect(await lastRecord()).toMatchObject({
      outcome: 'refused',
      code: 'invalid',
      actorName: '未登录',
      entityId: accountId,
      address: home,
    });
  });

  it('does not keep what was typed for a username: it may be a password', async () => {
    await trySignIn('my-secret-password', 'x');
    expect(JSON.stringify(await lastRecord())).not.toContain('my-secret-password');
    expect(await lastRecord()).toMatchObject({ entityLabel: '不存在的用户名', outcome: 'refused' });
  });

  it.each([
    ['a disabled account', () => db().update(accounts).set({ disabledAt: start }), '账号已停用'],
    ['a departed person', () => db().update(people).set({ departedAt: start }), '已离任'],
  ])('names %s only to who knows the password', async (_what, change, words) => {
    await change();
    expect(await wrong()).toMatchObject({ refusal: { code: 'invalid', message: '用户名或密码不正确' } });
    expect(await right()).toMatchObject({
      refusal: { code: 'forbidden', message: expect.stringContaining(words) },
    });
    expect(await db().select().from(sessions)).toEqual([]);
  });
});

describe('after five failures in a row', () => {
  beforeEach(async () => {
    await times(5, () => wrong());
  });

  it('this address waits half an hour, even with the right password, and is told so', async () => {
    const refused = await right();
    expect(refused).toMatchObject({ refusal: { code: 'limited' } });
    expect(refused.ok || refused.refusal.message).toContain('请 30 分钟后（11-23 09:30）再试');
    expect(await lastRecord()).toMatchObject({ outcome: 'refused', code: 'limited', entityId: accountId });
    minutes(29);
    expect(codeOf(await right())).toBe('limited');
    minutes(30);
    expect(codeOf(await right())).toBe('in');
  });

  it('trying on does not lengthen the wait', async () => {
    minutes(20);
    expect((await times(10, () => wrong())).map(codeOf)).toEqual(Array(10).fill('limited'));
    minutes(30);
    expect(codeOf(await right())).toBe('in');
  });

  it('the owner signs in from elsewhere', async () => {
    expect(codeOf(await right({ address: elsewhere }))).toBe('in');
  });

  it('the owner signs in at the same address with a browser he used before', async () => {
    const device = { id: 'his browser', accountIds: [accountId] };
    expect(codeOf(await right({ device }))).toBe('in');
  });

  it('a browser that only others have used does not help', async () => {
    const device = { id: 'another’s browser', accountIds: [street.office.personId ?? ''] };
    expect(codeOf(await right({ device }))).toBe('limited');
  });

  it('other accounts are not concerned', async () => {
    await giveAccount(street.groupAdmin, 'heping.zhang');
    expect(codeOf(await trySignIn('heping.zhang', testPassword))).toBe('in');
  });

  it('an administrator can lift it', async () => {
    const personId = street.member.personId ?? '';
    expect(await unlockAccount(street.sysadmin, { personId, reason: '本人来电' })).toMatchObject({
      ok: true,
    });
    expect(codeOf(await right())).toBe('in');
  });
});

describe('counting', () => {
  it('starts afresh after a success', async () => {
    await times(4, () => wrong());
    expect(codeOf(await right())).toBe('in');
    expect((await times(4, () => wrong())).map(codeOf)).not.toContain('limited');
  });

  it('warns before it locks', async () => {
    await times(2, () => wrong());
    const messages = [await wrong(), await wrong(), await wrong()].map((r) => r.ok || r.refusal.message);
    expect(messages).toEqual([
      '用户名或密码不正确，再输错 2 次将锁定 30 分钟',
      '用户名或密码不正确，再输错 1 次将锁定 30 分钟',
      '用户名或密码不正确，已锁定 30 分钟',
    ]);
  });

  it('lets no more through when attempts come at once', async () => {
    const codes = (await times(20, () => wrong())).map(codeOf);
    expect(codes.filter((code) => code === 'invalid')).toHaveLength(5);
    expect(codes.filter((code) => code === 'limited')).toHaveLength(15);
  });
});

describe('strangers cannot keep the owner out', () => {
  /** All but the last three failures of an hour, without the work of hashing as many guesses. */
  const earlier = (key: string, points: number) =>
    db()
      .insert(rateLimits)
      .values({ key, points, expire: new Date(start.getTime() + 3_600_000) })
      .onConflictDoUpdate({ target: rateLimits.key, set: { points } });

  /** Thirty wrong passwords from many addresses: what one account takes from strangers in an hour. */
  async function besiege() {
    await earlier('user:heping.liu:strangers', 27);
    await times(3, (index) => wrong({ address: `198.51.100.${index}` }));
  }

  it('though they are held off from everywhere', async () => {
    await besiege();
    expect(codeOf(await wrong({ address: elsewhere }))).toBe('limited');
    minutes(60);
    expect(codeOf(await wrong({ address: elsewhere }))).toBe('invalid');
  });

  it('from an address he signed in from before', async () => {
    await right();
    await besiege();
    expect(codeOf(await right({ address: elsewhere }))).toBe('limited');
    expect(codeOf(await right())).toBe('in');
  });

  it('with a browser he signed in with before, wherever it is', async () => {
    await besiege();
    expect(codeOf(await right({ address: elsewhere, device: { id: 'his', accountIds: [accountId] } }))).toBe(
      'in',
    );
  });

  it('by trying many usernames from his address, if his browser is known', async () => {
    await earlier(`address:${home}`, 97);
    await times(3, (index) => trySignIn(`name${index}`, 'guess'));
    expect(codeOf(await right())).toBe('limited');
    expect(codeOf(await right({ device: { id: 'his', accountIds: [accountId] } }))).toBe('in');
    expect(codeOf(await right({ address: elsewhere }))).toBe('in');
  });
});

describe('signing out', () => {
  it('ends the session at once, and once', async () => {
    const { actor, secret } = await signedIn('heping.liu');
    await signOut(actor, undefined);
    expect(await actorOfSession(secret, home)).toBeNull();
    expect(await lastRecord()).toMatchObject({ action: 'account.sign_out', actorName: '刘洋' });
    await signOut(actor, undefined);
    const records = await db().select().from(auditEvents).where(eq(auditEvents.action, 'account.sign_out'));
    expect(records.filter((row) => row.entityId === actor.accountId)).toHaveLength(1);
  });
});
