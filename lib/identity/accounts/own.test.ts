import { desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { actorOfSession } from '../queries/actor';
import { endMySessions } from '../sessions/commands/end';
import { mySessions, mySignIns } from '../sessions/queries';
import { issueCode } from './commands/manage';
import { changePassword, savePreferences, setFirstPassword } from './commands/own';
import { myAccount, myRoles } from './queries';

const chosen = '床前明月光-疑是地上霜';
const change = { current: testPassword, password: chosen, confirm: chosen, endOthers: false };

let street: TestStreet;

const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  await giveAccount(street.headHeping, 'head.heping');
});

describe('the first password', () => {
  async function byCode() {
    const personId = street.member.personId ?? '';
    const slip = await issueCode(street.sysadmin, { personId, username: 'heping.liu' });
    const entered = slip.ok ? await trySignIn('heping.liu', slip.value.code) : slip;
    if (!entered.ok) throw new Error(entered.refusal.message);
    const actor = await actorOfSession(entered.value.secret, null);
    if (!actor) throw new Error('the session does not stand');
    return { actor, secret: entered.value.secret };
  }

  it('replaces the code, under a new session secret', async () => {
    const { actor, secret } = await byCode();
    const set = await setFirstPassword(actor, { password: chosen, confirm: chosen });
    if (!set.ok) throw new Error(set.refusal.message);
    expect(await actorOfSession(secret, null)).toBeNull();
    expect(await actorOfSession(set.value.secret, null)).toMatchObject({
      sessionId: actor.sessionId,
      mustFirst: null,
    });
    expect(await trySignIn('heping.liu', chosen)).toMatchObject({ ok: true });
  });

  it('is asked for again after signing in once more without having set it', async () => {
    const { actor } = await byCode();
    await db().update(accounts).set({ mustChangePassword: true });
    const short = await setFirstPassword(actor, { password: '短', confirm: '短' });
    expect(short).toMatchObject({ refusal: { code: 'invalid', fields: { password: expect.any(String) } } });
    const [account] = await db().select().from(accounts).where(eq(accounts.username, 'heping.liu'));
    expect(account).toMatchObject({ passwordHash: null, mustChangePassword: true });
  });

  it('is no way around the present password', async () => {
    const { actor } = await signedIn('head.heping');
    const result = await setFirstPassword(actor, { password: chosen, confirm: chosen });
    expect(result).toMatchObject({ refusal: { code: 'conflict' } });
  });
});

describe('changing the password', () => {
  it('needs the present one, and is recorded', async () => {
    const { actor } = await signedIn('head.heping');
    expect(await changePassword(actor, { ...change, current: 'guess' })).toMatchObject({
      refusal: { code: 'invalid', fields: { current: '现密码不正确' } },
    });
    expect(await lastRecord()).toMatchObject({ action: 'account.reauthenticate', outcome: 'refused' });
    expect(await changePassword(actor, change)).toMatchObject({ ok: true });
    expect(await lastRecord()).toMatchObject({ action: 'account.change_password', outcome: 'done' });
    expect(await trySignIn('head.heping', testPassword)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await trySignIn('head.heping', chosen)).toMatchObject({ ok: true });
  });

  it('goes on under a new secret', async () => {
    const { actor, secret } = await signedIn('head.heping');
    const result = await changePassword(actor, change);
    expect(await actorOfSession(secret, null)).toBeNull();
    expect(result.ok && (await actorOfSession(result.value.secret, null))).toMatchObject({ name: '李娟' });
  });

  it.each([
    [true, 2],
    [false, 0],
  ])('ends the other sessions if asked to: %s', async (endOthers, ended) => {
    const others = [await signedIn('head.heping'), await signedIn('head.heping')];
    const { actor } = await signedIn('head.heping');
    expect(await changePassword(actor, { ...change, endOthers })).toMatchObject({ value: { ended } });
    const open = await Promise.all(others.map(({ secret }) => actorOfSession(secret, null)));
    expect(open.filter((other) => other === null)).toHaveLength(ended);
  });

  it('is no way to guess it: five wrong ones, and the session waits', async () => {
    const { actor } = await signedIn('head.heping');
    const guesses = await Promise.all(
      Array.from({ length: 8 }, () => changePassword(actor, { ...change, current: 'guess' })),
    );
    const codes = guesses.map((guess) => guess.ok || guess.refusal.code);
    expect(codes.filter((code) => code === 'invalid')).toHaveLength(5);
    expect(await changePassword(actor, change)).toMatchObject({ refusal: { code: 'limited' } });
    const elsewhere = await signedIn('head.heping');
    expect(await changePassword(elsewhere.actor, change)).toMatchObject({ ok: true });
  });

  it('does not take the same one again', async () => {
    const { actor } = await signedIn('head.heping');
    const same = { ...change, password: testPassword, confirm: testPassword };
    expect(await changePassword(actor, same)).toMatchObject({
      refusal: { fields: { password: '新密码与现密码相同' } },
    });
  });

  it.each([
    'heping-community-1',
    '和平社区 我们的家园呀',
    'LiJuan-on-duty-77',
    '测试街道的一名老干部',
    'qunxu for everyone',
  ])('refuses %s, made of her surroundings', async (password) => {
    const { actor } = await signedIn('head.heping');
    const result = await changePassword(actor, { ...change, password, confirm: password });
    expect(result).toMatchObject({
      refusal: { code: 'invalid', fields: { password: expect.stringContaining('不得包含') } },
    });
  });
});

