import { desc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { secondFactors } from '@/db/schema/factors';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts, delegations, roleAssignments } from '@/db/schema/identity';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { firstStep, giveFactor, signedInTwice, telephone, testRecoveryCode } from '@/db/testing/factor';
import { useSetting } from '@/db/testing/setting';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { newId } from '@/lib/core/id';
import { issueCode } from '../accounts/commands/manage';
import { setFirstPassword } from '../accounts/commands/own';
import { actorOfSession } from '../queries/actor';
import { passSecondStep } from '../signin/commands/second-step';
import { awaitingActor } from '../signin/queries';
import { beginEnrolment, confirmEnrolment } from './commands/enrol';
import { resetFactor } from './commands/reset';
import { myFactor } from './queries';
import { needsSecondFactor, plainFactorCode } from './rules';

const start = new Date('2026-11-23T09:00:00+08:00');
const hour = 3_600_000;
const proof = { current: testPassword, code: '' };
const reason = '手机遗失，已当面核对工作证';
const chosen = '欲穷千里目-更上一层楼';

let street: TestStreet;

const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

beforeEach(async () => {
  vi.useFakeTimers({ toFake: ['Date'], now: start });
  await emptyStreet();
  street = await makeStreet();
});

afterEach(() => {
  vi.useRealTimers();
});

/** Sets a factor up in this session; returns the session's new secret. */
async function enrol(actor: Actor, current = testPassword): Promise<string> {
  await beginEnrolment(actor, { current, code: '' });
  const address = (await myFactor(actor))?.offer?.address ?? 'none:';
  const phone = telephone(new URL(address).searchParams.get('secret') ?? '');
  const result = await confirmEnrolment(actor, { code: phone(), endOthers: false });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value.secret;
}

describe('a role that asks for a second factor', () => {
  const kinds = [
    'office',
    'leader',
    'sysadmin',
    'auditor',
    'headHeping',
    'groupAdmin',
    'supervisor',
    'member',
  ] as const;
  const table = kinds.flatMap((kind) => [
    ['', kind, false] as const,
    ['office_admin,leader,system_admin,auditor', kind, kinds.indexOf(kind) < 4] as const,
  ]);

  it.each(table)('"%s" lets %s do nothing before: %s', async (setting, kind, asked) => {
    await useSetting('signin.second_factor', setting);
    await giveAccount(street[kind], 'some.body');
    const { actor } = await signedIn('some.body');
    expect(actor.mustFirst).toBe(asked ? 'second_factor' : null);
    expect(needsSecondFactor(street[kind].grants, setting)).toBe(asked);
  });

  it('leaves such a session no role, should a door forget to ask', async () => {
    await useSetting('signin.second_factor', 'office_admin');
    await giveAccount(street.office, 'office');
    const { actor } = await signedIn('office');
    expect(mayAtAll(actor, 'membership.decide')).toBe(false);
    expect(mayAtAll(actor, 'account.own')).toBe(true);
    const open = await actorOfSession(await enrol(actor), null);
    expect(open).toMatchObject({ mustFirst: null });
    expect(open && mayAtAll(open, 'membership.decide')).toBe(true);
  });

  it('asks in open sessions too, from the moment the setting or the role is in force', async () => {
    await giveAccount(street.office, 'office');
    await giveAccount(street.member, 'heping.liu');
    const [office, member] = [await signedIn('office'), await signedIn('heping.liu')];
    await useSetting('signin.second_factor', 'office_admin');
    expect(await actorOfSession(office.secret, null)).toMatchObject({ mustFirst: 'second_factor' });
    expect(await actorOfSession(member.secret, null)).toMatchObject({ mustFirst: null });
    const personId = street.member.personId ?? '';
    await db()
      .insert(roleAssignments)
      .values({ id: newId(), personId, role: 'office_admin', startsAt: start });
    expect(await actorOfSession(member.secret, null)).toMatchObject({ mustFirst: 'second_factor' });
  });

  it('asks its delegate as well', async () => {
    await useSetting('signin.second_factor', 'leader');
    await giveAccount(street.member, 'heping.liu');
    const { actor, secret } = await signedIn('heping.liu');
    expect(actor.mustFirst).toBeNull();
    await db()
      .insert(delegations)
      .values({
        id: newId(),
        fromPersonId: street.leader.personId ?? '',
        toPersonId: street.member.personId ?? '',
        role: 'leader',
        startsAt: start,
        endsAt: new Date(start.getTime() + hour),
        reason: '出差',
        enteredBy: street.leader.personId ?? '',
        createdAt: start,
      });
    expect(await actorOfSession(secret, null)).toMatchObject({ mustFirst: 'second_factor' });
    vi.setSystemTime(start.getTime() + hour);
    expect(await actorOfSession((await signedIn('heping.liu')).secret, null)).toMatchObject({
      mustFirst: null,
    });
  });

  it('is not content with a factor that was set up in another session', async () => {
    await giveAccount(street.office, 'office');
    const [stranger, owner] = [await signedIn('office'), await signedIn('office')];
    const renewed = await enrol(owner.actor);
    await useSetting('signin.second_factor', 'office_admin');
    expect(await actorOfSession(renewed, null)).toMatchObject({ mustFirst: null });
    expect(await actorOfSession(stranger.secret, null)).toMatchObject({ mustFirst: 'second_factor' });
  });

  it('comes after a new password, where that is due as well', async () => {
    await useSetting('signin.second_factor', 'office_admin');
    const slip = await issueCode(street.sysadmin, {
      personId: street.office.personId ?? '',
      username: 'office',
    });
    const first = await trySignIn('office', slip.ok ? slip.value.code : '');
    const actor = first.ok ? await actorOfSession(first.value.secret, null) : null;
    expect(actor?.mustFirst).toBe('password');
    const set = actor && (await setFirstPassword(actor, { password: chosen, confirm: chosen }));
    expect(set?.ok && (await actorOfSession(set.value.secret, null))).toMatchObject({
      mustFirst: 'second_factor',
    });
  });
});

