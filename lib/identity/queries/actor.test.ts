import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { accounts, delegations, leaderUnits, people, roleAssignments, sessions } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import type { Role } from '@/lib/access/roles';
import { withClock } from '@/lib/core/clock';
import { sha256 } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { actorOfSession } from './actor';

const start = new Date('2026-11-23T09:00:00+08:00');
const later = (minutes: number) => new Date(start.getTime() + minutes * 60_000);
const secret = 'the secret in the cookie';

let street: TestStreet;

/** Opens a session of the person, begun and last seen at `start`. */
async function signedIn(person: Actor): Promise<{ accountId: string; sessionId: string }> {
  const [accountId, sessionId] = [newId(), newId()];
  const personId = person.personId ?? '';
  await db()
    .insert(accounts)
    .values({ id: accountId, personId, username: `u${accountId}`, createdAt: start });
  await db()
    .insert(sessions)
    .values({
      id: sessionId,
      secretHash: sha256(secret),
      accountId,
      startedAt: start,
      lastSeenAt: start,
      expiresAt: later(12 * 60),
    });
  return { accountId, sessionId };
}

const seen = (at = start) => withClock(at, () => actorOfSession(secret, '10.0.0.7'));
const granted = (actor: Actor | null, role: Role) => actor?.grants.filter((grant) => grant.role === role);

beforeEach(async () => {
  await emptyStreet();
  street = await withClock(start, () => makeStreet());
});

describe('who a session speaks for', () => {
  it('names the person, his unit and the address', async () => {
    const { accountId, sessionId } = await signedIn(street.headHeping);
    expect(await seen()).toMatchObject({
      personId: street.headHeping.personId,
      name: '李娟',
      unitId: street.units.heping.id,
      unitName: '和平社区',
      accountId,
      sessionId,
      mustFirst: null,
      address: '10.0.0.7',
    });
  });

  it('gives every role with what it reaches, like the actors other tests are written with', async () => {
    for (const kind of ['headHeping', 'groupAdmin', 'member', 'leader', 'office', 'auditor'] as const) {
      await db()
        .delete(sessions)
        .where(eq(sessions.secretHash, sha256(secret)));
      await signedIn(street[kind]);
      const actor = await seen();
      for (const grant of street[kind].grants.slice(1)) expect(actor?.grants, kind).toContainEqual(grant);
    }
  });

  it('puts several units or groups of one role into one grant', async () => {
    await signedIn(street.headHeping);
    await db()
      .insert(roleAssignments)
      .values({
        id: newId(),
        personId: street.headHeping.personId ?? '',
        role: 'unit_head',
        unitId: street.units.xinhua.id,
        startsAt: start,
      });
    const [head, ...more] = granted(await seen(), 'unit_head') ?? [];
    expect(more).toEqual([]);
    expect([...(head?.unitIds ?? [])].sort()).toEqual(
      [street.units.heping.id, street.units.xinhua.id].sort(),
    );
  });
});

describe('a session is over', () => {
  const cases: [string, (ids: { accountId: string; sessionId: string }) => Promise<unknown>, Date][] = [
    [
      'when it was ended',
      ({ sessionId }) =>
        db()
          .update(sessions)
          .set({ endedAt: start, endedReason: 'signed_out' })
          .where(eq(sessions.id, sessionId)),
      start,
    ],
    ['after half an hour without a request', async () => undefined, later(30)],
    [
      'twelve hours after it began, however busy',
      ({ sessionId }) =>
        db()
          .update(sessions)
          .set({ lastSeenAt: later(719) })
          .where(eq(sessions.id, sessionId)),
      later(720),
    ],
    [
      'when its account is disabled',
      ({ accountId }) => db().update(accounts).set({ disabledAt: start }).where(eq(accounts.id, accountId)),
      start,
    ],
    [
      'when its person has departed',
      () =>
        db()
          .update(people)
          .set({ departedAt: start })
          .where(eq(people.id, street.member.personId ?? '')),
      start,
    ],
  ];

  it.each(cases)('%s', async (_when, change, at) => {
    const ids = await signedIn(street.member);
    expect(await seen()).not.toBeNull();
    await change(ids);
    expect(await seen(at)).toBeNull();
  });

  it('for any other secret', async () => {
    await signedIn(street.member);
    expect(await actorOfSession('another', null)).toBeNull();
  });
});

