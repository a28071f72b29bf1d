import { isNotNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, delegations, leaderUnits, roleAssignments } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { trailEnd } from '@/db/testing/invariants';
import { actorOf, makeGroup, makePerson, makeStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { publicDay } from '@/lib/calendar/published';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import type { Delegation, Facts, Person } from './facts';
import { enrol } from './perform-street';

/** 2026-11-16, a Monday, at nine in the morning. */
const monday = Date.parse('2026-11-16T09:00:00+08:00');

export interface Stage {
  facts: Facts;
  /** Where the audit trail stood. */
  from: number;
}

type Unit = Parameters<typeof actorOf>[1];

const joins = (personId: string, unitId: string, groupIds: readonly string[]) =>
  enrol(personId, unitId, groupIds, new Date(monday));

/** Somebody with nothing but his groups. */
async function joiner(name: string, home: Unit, groupIds: string[]): Promise<Actor> {
  const person = await makePerson(name, home);
  await joins(person.id, home.id, groupIds);
  return actorOf(person, home, { role: 'member', groupIds });
}

/** Administers a group besides. */
async function administratorOf(name: string, home: Unit, groupId: string, joined: string[]): Promise<Actor> {
  const person = await joiner(name, home, joined);
  const personId = person.personId ?? '';
  const startsAt = new Date(monday);
  await db()
    .insert(roleAssignments)
    .values({ id: newId(), personId, role: 'group_admin', groupId, startsAt });
  return {
    ...person,
    grants: [
      ...person.grants,
      { role: 'group_admin', unitIds: [], groupIds: [groupId], primary: false, onBehalfOf: null },
    ],
  };
}

/** A leader who is not the first, in charge of a unit. */
async function leaderOf(unit: Unit, home: Unit): Promise<Actor> {
  const person = await makePerson('刘芳', home);
  const startsAt = new Date(monday);
  await db().insert(roleAssignments).values({ id: newId(), personId: person.id, role: 'leader', startsAt });
  await db().insert(leaderUnits).values({ id: newId(), leaderId: person.id, unitId: unit.id, startsAt });
  return actorOf(person, home, { role: 'leader', unitIds: [unit.id] });
}

/** Stands in for somebody's one duty, as long as anything is played. */
async function delegateOf(from: Actor, name: string, home: Unit): Promise<[Actor, Delegation]> {
  const person = await makePerson(name, home);
  const role = from.grants.some((grant) => grant.role === 'leader') ? 'leader' : 'unit_head';
  const [fromPersonId, endsAt] = [from.personId ?? '', new Date(monday * 2)];
  const span = { startsAt: new Date(monday), endsAt, createdAt: new Date(monday) };
  const parties = { fromPersonId, toPersonId: person.id, enteredBy: fromPersonId };
  await db()
    .insert(delegations)
    .values({ id: newId(), ...parties, role, reason: '出差', ...span });
  return [actorOf(person, home), { from: fromPersonId, to: person.id, role, until: endsAt.getTime() }];
}

/** What somebody is, from the rows of his roles as they were given him. */
function personOf(
  { name, unitId, grants, personId }: Actor,
  account: boolean,
  joined: string[],
): [string, Person] {
  const has = (role: string) => grants.filter((grant) => grant.role === role);
  const is = (role: string) => has(role).length > 0;
  const person: Person = {
    name,
    unit: unitId ?? '',
    heads: has('unit_head').flatMap(({ unitIds }) => unitIds),
    leads: is('leader') ? has('leader').flatMap(({ unitIds }) => unitIds) : null,
    primary: has('leader').some(({ primary }) => primary),
    office: is('office_admin'),
    supervisor: is('supervisor'),
    administers: has('group_admin').flatMap(({ groupIds }) => groupIds),
    joined,
    account,
    departed: false,
    system: is('system_admin'),
    barred: is('system_admin') || is('auditor'),
  };
  return [personId ?? '', person];
}

async function cast() {
  const s = await makeStreet();
  const { heping, xinhua, office, leadership } = s.units;
  const flood = await makeGroup('防汛应急群', 'wecom', office);
  const groups = [s.groups.heping.id, s.groups.portal.id, flood.id];
  const [first = '', portal = ''] = groups;
  await joins(s.headHeping.personId ?? '', heping.id, [first, portal]);
  const handed = [
    await delegateOf(s.headHeping, '陈静', heping),
    await delegateOf(s.leader, '赵秘', leadership),
  ];
  const all = [
    ...[s.office, s.office2, s.headXinhua, s.headHeping, s.groupAdmin, s.member, s.leader],
    ...[s.supervisor, s.sysadmin, s.auditor],
    await administratorOf('王五', xinhua, flood.id, [portal, flood.id]),
    await joiner('何静', heping, groups),
    await leaderOf(xinhua, leadership),
    ...handed.map(([actor]) => actor),
  ];
  // Nobody who can sign in heads 新华社区.
  const without = new Set([s.headXinhua.personId]);
  for (const { personId } of all)
    if (personId && !without.has(personId))
      await db()
        .insert(accounts)
        .values({ id: newId(), personId, username: `user-${personId}`, createdAt: new Date(monday) });
  return { all, groups, portal, delegations: handed.map(([, one]) => one) };
}

/** An emptied database with a small street on it, and the same as facts for the model. */
export async function setStage(): Promise<Stage> {
  await emptyStreet();
  const { all, groups, portal, delegations: handed } = await withClock(new Date(monday), cast);
  const signIn = await db()
    .select({ id: accounts.personId })
    .from(accounts)
    .where(isNotNull(accounts.personId));
  const able = new Set(signIn.map(({ id }) => id));
  const joined = await db()
    .select({ id: memberships.personId, group: memberships.groupId })
    .from(memberships);
  const people = all.map((actor) => {
    const theirs = joined.filter(({ id }) => id === actor.personId).map(({ group }) => group);
    return personOf(actor, able.has(actor.personId ?? ''), theirs);
  });
  const facts: Facts = {
    at: monday,
    units: new Map((await db().select().from(units)).map(({ id, shortName }) => [id, shortName])),
    people: new Map(people),
    delegations: handed,
    groups: new Map(groups.map((id) => [id, { portal: id === portal, archived: false }])),
    files: new Map(),
    notices: [],
    isWorking: (day) => publicDay(day).working,
    settings: { opens: 8 * 60 + 30, closes: 18 * 60 },
  };
  return { facts, from: await trailEnd(db()) };
}