describe('when everything is lost', () => {
  const personId = () => street.member.personId ?? '';
  let accountId: string;

  beforeEach(async () => {
    accountId = await giveAccount(street.member, 'heping.liu');
  });

  it('the system administrator takes the factor away; a slip and a new factor lead in again, and nothing else', async () => {
    const phone = await giveFactor(accountId);
    const before = await signedInTwice('heping.liu', phone());
    const reset = await resetFactor(street.sysadmin, { personId: personId(), reason });
    if (!reset.ok) throw new Error(reset.refusal.message);
    expect(await lastRecord()).toMatchObject({
      action: 'factor.reset',
      outcome: 'done',
      actorName: '郑伟',
      reason,
    });
    expect(await actorOfSession(before.secret, null)).toBeNull();
    expect(await trySignIn('heping.liu', testPassword)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await db().select({ title: notifications.title }).from(notifications)).toMatchObject([
      { title: expect.stringContaining('重置了您的动态口令') },
    ]);
    const entered = await trySignIn('heping.liu', reset.value.code);
    const actor = entered.ok ? await actorOfSession(entered.value.secret, null) : null;
    if (!actor) throw new Error('the slip did not open the account');
    expect(actor.mustFirst).toBe('password');
    const set = await setFirstPassword(actor, { password: chosen, confirm: chosen });
    const next = set.ok ? await actorOfSession(set.value.secret, null) : null;
    expect(next?.mustFirst).toBe('second_factor');
    const open = next && (await actorOfSession(await enrol(next, chosen), null));
    expect(open).toMatchObject({ name: '刘洋', mustFirst: null });
  });

  it('only the system administrator does, never for himself, nor where there is nothing to take away', async () => {
    await giveFactor(accountId);
    const own = await giveAccount(street.sysadmin, 'sysadmin');
    await giveFactor(own);
    for (const kind of ['office', 'headHeping', 'leader', 'auditor', 'member'] as const)
      expect(await resetFactor(street[kind], { personId: personId(), reason })).toMatchObject({
        refusal: { code: 'forbidden' },
      });
    const ownId = street.sysadmin.personId ?? '';
    expect(await resetFactor(street.sysadmin, { personId: ownId, reason })).toMatchObject({
      refusal: { code: 'forbidden' },
    });
    expect(await db().select().from(secondFactors)).toHaveLength(2);
    await giveAccount(street.groupAdmin, 'heping.zhang');
    const groupAdmin = street.groupAdmin.personId ?? '';
    expect(await resetFactor(street.sysadmin, { personId: groupAdmin, reason })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    const [untouched] = await db().select().from(accounts).where(eq(accounts.username, 'heping.zhang'));
    expect(untouched).toMatchObject({ mustEnrol: false, passwordHash: expect.any(String) });
  });

  it('a new slip for a forgotten password leaves the factor where it is', async () => {
    const phone = await giveFactor(accountId);
    const slip = await issueCode(street.sysadmin, { personId: personId(), username: '' });
    const first = await trySignIn('heping.liu', slip.ok ? slip.value.code : '');
    expect(first).toMatchObject({ value: { awaiting: true } });
    const actor = first.ok ? await awaitingActor(first.value.secret, null) : null;
    expect(actor && (await passSecondStep(actor, { code: phone() }))).toMatchObject({ ok: true });
  });

  it('a recovery code does without the administrator', async () => {
    await giveFactor(accountId);
    const { actor } = await firstStep('heping.liu');
    expect(await passSecondStep(actor, { code: plainFactorCode(testRecoveryCode) })).toMatchObject({
      ok: true,
    });
  });
});

describe('setting up under a role that asks for it', () => {
  it('needs the password again, though the session has just begun', async () => {
    await useSetting('signin.second_factor', 'auditor');
    await giveAccount(street.auditor, 'auditor');
    const { actor } = await signedIn('auditor');
    expect(await beginEnrolment(actor, { ...proof, current: 'guess' })).toMatchObject({
      refusal: { code: 'invalid' },
    });
    expect(await beginEnrolment(actor, proof)).toMatchObject({ ok: true });
  });
});
