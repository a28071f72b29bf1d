import { and, asc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships, membershipRequests as requests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { type Scope, scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import type { OfficeHours } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import { officeTimeZone } from '@/lib/core/time';
import type { ConformityRow, FigureRow } from './list';
import { chosenPeriod, type LedgerDay, type Period, periodOf, workingLedger } from './rules';

const mostUnits = 500;
const mostGroups = 500;

/** Figures are of units: whoever sees only his own requests has none. */
export function seesFigures(actor: Actor): boolean {
  const scope = scopeOf(actor, 'membership.view');
  return scope.all || scope.unitIds.length > 0;
}

const unitsOf = ({ all, unitIds }: Scope, column: typeof requests.unitId | typeof memberships.unitId) => {
  if (all) return undefined;
  return unitIds.length ? inArray(column, unitIds) : sql`false`;
};

/** Working minutes from the ledger's beginning until a local moment, by the day of the ledger it falls on. */
const minutes = (
  at: SQL,
  day: SQL,
  { opens, closes }: OfficeHours,
): SQL => sql`(${day}.before + case when ${day}.working
  then least(greatest(date_part('epoch', ${at}::time) / 60 - ${opens}::int, 0), ${closes - opens}::int) else 0 end)`;

const local = (moment: PgColumn): SQL => sql`${moment} at time zone ${officeTimeZone}`;

/**
 * The join requests submitted in the period, each with its working hours until decision and until receipt. Both steps are
 * materialized: their expressions would be computed again for every figure made of them. A group of the portal's own has no receipt:
 * what is done in the moment of its decision was handled by nobody.
 */
function measured(ledger: readonly LedgerDay[], hours: OfficeHours, where: SQL | undefined) {
  const [s, d, f] = [sql`submitted_on`, sql`decided_on`, sql`finished_on`];
  const until = minutes(sql`r.decided`, d, hours);
  return sql`ledger as materialized (select * from jsonb_to_recordset(${JSON.stringify(ledger)}::text::jsonb)
      as days (day date, working boolean, before int)),
    r as materialized (select ${requests.unitId} as unit_id, ${requests.status} as status, ${requests.dueAt} as due_at,
        ${requests.decidedAt} as decided_at, ${local(requests.submittedAt)} as submitted, ${local(requests.decidedAt)} as decided,
        ${local(requests.doneAt)} as finished
      from ${requests} where ${where}),
    measured as materialized (select unit_id, status, due_at, decided_at,
        (${until} - ${minutes(sql`r.submitted`, s, hours)}) / 60 as decision_hours,
        case when r.finished > r.decided then (${minutes(sql`r.finished`, f, hours)} - ${until}) / 60 end as handling_hours
      from r left join ledger ${s} on ${s}.day = r.submitted::date
      left join ledger ${d} on ${d}.day = r.decided::date
      left join ledger ${f} on ${f}.day = r.finished::date)`;
}

/** What becomes of requests, unit by unit and together: of those submitted in the period, exact. One statement, and the calendar. */
export async function requestFiguresByUnit(
  actor: Actor,
  period: Period,
): Promise<{ total: FigureRow; units: FigureRow[] }> {
  const scope = scopeOf(actor, 'membership.view');
  const at = now();
  const { from, to } = periodOf(period, at);
  const calendar = await workCalendar();
  const mine = unitsOf(scope, requests.unitId);
  const submitted = and(
    eq(requests.kind, 'join'),
    gte(requests.submittedAt, from),
    lt(requests.submittedAt, to),
    mine,
  );
  const overdue = and(
    eq(requests.kind, 'join'),
    eq(requests.status, 'submitted'),
    lt(requests.dueAt, at),
    mine,
  );
  const judged = sql`status in ('approved', 'done', 'rejected')`;
  const median = (what: SQL) =>
    sql`(percentile_cont(0.5) within group (order by ${what}) filter (where ${judged}))::float8`;
  const rows = await db().execute<FigureRow & { whole: boolean } & Record<string, unknown>>(sql`
    with ${measured(workingLedger(calendar, from, at), calendar.hours, submitted)},
    counted as (select unit_id, count(*)::int as submitted, count(*) filter (where ${judged})::int as decided,
        count(*) filter (where status = 'rejected')::int as rejected, ${median(sql`decision_hours`)} as decision_hours,
        count(*) filter (where coalesce(decided_at, case when status = 'submitted' then ${at.toISOString()}::timestamptz end) > due_at)::int as late,
        count(*) filter (where status = 'done')::int as done, ${median(sql`handling_hours`)} as handling_hours
      from measured group by grouping sets ((unit_id), ())),
    waiting as (select ${requests.unitId} as unit_id, count(*)::int as overdue from ${requests} where ${overdue}
      group by grouping sets ((${requests.unitId}), ()))
    select u.id as "unitId", u.name as "unitName", unit_id is null as whole, coalesce(submitted, 0) as submitted,
      coalesce(decided, 0) as decided, coalesce(rejected, 0) as rejected, decision_hours as "decisionHours",
      coalesce(late, 0) as late, coalesce(done, 0) as done, handling_hours as "handlingHours", coalesce(overdue, 0) as overdue
    from (select coalesce(counted.unit_id, waiting.unit_id) as unit_id, submitted, decided, rejected, decision_hours, late,
        done, handling_hours, overdue
      from counted full join waiting on coalesce(counted.unit_id::text, '') = coalesce(waiting.unit_id::text, '')) every_unit
    left join units u on u.id = unit_id
    order by unit_id is null desc, u.sort, u.name limit ${mostUnits}`);
  const [total, ...units] = rows.map(({ whole, ...row }) => ({
    ...row,
    unitName: whole ? '合计' : row.unitName,
  }));
  if (!total) throw new Error('a count without a total');
  return { total, units };
}

/** The same as a list: what the sheet has. */
export async function listFigures(actor: Actor, state: ListState): Promise<Page<FigureRow>> {
  const rows = seesFigures(actor) ? await requestFiguresByUnit(actor, chosenPeriod(state)) : null;
  const shown = rows && state.page === 1 ? [...rows.units, rows.total] : [];
  return { rows: shown, total: shown.length, totalIsExact: true, page: state.page, size: state.size };
}

/** How many members of each group have their nickname as it must be, of the units the actor sees; the worst first. One statement. */
export async function conformityByGroup(actor: Actor): Promise<ConformityRow[]> {
  const scope = scopeOf(actor, 'membership.view');
  const toSet = sql<number>`(count(*) filter (where ${memberships.nicknameState} = 'to_set'))::int`;
  const members = sql<number>`count(*)::int`;
  return db()
    .select({ groupId: groups.id, groupName: groups.name, members, toSet })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(and(isNull(memberships.until), isNull(groups.archivedAt), unitsOf(scope, memberships.unitId)))
    .groupBy(groups.id)
    .orderBy(sql`${toSet}::float / ${members} desc`, asc(groups.pinyin))
    .limit(mostGroups);
}

/** The same as a list: what the sheet has. */
export async function listConformity(actor: Actor, state: ListState): Promise<Page<ConformityRow>> {
  const rows = seesFigures(actor) && state.page === 1 ? await conformityByGroup(actor) : [];
  return { rows, total: rows.length, totalIsExact: true, page: state.page, size: state.size };
}
