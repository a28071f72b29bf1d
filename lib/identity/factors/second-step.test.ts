import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { pendingSignIns, recoveryCodes } from '@/db/schema/factors';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts, people, rateLimits, sessions } from '@/db/schema/identity';
import { giveAccount, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { firstStep, giveFactor, type Telephone, testRecoveryCode, trySecondStep } from '@/db/testing/factor';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { anonymousActor } from '@/lib/access/actor';
import { issueCode, unlockAccount } from '../accounts/commands/manage';
import { actorOfSession } from '../queries/actor';
import { mySignIns } from '../sessions/queries';
import { passSecondStep } from '../signin/commands/second-step';
import { awaitingActor } from '../signin/queries';
import { plainFactorCode } from './rules';

const start = new Date('2026-11-23T09:00:00+08:00');
const seconds = (count: number) => vi.setSystemTime(start.getTime() + count * 1_000);
const home = '10.0.0.7';
const recovery = plainFactorCode(testRecoveryCode);

let street: TestStreet;
let accountId: string;
let phone: Telephone;

const signIn = (code: string, from = {}) => trySecondStep('heping.liu', code, from);
const times = <T>(count: number, work: (index: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, index) => work(index)));
const codeOf = (result: Awaited<ReturnType<typeof signIn>>) => (result.ok ? 'in' : result.refusal.code);
/** A code that is surely not the present one, nor a neighbour's. */
const wrongCode = () => {
  const near = [-1, 0, 1].map((steps) => phone(steps));
  return ['000000', '111111', '222222', '333333'].find((code) => !near.includes(code)) ?? '';
};
const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  street = await makeStreet();
  accountId = await giveAccount(street.member, 'heping.liu');
  phone = await giveFactor(accountId);
});

afterEach(() => {
  vi.useRealTimers();
});

describe('the right password of an account with a second factor', () => {
  it('opens no session, only the second step', async () => {
    const result = await trySignIn('heping.liu', testPassword);
    expect(result).toMatchObject({ ok: true, value: { awaiting: true } });
    const secret = result.ok ? result.value.secret : '';
    expect(await db().select().from(sessions)).toEqual([]);
    expect(await actorOfSession(secret, home)).toBeNull();
    expect(await awaitingActor(secret, home)).toMatchObject({
      personId: null,
      accountId: null,
      grants: [],
      awaiting: { accountId, name: '刘洋' },
    });
    expect(await lastRecord()).toMatchObject({
      action: 'account.password_step',
      outcome: 'done',
      actorName: '未登录',
      entityId: accountId,
    });
  });

  it('is nothing without the secret that was given for it', async () => {
    expect(await awaitingActor('guess', home)).toBeNull();
    const result = await passSecondStep(anonymousActor(home), { code: phone() });
    expect(result).toMatchObject({ refusal: { code: 'session' } });
  });

  it('is forgotten after ten minutes', async () => {
    const { actor, secret } = await firstStep('heping.liu');
    seconds(600);
    expect(await awaitingActor(secret, home)).toBeNull();
    expect(codeOf(await passSecondStep(actor, { code: phone() }))).toBe('session');
  });

  it('ends the session the browser had, whose cookie is gone', async () => {
    const first = await signIn(phone());
    const secret = first.ok ? first.value.secret : '';
    expect(await actorOfSession(secret, home)).not.toBeNull();
    await trySignIn('heping.liu', testPassword, { previousSecret: secret });
    expect(await actorOfSession(secret, home)).toBeNull();
  });
});

