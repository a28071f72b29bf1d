import { and, asc, eq, gte, inArray, isNull, lt, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships, membershipRequests as requests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { type Scope, scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import { officeTimeZone } from '@/lib/core/time';
import type { ConformityRow, FigureRow } from './list';
import { isPeriod, type LedgerDay, type Period, periodOf, workingLedger } from './rules';

const mostUnits = 500;
const mostGroups = 500;

/** Figures are of units: whoever sees only his own requests has none. */
export function seesFigures(actor: Actor): boolean {
  const scope = scopeOf(actor, 'membership.view');
  return scope.all || scope.unitIds.length > 0;
}

/** The period an address names; this month when it names none. */
export const chosenPeriod = ({ filters }: ListState): Period => {
  const named = filters.period?.[0];
  return isPeriod(named) ? named : 'month';
};

const unitsOf = ({ all, unitIds }: Scope, column: typeof requests.unitId | typeof memberships.unitId) => {
  if (all) return undefined;
  return unitIds.length ? inArray(column, unitIds) : sql`false`;
};

/** Working minutes from the ledger's beginning until a moment, by the day of the ledger it falls on. */
const minutes = (
  moment: SQL,
  day: SQL,
  opens: number,
  closes: number,
): SQL => sql`(${day}.before + case when ${day}.working
  then least(greatest(extract(epoch from (${moment} at time zone ${officeTimeZone})::time) / 60 - ${opens}::int, 0),
    ${closes - opens}::int) else 0 end)`;

const onDay = (day: SQL, moment: SQL): SQL =>
  sql`left join ledger ${day} on ${day}.day = (${moment} at time zone ${officeTimeZone})::date`;

/** The join requests submitted in the period, each with its working hours until decision and until receipt. */
function measured(
  ledger: readonly LedgerDay[],
  hours: { opens: number; closes: number },
  where: SQL | undefined,
) {
  const at = (moment: SQL, day: SQL) => minutes(moment, day, hours.opens, hours.closes);
  const [s, d, f] = [sql`submitted_on`, sql`decided_on`, sql`finished_on`];
  return sql`ledger as materialized (select * from jsonb_to_recordset(${JSON.stringify(ledger)}::text::jsonb)
      as days (day date, working boolean, before int)),
    measured as (select r.*,
        (${at(sql`r.decided_at`, d)} - ${at(sql`r.submitted_at`, s)}) / 60.0 as decision_hours,
        (${at(sql`r.done_at`, f)} - ${at(sql`r.decided_at`, d)}) / 60.0 as handling_hours
      from (select ${requests.unitId} as unit_id, ${requests.status} as status, ${requests.submittedAt} as submitted_at,
          ${requests.dueAt} as due_at, ${requests.decidedAt} as decided_at, ${requests.doneAt} as done_at
        from ${requests} where ${where}) r
      ${onDay(s, sql`r.submitted_at`)} ${onDay(d, sql`r.decided_at`)} ${onDay(f, sql`r.done_at`)})`;
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