describe('my sessions', () => {
  it('lists those that stand, this one first, with browser and address', async () => {
    await signedIn('head.heping', {
      address: '10.0.0.8',
      userAgent: 'Mozilla/5.0 (Windows NT 10.0) Edg/140',
    });
    const gone = await signedIn('head.heping');
    const { actor } = await signedIn('head.heping', { previousSecret: gone.secret });
    expect(await mySessions(actor)).toMatchObject([
      { id: actor.sessionId, current: true, address: '10.0.0.7' },
      { current: false, address: '10.0.0.8', browser: 'Edge · Windows' },
    ]);
  });

  it('end when I say so with my password, and nobody else’s', async () => {
    await giveAccount(street.office, 'office');
    const stranger = await signedIn('office');
    const other = await signedIn('head.heping');
    const { actor } = await signedIn('head.heping');
    const sessionIds = [other.actor.sessionId ?? '', stranger.actor.sessionId ?? ''];
    expect(await endMySessions(actor, { sessionIds, current: 'guess' })).toMatchObject({ ok: false });
    expect(await actorOfSession(other.secret, null)).not.toBeNull();
    expect(await endMySessions(actor, { sessionIds, current: testPassword })).toMatchObject({
      value: { ended: 1 },
    });
    expect(await actorOfSession(other.secret, null)).toBeNull();
    expect(await actorOfSession(stranger.secret, null)).not.toBeNull();
  });
});

describe('what is kept about me', () => {
  it('shows the last ten attempts on my account, also a stranger’s, and nobody else’s', async () => {
    await giveAccount(street.office, 'office');
    await trySignIn('office', testPassword);
    await trySignIn('head.heping', 'guess', { address: '203.0.113.9' });
    const { actor } = await signedIn('head.heping');
    expect(await mySignIns(actor)).toMatchObject([
      { done: true, address: '10.0.0.7' },
      { done: false, address: '203.0.113.9', reason: '用户名或密码不正确' },
    ]);
  });

  it('is nothing for somebody without an account', async () => {
    expect(await Promise.all([mySignIns(street.auditor), mySessions(street.auditor)])).toEqual([[], []]);
    expect(await myAccount(street.auditor)).toBeNull();
  });

  it('names my roles with what they are held over', async () => {
    const { actor } = await signedIn('head.heping');
    expect(await myRoles(actor)).toEqual([{ role: 'unit_head', scope: '和平社区', endsAt: null }]);
  });

  it('keeps how the product looks for me', async () => {
    const { actor } = await signedIn('head.heping');
    await savePreferences(actor, { textSize: 'large', singleKeyDecisions: true });
    expect(await myAccount(actor)).toMatchObject({ textSize: 'large', singleKeyDecisions: true });
    expect(await trySignIn('head.heping', testPassword)).toMatchObject({ value: { textSize: 'large' } });
  });
});
