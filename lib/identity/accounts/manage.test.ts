import { desc, eq, isNull } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { accounts, people, roleAssignments, sessions } from '@/db/schema/identity';
import { giveAccount, signedIn, testPassword, trySignIn } from '@/db/testing/account';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeMoment } from '@/lib/core/time';
import { actorOfSession } from '../queries/actor';
import { endEverySession, endSessionsOfPerson } from '../sessions/commands/end';
import type { Slip } from './commands/codes';
import { disableAccount, enableAccount, issueCode, unlockAccount } from './commands/manage';
import { accountHold } from './queries';

const start = new Date('2026-11-23T09:00:00+08:00');
const days = (count: number) => new Date(start.getTime() + count * 24 * 3_600_000);
const reason = '按规定办理';

let street: TestStreet;
let personId: string;

async function issued(username = ''): Promise<Slip> {
  const result = await issueCode(street.sysadmin, { personId, username });
  if (!result.ok) throw new Error(result.refusal.message);
  return result.value;
}

const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

beforeEach(async () => {
  await emptyStreet();
  street = await withClock(officeMoment('2026-11-01', 0), makeStreet);
  personId = street.member.personId ?? '';
});

describe('who manages accounts', () => {
  const kinds = [
    'office',
    'headHeping',
    'groupAdmin',
    'member',
    'leader',
    'supervisor',
    'representative',
    'auditor',
    'sysadmin',
  ] as const;
  const acts = {
    issue: (kind: (typeof kinds)[number]) => issueCode(street[kind], { personId, username: 'some.name' }),
    disable: (kind: (typeof kinds)[number]) => disableAccount(street[kind], { personId, reason }),
    enable: (kind: (typeof kinds)[number]) => enableAccount(street[kind], { personId, reason }),
    unlock: (kind: (typeof kinds)[number]) => unlockAccount(street[kind], { personId, reason }),
    end: (kind: (typeof kinds)[number]) => endSessionsOfPerson(street[kind], { personId, reason }),
    endAll: (kind: (typeof kinds)[number]) => endEverySession(street[kind], { reason }),
  };
  const table = Object.keys(acts).flatMap((act) =>
    kinds.map((kind) => [act as keyof typeof acts, kind, kind === 'sysadmin'] as const),
  );

  it.each(table)('%s by %s: %s', async (act, kind, allowed) => {
    const result = await acts[act](kind);
    const refused = result.ok ? null : result.refusal.code;
    expect(refused === 'forbidden').toBe(!allowed);
    if (!allowed) expect(await lastRecord()).toMatchObject({ outcome: 'refused', code: 'forbidden' });
  });

  it('nobody his own', async () => {
    const own = street.sysadmin.personId ?? '';
    await giveAccount(street.sysadmin, 'sysadmin');
    for (const result of await Promise.all([
      issueCode(street.sysadmin, { personId: own, username: '' }),
      disableAccount(street.sysadmin, { personId: own, reason }),
      unlockAccount(street.sysadmin, { personId: own, reason }),
    ]))
      expect(result).toMatchObject({ refusal: { code: 'forbidden' } });
  });
});

