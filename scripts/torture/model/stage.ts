import { and, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, roleAssignments, sessions } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { trailEnd } from '@/db/testing/invariants';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { randomToken, sha256 } from '@/lib/core/crypto';
import { newId } from '@/lib/core/id';
import { actorOfSession } from '@/lib/identity/queries/actor';
import type { Facts } from './facts';

/** 2026-11-16, a Monday, at nine in the morning. */
const monday = Date.parse('2026-11-16T09:00:00+08:00');

/** An account without a password: sessions are opened for it directly. */
export async function giveAccount(personId: string): Promise<void> {
  const id = newId();
  await db()
    .insert(accounts)
    .values({ id, personId, username: `user-${id}`, createdAt: new Date(monday) });
}

/** The person as his session tells at that moment, by the product's own look-up; null when he cannot act any more. */
export async function actorAt(personId: string, at: Date): Promise<Actor | null> {
  const [account] = await db()
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.personId, personId), isNull(accounts.disabledAt)));
  if (!account) return null;
  const secret = randomToken();
  await db()
    .insert(sessions)
    .values({
      id: newId(),
      secretHash: sha256(secret),
      accountId: account.id,
      startedAt: at,
      lastSeenAt: at,
      expiresAt: new Date(at.getTime() + 3_600_000),
    });
  return actorOfSession(secret, null);
}

/** An emptied database with a small street on it, and the same as facts for the model. */
export async function setStage(): Promise<{ facts: Facts; from: number }> {
  await emptyStreet();
  const facts = await withClock(new Date(monday), async () => {
    const street = await makeStreet();
    const extra = [
      await makeGroup('新华社区工作群', 'dingtalk', street.units.xinhua),
      await makeGroup('防汛应急群', 'feishu', street.units.office),
      await makeGroup('平安建设群', 'wecom', street.units.office),
      await makeGroup('值班群', 'wechat', street.units.xinhua),
    ];
    for (const home of [street.units.heping, street.units.xinhua, street.units.heping, street.units.xinhua])
      await makePerson('王五', home);
    const third = await makePerson('何静', street.units.office);
    await db()
      .insert(roleAssignments)
      .values({ id: newId(), personId: third.id, role: 'office_admin', startsAt: new Date(monday) });
    return factsOf(street, [street.groups.heping.id, street.groups.portal.id, ...extra.map(({ id }) => id)]);
  });
  for (const [id, person] of facts.people) if (person.account) await giveAccount(id);
  return { facts, from: await trailEnd(db()) };
}

async function factsOf(street: TestStreet, groups: string[]): Promise<Facts> {
  const people = await db().execute<{ id: string; unit: string }>(
    // Leaders stay outside: what they may do in this part is to read.
    sql`select id, unit_id as unit from people where id <> ${street.leader.personId} order by id`,
  );
  const roles = await db().execute<{ person: string; role: string; scope: string }>(
    sql`select person_id as person, role, coalesce(unit_id, group_id)::text as scope from role_assignments
      where role <> 'leader' order by id`,
  );
  const without = people.filter(({ id }) => !roles.some(({ person }) => person === id)).map(({ id }) => id);
  const member = street.member.personId ?? '';
  return {
    at: monday,
    people: new Map(
      people.map(({ id, unit }) => [
        id,
        { unit, account: id === member || !without.includes(id), departed: false },
      ]),
    ),
    groups: new Map(groups.map((id) => [id, { portal: id === street.groups.portal.id, archived: false }])),
    roles: roles.map(({ person, role, scope }) => ({ person, role, scope: scope ?? '', ended: false })),
    delegations: [],
    requests: [],
    orders: [],
    memberships: [
      {
        person: member,
        group: street.groups.heping.id,
        unit: street.units.heping.id,
        request: null,
        confirmed: true,
      },
    ],
    forms: new Map(),
    trail: new Map(),
    told: new Map(),
  };
}
