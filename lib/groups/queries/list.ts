import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { type Choice, type ListState, likePattern, type Page } from '@/lib/core/paging';
import { baselineWaits } from '../baseline/queries/waiting';
import type { GroupRow } from '../list';
import { nicknamesAreSet } from '../nickname/queries';
import { rosterWaits } from '../roster/queries/open';
import { administeredGroups, administratorRows, visibleGroups } from './visible';

const sorted = {
  name: [groups.pinyin, groups.id],
  created: [groups.createdAt, groups.id],
};

const member = (actor: Actor, more: SQL = sql``): SQL => sql`exists (
  select 1 from memberships m where m.group_id = ${groups.id} and m.person_id = ${actor.personId} and m.until is null ${more})`;

function stateFilter(chosen: string[] | undefined): SQL | undefined {
  if (chosen?.length === 2) return undefined;
  return chosen?.[0] === 'archived' ? isNotNull(groups.archivedAt) : isNull(groups.archivedAt);
}

function mineFilter(actor: Actor, chosen: string[] | undefined): SQL | undefined {
  return or(
    ...(chosen ?? []).map((value) => {
      if (value === 'admin') return inArray(groups.id, administeredGroups(actor));
      if (value === 'roster') return rosterWaits(actor);
      if (value === 'baseline') return baselineWaits(actor);
      return member(
        actor,
        value === 'nickname' ? sql`and m.nickname_state = 'to_set' and ${nicknamesAreSet}` : sql``,
      );
    }),
  );
}

const dayMs = 86_400_000;

/** When a group's real list was last compared, as far as this actor may know of checks at all. */
function lastChecked(actor: Actor): SQL<Date | null> {
  const scope = scopeOf(actor, 'roster.check');
  const last = sql`(select max(c.taken_at) from roster_checks c where c.group_id = ${groups.id})`;
  const known = scope.all ? last : sql`case when ${inArray(groups.id, scope.groupIds)} then ${last} end`;
  return sql<Date | null>`${known}`.mapWith(groups.createdAt);
}

/** Groups that live outside the portal and were not compared for so long, or never. */
function checkedFilter(actor: Actor, chosen: string[] | undefined): SQL | undefined {
  if (!chosen?.length) return undefined;
  const scope = scopeOf(actor, 'roster.check');
  const since = (days: number) => new Date(now().getTime() - days * dayMs).toISOString();
  const never = sql`not exists (select 1 from roster_checks c where c.group_id = ${groups.id})`;
  const overdue = chosen.map((value) =>
    value === 'never'
      ? never
      : sql`not exists (select 1 from roster_checks c where c.group_id = ${groups.id} and c.taken_at > ${since(Number(value))}::timestamptz)`,
  );
  return and(
    scope.all ? undefined : inArray(groups.id, scope.groupIds),
    ne(groups.platform, 'portal'),
    or(...overdue),
  );
}

function searched(q: string): SQL | undefined {
  if (!q) return undefined;
  const pattern = likePattern(q.replace(/\s/g, ''));
  return or(
    ilike(groups.name, likePattern(q)),
    ilike(groups.pinyin, pattern),
    ilike(groups.initials, pattern),
  );
}

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  return and(
    visibleGroups(actor),
    filters.platform && inArray(groups.platform, filters.platform as Platform[]),
    filters.unit && inArray(groups.ownerUnitId, filters.unit),
    mineFilter(actor, filters.mine),
    stateFilter(filters.state),
    checkedFilter(actor, filters.checked),
    searched(q),
  );
}

/** The groups this actor may know of, those in use unless the filter asks for archived ones. Two statements. */
export async function listGroups(actor: Actor, state: ListState): Promise<Page<GroupRow>> {
  const where = filtered(actor, state);
  const order = sorted[state.sort === 'created' ? 'created' : 'name'];
  const mine = administeredGroups(actor);
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${groups} where ${where}`),
    db()
      .select({
        id: groups.id,
        name: groups.name,
        platform: groups.platform,
        purpose: groups.purpose,
        unitName: units.name,
        createdAt: groups.createdAt,
        archivedAt: groups.archivedAt,
        checkedAt: lastChecked(actor),
        members: sql<number>`(select count(*)::int from memberships m where m.group_id = ${groups.id} and m.until is null)`,
        administrators: sql<
          string[]
        >`(select coalesce(json_agg(a.name order by ra.starts_at), '[]'::json) from
          ${administratorRows(sql`${groups.id}`, now())})`,
        joined: sql<boolean>`${member(actor)}`,
      })
      .from(groups)
      .innerJoin(units, eq(units.id, groups.ownerUnitId))
      .where(where)
      .orderBy(...order.map(state.dir === 'desc' ? desc : asc))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return {
    rows: rows.map(({ joined, ...row }) => {
      const otherwise = joined ? 'member' : null;
      return { ...row, myRole: mine.includes(row.id) ? 'admin' : otherwise };
    }),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** The units that own a group this actor may know of, for the list's filter. */
export async function ownerUnitChoices(actor: Actor): Promise<Choice[]> {
  const rows = await db()
    .selectDistinct({ value: units.id, label: units.name, sort: units.sort })
    .from(units)
    .innerJoin(groups, eq(groups.ownerUnitId, units.id))
    .where(visibleGroups(actor))
    .orderBy(units.sort, units.name)
    .limit(200);
  return rows.map(({ value, label }) => ({ value, label }));
}
