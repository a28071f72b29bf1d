import { and, asc, desc, eq, ilike, inArray, isNull, like, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { memberships, type NicknameState } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { type Choice, type ListState, likePattern, type Page } from '@/lib/core/paging';
import { visiblePeople } from '@/lib/identity/people/queries/scope';
import { mayFileLeave } from '../leaving/policy';
import type { MemberRow } from '../list';
import { nicknameState, nicknamesAreSet } from '../nickname/queries';
import { mayConfirmNickname } from '../policy';
import { administratorRows, visibleGroups, visibleMembers } from './visible';

function searched(q: string): SQL | undefined {
  if (!q) return undefined;
  const typed = likePattern(q.replace(/\s/g, '').toLowerCase(), 'start');
  return or(
    ilike(people.name, likePattern(q)),
    ilike(memberships.nickname, likePattern(q)),
    like(people.pinyin, typed),
    like(people.initials, typed),
  );
}

/** The open memberships of a group that this actor may see. */
const inGroup = (actor: Actor, groupId: string): SQL | undefined =>
  and(
    eq(memberships.groupId, groupId),
    isNull(memberships.until),
    visibleGroups(actor),
    visibleMembers(actor),
  );

/** A masked number, for those who may look the person up anyway. */
function phoneFor(actor: Actor): SQL<string | null> {
  const seen = visiblePeople(actor);
  return seen ? sql`case when ${seen} then ${people.phoneMasked} end` : sql`${people.phoneMasked}`;
}

/** The members of a group, as far as this actor may see them. Two statements. */
export async function listMembers(actor: Actor, groupId: string, state: ListState): Promise<Page<MemberRow>> {
  const { unit, nickname } = state.filters;
  const where = and(
    inGroup(actor, groupId),
    unit && inArray(memberships.unitId, unit),
    nickname && and(inArray(memberships.nicknameState, nickname as NicknameState[]), nicknamesAreSet),
    searched(state.q),
  );
  const order =
    state.sort === 'since' ? [memberships.since, memberships.id] : [people.pinyin, memberships.id];
  const [count, rows] = await Promise.all([
    countUpTo(
      db(),
      sql`select 1 from ${memberships} join ${groups} on ${groups.id} = ${memberships.groupId}
        join ${people} on ${people.id} = ${memberships.personId} where ${where}`,
    ),
    db()
      .select({
        id: memberships.id,
        groupId: memberships.groupId,
        personId: people.id,
        name: people.name,
        affiliated: people.affiliated,
        unitName: units.name,
        duty: people.duty,
        nickname: memberships.nickname,
        nicknameState,
        administrator: sql<boolean>`exists (select 1 from ${administratorRows(sql`${memberships.groupId}`, now())}
          and ra.person_id = ${people.id})`,
        since: memberships.since,
        phone: phoneFor(actor),
        unitId: memberships.unitId,
        leavingId: sql<string | null>`(select r.id from membership_requests r
          where r.person_id = ${memberships.personId} and r.group_id = ${memberships.groupId}
            and r.kind = 'leave' and r.status in ('reported', 'submitted'))`,
      })
      .from(memberships)
      .innerJoin(groups, eq(groups.id, memberships.groupId))
      .innerJoin(people, eq(people.id, memberships.personId))
      .innerJoin(units, eq(units.id, memberships.unitId))
      .where(where)
      .orderBy(...order.map(state.dir === 'desc' ? desc : asc))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return {
    rows: rows.map(({ unitId, leavingId, ...row }) => ({
      ...row,
      leaving: leavingId ? { id: leavingId } : null,
      may: {
        confirmNickname: row.nicknameState === 'to_set' && mayConfirmNickname(actor, row).allowed,
        leave: leavingId === null && !row.administrator && mayFileLeave(actor, unitId).allowed,
      },
    })),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** The units whose members this actor sees in the group, for the filter. */
export async function memberUnitChoices(actor: Actor, groupId: string): Promise<Choice[]> {
  const rows = await db()
    .selectDistinct({ value: units.id, label: units.name, sort: units.sort })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(inGroup(actor, groupId))
    .orderBy(units.sort, units.name)
    .limit(200);
  return rows.map(({ value, label }) => ({ value, label }));
}
