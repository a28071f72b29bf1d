import { isNotNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, delegations, leaderUnits, roleAssignments } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { trailEnd } from '@/db/testing/invariants';
import { actorOf, makeGroup, makePerson, makeStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { publicDay } from '@/lib/calendar/published';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import type { Facts, Person } from './facts';

/** 2026-11-16, a Monday, at nine in the morning. */
const monday = Date.parse('2026-11-16T09:00:00+08:00');

export interface Stage {
  facts: Facts;
  actors: Map<string, Actor>;
  /** Where the audit trail stood. */
  from: number;
}

type Unit = Parameters<typeof actorOf>[1];

async function joins(personId: string, unitId: string, groupIds: readonly string[]): Promise<void> {
  const standing = { nickname: '成员', nicknameState: 'to_set', origin: 'baseline' } as const;
  const since = new Date(monday);
  await db()
    .insert(memberships)
    .values(groupIds.map((groupId) => ({ id: newId(), personId, unitId, groupId, ...standing, since })));
}

/** Somebody with nothing but his groups. */
async function joiner(name: string, home: Unit, groupIds: string[]): Promise<Actor> {
  const person = await makePerson(name, home);
  await joins(person.id, home.id, groupIds);
  return actorOf(person, home, { role: 'member', groupIds });
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
async function delegateOf(from: Actor, name: string, home: Unit): Promise<Actor> {
  const person = await makePerson(name, home);
  const [duty] = from.grants.filter(({ role }) => role === 'unit_head' || role === 'leader');
  if (!duty || (duty.role !== 'unit_head' && duty.role !== 'leader')) throw new Error('no duty to hand on');
  const fromPersonId = from.personId ?? '';
  const span = { startsAt: new Date(monday), endsAt: new Date(monday * 2), createdAt: new Date(monday) };
  await db()
    .insert(delegations)
    .values({
      id: newId(),
      ...{ fromPersonId, toPersonId: person.id, role: duty.role, reason: '出差', enteredBy: fromPersonId },
      ...span,
    });
  return actorOf(person, home, { ...duty, onBehalfOf: { id: fromPersonId, name: from.name } });
}

/** What somebody is, from the rows of his roles as they were given him. */
function personOf({ unitId, grants, personId }: Actor, account: boolean, joined: string[]): [string, Person] {
  const own = grants.filter(({ onBehalfOf }) => !onBehalfOf);
  const has = (role: string) => own.filter((grant) => grant.role === role);
  const person: Person = {
    unit: unitId ?? '',
    heads: has('unit_head').flatMap(({ unitIds }) => unitIds),
    leads: has('leader').length ? has('leader').flatMap(({ unitIds }) => unitIds) : null,
    primary: has('leader').some(({ primary }) => primary),
    office: has('office_admin').length > 0,
    supervisor: has('supervisor').length > 0,
    administers: has('group_admin').flatMap(({ groupIds }) => groupIds),
    joined,
    standsFor: grants.find(({ onBehalfOf }) => onBehalfOf)?.onBehalfOf?.id ?? null,
    account,
    barred: has('system_admin').length + has('auditor').length > 0,
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
  const [own, ...rest] = s.headHeping.grants;
  const head: Actor = {
    ...s.headHeping,
    grants: own ? [{ ...own, groupIds: [first, portal] }, ...rest] : [],
  };
  const all = [
    ...[s.office, s.office2, s.headXinhua, s.groupAdmin, s.member, s.leader],
    ...[s.supervisor, s.sysadmin, s.auditor, head],
    await joiner('王五', xinhua, [portal, flood.id]),
    await joiner('何静', heping, groups),
    await leaderOf(xinhua, leadership),
    await delegateOf(head, '陈静', heping),
    await delegateOf(s.leader, '赵秘', leadership),
  ];
  // Nobody who can sign in heads 新华社区.
  const without = new Set([s.headXinhua.personId]);
  for (const { personId } of all)
    if (personId && !without.has(personId))
      await db()
        .insert(accounts)
        .values({ id: newId(), personId, username: `user-${personId}`, createdAt: new Date(monday) });
  return { all, groups, portal };
}

/** An emptied database with a small street on it, and the same as facts for the model. */
export async function setStage(): Promise<Stage> {
  await emptyStreet();
  const { all, groups, portal } = await withClock(new Date(monday), cast);
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
    people: new Map(people),
    groups: new Map(groups.map((id) => [id, { portal: id === portal, archived: false }])),
    notices: [],
    isWorking: (day) => publicDay(day).working,
    settings: { opens: 8 * 60 + 30, closes: 18 * 60 },
  };
  return {
    facts,
    actors: new Map(all.map((actor) => [actor.personId ?? '', actor])),
    from: await trailEnd(db()),
  };
}