describe('being seen', () => {
  it('keeps a session alive, written down at most once a minute', async () => {
    const { sessionId } = await signedIn(street.member);
    const lastSeen = async () =>
      (await db().select({ at: sessions.lastSeenAt }).from(sessions).where(eq(sessions.id, sessionId)))[0]
        ?.at;
    await seen(new Date(start.getTime() + 59_000));
    expect(await lastSeen()).toEqual(start);
    await seen(later(20));
    expect(await lastSeen()).toEqual(later(20));
    expect(await seen(later(49))).not.toBeNull();
  });
});

describe('in an open session', () => {
  const roleOf = (role: 'unit_head' | 'leader') => eq(roleAssignments.role, role);

  it('a role gives nothing before it starts and from the moment it ends', async () => {
    await signedIn(street.headHeping);
    await db()
      .update(roleAssignments)
      .set({ startsAt: later(5), endsAt: later(10) })
      .where(roleOf('unit_head'));
    expect(granted(await seen(later(4)), 'unit_head')).toHaveLength(0);
    expect(granted(await seen(later(5)), 'unit_head')).toHaveLength(1);
    expect(granted(await seen(later(10)), 'unit_head')).toHaveLength(0);
  });

  it('a leader sees the units in his charge as long as he is', async () => {
    await signedIn(street.leader);
    await db()
      .update(leaderUnits)
      .set({ endsAt: later(3) });
    expect(granted(await seen(later(2)), 'leader')?.[0]?.unitIds).toEqual([street.units.heping.id]);
    expect(granted(await seen(later(3)), 'leader')?.[0]).toMatchObject({ unitIds: [], primary: true });
  });

  it('a group that was left is no longer one of his', async () => {
    await signedIn(street.member);
    expect(granted(await seen(), 'member')?.[0]?.groupIds).toEqual([street.groups.heping.id]);
    await db().update(memberships).set({ until: start, endReason: '退群' });
    expect(granted(await seen(), 'member')?.[0]?.groupIds).toEqual([]);
  });
});

describe('a delegated duty', () => {
  async function handOver(from: Actor, role: 'unit_head' | 'leader', ends = later(20)): Promise<void> {
    await db()
      .insert(delegations)
      .values({
        id: newId(),
        fromPersonId: from.personId ?? '',
        toPersonId: street.member.personId ?? '',
        role,
        startsAt: start,
        endsAt: ends,
        reason: '出差',
        enteredBy: from.personId ?? '',
        createdAt: start,
      });
    await signedIn(street.member);
  }

  it('of a head reaches his unit and names him', async () => {
    await handOver(street.headHeping, 'unit_head');
    expect(granted(await seen(), 'unit_head')).toEqual([
      {
        role: 'unit_head',
        unitIds: [street.units.heping.id],
        groupIds: [],
        primary: false,
        onBehalfOf: { id: street.headHeping.personId, name: '李娟' },
      },
    ]);
  });

  it('of a leader reaches the units in his charge', async () => {
    await handOver(street.leader, 'leader');
    expect(granted(await seen(), 'leader')?.[0]).toMatchObject({
      unitIds: [street.units.heping.id],
      primary: true,
      onBehalfOf: { name: '陈建国' },
    });
  });

  it('ends with its period', async () => {
    await handOver(street.headHeping, 'unit_head', later(10));
    expect(granted(await seen(later(9)), 'unit_head')).toHaveLength(1);
    expect(granted(await seen(later(10)), 'unit_head')).toHaveLength(0);
  });

  it('ends when it is taken back', async () => {
    await handOver(street.headHeping, 'unit_head');
    await db().update(delegations).set({ endedAt: start });
    expect(granted(await seen(), 'unit_head')).toHaveLength(0);
  });

  it('ends when whoever handed it over no longer holds the role', async () => {
    await handOver(street.headHeping, 'unit_head');
    await db()
      .update(roleAssignments)
      .set({ endsAt: start })
      .where(and(eq(roleAssignments.role, 'unit_head'), eq(roleAssignments.unitId, street.units.heping.id)));
    expect(granted(await seen(), 'unit_head')).toHaveLength(0);
  });

  it('ends when he departs', async () => {
    await handOver(street.headHeping, 'unit_head');
    await db()
      .update(people)
      .set({ departedAt: start })
      .where(eq(people.id, street.headHeping.personId ?? ''));
    expect(granted(await seen(), 'unit_head')).toHaveLength(0);
  });
});