describe('the code of the telephone', () => {
  it('opens a session under another secret, on record', async () => {
    const { actor, secret } = await firstStep('heping.liu', { userAgent: 'Firefox' });
    const result = await passSecondStep(actor, { code: phone() });
    if (!result.ok) throw new Error(result.refusal.message);
    expect(result.value.secret).not.toBe(secret);
    expect(await actorOfSession(secret, home)).toBeNull();
    expect(await awaitingActor(secret, home)).toBeNull();
    expect(await actorOfSession(result.value.secret, home)).toMatchObject({ name: '刘洋', mustFirst: null });
    expect(await db().select().from(sessions)).toMatchObject([{ secondFactor: true, userAgent: 'Firefox' }]);
    expect(await lastRecord()).toMatchObject({
      action: 'account.sign_in',
      outcome: 'done',
      actorName: '刘洋',
      after: { 方式: '密码和动态口令' },
    });
  });

  it.each([
    [-2, 'invalid'],
    [-1, 'in'],
    [0, 'in'],
    [1, 'in'],
    [2, 'invalid'],
  ])('of a clock %i steps off: %s', async (steps, outcome) => {
    expect(codeOf(await signIn(phone(steps)))).toBe(outcome);
  });

  it('is taken once, also when it is sent twice at the same moment', async () => {
    const code = phone();
    const codes = (await times(2, () => signIn(code))).map(codeOf);
    expect(codes.sort()).toEqual(['in', 'invalid']);
    expect(await db().select().from(sessions)).toHaveLength(1);
    expect(codeOf(await signIn(code))).toBe('invalid');
  });

  it('is not taken after a later one', async () => {
    const [earlier, later] = [phone(-1), phone()];
    expect(codeOf(await signIn(later))).toBe('in');
    expect(codeOf(await signIn(earlier))).toBe('invalid');
    seconds(30);
    expect(codeOf(await signIn(phone()))).toBe('in');
  });

  it('finishes one sign-in once', async () => {
    const { actor } = await firstStep('heping.liu');
    const codes = await times(2, (index) => passSecondStep(actor, { code: phone(index) }));
    expect(codes.map(codeOf).sort()).toEqual(['in', 'session']);
  });

  it('may be tried again when it was wrong, and that is on record', async () => {
    const { actor } = await firstStep('heping.liu');
    const wrong = await passSecondStep(actor, { code: wrongCode() });
    expect(wrong).toMatchObject({ refusal: { fields: { code: expect.stringContaining('动态口令不正确') } } });
    expect(await lastRecord()).toMatchObject({
      action: 'account.sign_in',
      outcome: 'refused',
      code: 'invalid',
      entityId: accountId,
    });
    const right = await passSecondStep(actor, { code: phone() });
    expect(codeOf(right)).toBe('in');
    const me = right.ok ? await actorOfSession(right.value.secret, home) : null;
    expect(me && (await mySignIns(me)).map((row) => row.done)).toEqual([true, false]);
  });
});

describe('between the two steps', () => {
  const personId = () => street.member.personId ?? '';

  it.each([
    ['a new slip', () => issueCode(street.sysadmin, { personId: personId(), username: '' }), 'conflict'],
    ['closing the account', () => db().update(accounts).set({ disabledAt: start }), 'forbidden'],
    ['a departure', () => db().update(people).set({ departedAt: start }), 'forbidden'],
  ])('%s stops what was begun', async (_what, change, code) => {
    const { actor, secret } = await firstStep('heping.liu');
    await change();
    expect(codeOf(await passSecondStep(actor, { code: phone() }))).toBe(code);
    expect(await db().select().from(sessions)).toEqual([]);
    if (code === 'forbidden') expect(await awaitingActor(secret, home)).toBeNull();
  });

  it('a one-time code of a slip is not used up yet; the whole sign-in uses it', async () => {
    const slip = await issueCode(street.sysadmin, { personId: personId(), username: '' });
    const code = slip.ok ? slip.value.code : '';
    const enter = async () => {
      const first = await trySignIn('heping.liu', code);
      return first.ok ? awaitingActor(first.value.secret, home) : null;
    };
    const [one, other] = [await enter(), await enter()];
    if (!(one && other)) throw new Error('the slip did not open the second step');
    const done = await passSecondStep(one, { code: phone() });
    expect(done.ok && (await actorOfSession(done.value.secret, home))).toMatchObject({
      mustFirst: 'password',
    });
    expect(codeOf(await passSecondStep(other, { code: phone(1) }))).toBe('conflict');
    expect(await enter()).toBeNull();
  });
});