describe('a one-time code', () => {
  it('opens a new account once, typed as people type, and leads to a password', async () => {
    const { username, code } = await issued('heping.liu');
    expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){3}[A-HJ-NP-Z2-9]{4}$/);
    const first = await trySignIn(username, ` ${code.toLowerCase().replaceAll('-', ' ')} `);
    expect(first).toMatchObject({ ok: true });
    const actor = first.ok ? await actorOfSession(first.value.secret, null) : null;
    expect(actor?.mustFirst).toBe('password');
    expect(await trySignIn(username, code)).toMatchObject({ refusal: { code: 'invalid' } });
  });

  it('lets in one of two who use it at the same moment', async () => {
    const { username, code } = await issued('heping.liu');
    const results = await Promise.all([trySignIn(username, code), trySignIn(username, code)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(await db().select().from(sessions)).toHaveLength(1);
  });

  it('is worth nothing after seven days', async () => {
    const { username, code } = await withClock(start, () => issued('heping.liu'));
    expect(await withClock(days(7), () => trySignIn(username, code))).toMatchObject({
      refusal: { code: 'forbidden', message: expect.stringContaining('已过期') },
    });
    expect(await withClock(new Date(days(7).getTime() - 1), () => trySignIn(username, code))).toMatchObject({
      ok: true,
    });
  });

  it('is stored and recorded nowhere in the clear', async () => {
    const { code } = await issued('heping.liu');
    const plain = code.replaceAll('-', '');
    const [account] = await db().select().from(accounts);
    const kept = JSON.stringify([account, await db().select().from(auditEvents)]);
    expect(kept).not.toContain(code);
    expect(kept).not.toContain(plain);
    expect(account?.codeHash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('takes the place of the password and the code before it, and ends the sessions', async () => {
    await giveAccount(street.member, 'heping.liu');
    const { secret } = await signedIn('heping.liu');
    const earlier = await issued();
    const later = await issued();
    expect(await actorOfSession(secret, null)).toBeNull();
    expect(await trySignIn('heping.liu', testPassword)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await trySignIn('heping.liu', earlier.code)).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await trySignIn('heping.liu', later.code)).toMatchObject({ ok: true });
  });

  it('needs a username the first time, and one that is free', async () => {
    expect(await issueCode(street.sysadmin, { personId, username: '' })).toMatchObject({
      refusal: { code: 'invalid', fields: { username: expect.any(String) } },
    });
    await giveAccount(street.office, 'office');
    expect(await issueCode(street.sysadmin, { personId, username: 'office' })).toMatchObject({
      refusal: { code: 'invalid', fields: { username: '该用户名已被使用，请换一个' } },
    });
    expect(await db().select().from(accounts).where(eq(accounts.personId, personId))).toEqual([]);
  });

  it('is not given to who has departed or whose account is disabled', async () => {
    await giveAccount(street.member, 'heping.liu');
    await disableAccount(street.sysadmin, { personId, reason });
    expect(await issueCode(street.sysadmin, { personId, username: '' })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    await db().update(people).set({ departedAt: start }).where(eq(people.id, personId));
    expect(await issueCode(street.sysadmin, { personId, username: '' })).toMatchObject({
      refusal: { code: 'not_found' },
    });
  });
});

describe('a disabled account', () => {
  it('loses its sessions at once and opens nothing until it is enabled', async () => {
    await giveAccount(street.member, 'heping.liu');
    const { secret } = await signedIn('heping.liu');
    expect(await disableAccount(street.sysadmin, { personId, reason })).toMatchObject({ ok: true });
    expect(await actorOfSession(secret, null)).toBeNull();
    expect(await trySignIn('heping.liu', testPassword)).toMatchObject({ refusal: { code: 'forbidden' } });
    expect(await disableAccount(street.sysadmin, { personId, reason })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    expect(await enableAccount(street.sysadmin, { personId, reason })).toMatchObject({ ok: true });
    expect(await actorOfSession(secret, null)).toBeNull();
    expect(await trySignIn('heping.liu', testPassword)).toMatchObject({ ok: true });
  });

  it('is recorded with its reason', async () => {
    await giveAccount(street.member, 'heping.liu');
    await disableAccount(street.sysadmin, { personId, reason });
    expect(await lastRecord()).toMatchObject({
      action: 'account.disable',
      actingRole: 'system_admin',
      entityLabel: '刘洋（heping.liu）',
      reason,
    });
  });
});

describe('the last system administrator', () => {
  async function second(endsAt: Date | null = null): Promise<Actor> {
    const person = await makePerson('第二人', street.units.office);
    await db()
      .insert(roleAssignments)
      .values({ id: newId(), personId: person.id, role: 'system_admin', startsAt: now(), endsAt });
    const actor = { ...street.sysadmin, personId: person.id, name: person.name };
    await giveAccount(actor, 'second');
    return actor;
  }
  const disable = (by: Actor, whom: Actor) => disableAccount(by, { personId: whom.personId ?? '', reason });

  it('stays, when two disable each other at once', async () => {
    await giveAccount(street.sysadmin, 'sysadmin');
    const other = await second();
    const results = await Promise.all([disable(street.sysadmin, other), disable(other, street.sysadmin)]);
    expect(results.map((result) => (result.ok ? 'ok' : result.refusal.code)).sort()).toEqual(['ok', 'rule']);
    expect(await db().$count(accounts, isNull(accounts.disabledAt))).toBe(1);
  });

  it('is not one whose own term ends today', async () => {
    await withClock(start, async () => {
      await giveAccount(street.sysadmin, 'sysadmin');
      const other = await second(officeMoment('2026-11-23', 24 * 60));
      expect(await disable(other, street.sysadmin)).toMatchObject({
        refusal: { code: 'rule', message: expect.stringContaining('唯一能登录的系统管理员') },
      });
      expect(await disable(street.sysadmin, other)).toMatchObject({ ok: true });
    });
  });
});

describe('what holds an account', () => {
  const hold = (by: Actor = street.sysadmin) => accountHold(by, { id: personId, username: 'heping.liu' });

  it('is a full counter of wrong passwords, and the sessions that stand', async () => {
    await giveAccount(street.member, 'heping.liu');
    expect(await hold()).toEqual({ locked: false, signedIn: false });
    await signedIn('heping.liu');
    for (let times = 0; times < 4; times += 1) await trySignIn('heping.liu', '错误的密码');
    expect(await hold()).toEqual({ locked: false, signedIn: true });
    await trySignIn('heping.liu', '错误的密码');
    expect(await hold()).toEqual({ locked: true, signedIn: true });
    await unlockAccount(street.sysadmin, { personId, reason });
    await endSessionsOfPerson(street.sysadmin, { personId, reason });
    expect(await hold()).toEqual({ locked: false, signedIn: false });
  });

  it('is told to nobody but who manages it', async () => {
    await giveAccount(street.member, 'heping.liu');
    expect(await hold(street.office)).toBeNull();
    expect(await accountHold(street.sysadmin, { id: personId, username: null })).toBeNull();
  });
});

describe('an administrator ends sessions', () => {
  it('of one person, or of everybody but himself', async () => {
    await Promise.all([
      giveAccount(street.member, 'heping.liu'),
      giveAccount(street.office, 'office'),
      giveAccount(street.sysadmin, 'sysadmin'),
    ]);
    const [member, office, sysadmin] = await Promise.all(
      ['heping.liu', 'office', 'sysadmin'].map((u) => signedIn(u)),
    );
    const open = () =>
      Promise.all(
        [member, office, sysadmin].map(async (one) => !!(one && (await actorOfSession(one.secret, null)))),
      );
    if (!sysadmin) throw new Error('nobody signed in');
    expect(await endSessionsOfPerson(sysadmin.actor, { personId, reason })).toMatchObject({
      value: { ended: 1 },
    });
    expect(await open()).toEqual([false, true, true]);
    expect(await endEverySession(sysadmin.actor, { reason })).toMatchObject({ value: { ended: 1 } });
    expect(await open()).toEqual([false, false, true]);
  });
});