describe('a recovery code', () => {
  it('opens a session once, and its owner is told', async () => {
    expect(codeOf(await signIn(recovery))).toBe('in');
    expect(await lastRecord()).toMatchObject({ after: { 方式: '密码和恢复码' } });
    expect(await db().select().from(notifications)).toMatchObject([
      { personId: street.member.personId, kind: 'account', title: expect.stringContaining('还剩 0 个') },
    ]);
    expect(codeOf(await signIn(recovery))).toBe('invalid');
  });

  it('lets in one of two who use it at the same moment', async () => {
    const codes = (await times(2, () => signIn(recovery))).map(codeOf);
    expect(codes.sort()).toEqual(['in', 'invalid']);
  });

  it('of somebody else opens nothing', async () => {
    await giveFactor(await giveAccount(street.groupAdmin, 'heping.zhang'));
    await db().delete(recoveryCodes).where(eq(recoveryCodes.accountId, accountId));
    expect(codeOf(await signIn(recovery))).toBe('invalid');
  });

  it.each([' k7qm-4xwp-9trd ', 'K7QM 4XWP 9TRD', 'Ｋ７ＱＭ—４ＸＷＰ—９ＴＲＤ'])(
    'is read from %s',
    (typed) => {
      expect(plainFactorCode(typed)).toBe(recovery);
    },
  );
});

describe('five wrong codes in a row', () => {
  beforeEach(async () => {
    await times(5, () => signIn(wrongCode()));
  });

  it('and this address waits half an hour, with the right one too, while the password alone is still taken', async () => {
    expect(codeOf(await signIn(phone()))).toBe('limited');
    expect(await lastRecord()).toMatchObject({ outcome: 'refused', code: 'limited', entityId: accountId });
    expect(codeOf(await signIn(recovery))).toBe('limited');
    seconds(30 * 60);
    expect(codeOf(await signIn(phone()))).toBe('in');
  });

  it('and the owner signs in from elsewhere, or with a browser he used before', async () => {
    expect(codeOf(await signIn(phone(), { address: '203.0.113.9' }))).toBe('in');
    const device = { id: 'his browser', accountIds: [accountId] };
    expect(codeOf(await signIn(phone(1), { device }))).toBe('in');
  });

  it('and an administrator can lift it', async () => {
    const input = { personId: street.member.personId ?? '', reason: '本人来电' };
    expect(await unlockAccount(street.sysadmin, input)).toMatchObject({ ok: true });
    expect(codeOf(await signIn(phone()))).toBe('in');
  });
});

describe('guessing', () => {
  async function strangersSpentAll(): Promise<void> {
    const spent = { points: 30, expire: new Date(start.getTime() + 3_600_000) };
    const row = { key: 'user:heping.liu:code:strangers', ...spent };
    await db().insert(rateLimits).values(row).onConflictDoUpdate({ target: rateLimits.key, set: spent });
  }

  it('gets no more looks when attempts come at once', async () => {
    const { actor } = await firstStep('heping.liu');
    const codes = (await times(20, () => passSecondStep(actor, { code: wrongCode() }))).map(codeOf);
    expect(codes.filter((code) => code === 'invalid')).toHaveLength(5);
    expect(codes.filter((code) => code === 'limited')).toHaveLength(15);
  });

  it('from everywhere is bounded by the account', async () => {
    await strangersSpentAll();
    expect(codeOf(await signIn(phone(), { address: '198.51.100.1' }))).toBe('limited');
    expect(codeOf(await signIn(phone(), { device: { id: 'his', accountIds: [accountId] } }))).toBe('in');
  });

  it('from everywhere is no freer for who has shown the password where the owner is known', async () => {
    expect(codeOf(await signIn(phone()))).toBe('in');
    await strangersSpentAll();
    const { actor } = await firstStep('heping.liu');
    const away = { ...actor, address: '198.51.100.1' };
    expect(codeOf(await passSecondStep(away, { code: wrongCode() }))).toBe('limited');
    expect(codeOf(await passSecondStep(actor, { code: wrongCode() }))).toBe('invalid');
  });

  it('is not helped by the password, which anybody at this step has: right ones forgive no wrong codes', async () => {
    await times(4, () => signIn(wrongCode()));
    await trySignIn('heping.liu', testPassword);
    expect(codeOf(await signIn(wrongCode()))).toBe('invalid');
    expect(codeOf(await signIn(phone()))).toBe('limited');
  });

  it('leaves nothing of code or secret in trail and tables', async () => {
    const code = phone();
    await signIn(code);
    await signIn(recovery);
    const kept = JSON.stringify([
      await db().select().from(auditEvents).where(eq(auditEvents.entityId, accountId)),
      await db().select().from(pendingSignIns),
      await db().select().from(recoveryCodes),
    ]);
    expect(kept).not.toContain(`"${code}"`);
    expect(kept).not.toContain(recovery);
    expect(kept).not.toContain(testRecoveryCode);
  });
});
