import { and, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { PgColumn } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships, membershipRequests as requests, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { type Scope, scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import type { OfficeHours } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import { officeMoment, officeTimeZone } from '@/lib/core/time';
import { nicknamesAreSet } from '../nickname/queries';
import { waitsForOffice } from '../orders/queries/waiting';
import type { FigureRow, GroupFigures } from './list';
import { chosenPeriod, type Ledger, type Period, periodOf, workingLedger } from './rules';

const mostUnits = 500;
const mostGroups = 500;

/** Figures are of units: whoever sees only his own requests has none. */
export function seesFigures(actor: Actor): boolean {
  const scope = scopeOf(actor, 'membership.view');
  return scope.all || scope.unitIds.length > 0;
}

type UnitColumn = typeof requests.unitId | typeof memberships.unitId | typeof groups.ownerUnitId;

const unitsOf = ({ all, unitIds }: Scope, column: UnitColumn) => {
  if (all) return undefined;
  return unitIds.length ? inArray(column, unitIds) : sql`false`;
};

const judged = inArray(requests.status, ['approved', 'done', 'rejected']);

/**
 * When handling begins: with the decision; of what is part of a transfer, on its day, which it waited for. In the groups of the portal's
 * own nobody handles anything: those it completes by itself in the moment of the decision, or in the night of a transfer's day.
 */
const handlingFrom = sql`case when ${requests.transferId} is null then ${requests.decidedAt} else
  (select greatest(${requests.decidedAt}, t.effective_on::timestamp at time zone ${officeTimeZone})
    from transfers t join groups g on g.id = ${requests.groupId}
    where t.id = ${requests.transferId} and g.platform <> 'portal') end`;

/** Working minutes from the ledger's first day until a moment, which is given in whole minutes since that day began. */
const worked = (at: SQL, { opens }: OfficeHours): SQL => sql`(before[${at} / 1440 + 1]
  + least(greatest(${at} % 1440 - ${opens}::int, 0), before[${at} / 1440 + 2] - before[${at} / 1440 + 1]))`;

/**
 * The join requests submitted in the period, each with its working minutes until decision and until receipt. All moments are made
 * minutes of the ledger first (the zone has no daylight saving), and that stays a step of its own: else it would be done again for
 * every look-up in the ledger.
 */
function measured({ first, before }: Ledger, hours: OfficeHours, where: SQL | undefined, at: Date): SQL {
  const start = officeMoment(first, 0).getTime() / 1000;
  const minute = (moment: SQL | PgColumn) =>
    sql`floor((date_part('epoch', ${moment}) - ${start}::float8) / 60)::int`;
  const { status, doneAt, decidedAt, submittedAt, dueAt } = requests;
  const stillOpen = sql`case when ${status} = 'submitted' then ${at.toISOString()}::timestamptz end`;
  return sql`r as (select ${requests.unitId} as unit_id, ${status} = 'rejected' as rejected, ${status} = 'done' as done,
        ${judged} as judged, coalesce(${decidedAt}, ${stillOpen}) > ${dueAt} as late,
        ${minute(submittedAt)} as submitted, ${minute(decidedAt)} as decided, ${minute(handlingFrom)} as begun,
        case when ${doneAt} > ${handlingFrom} then ${minute(doneAt)} end as finished
      from ${requests} where ${where} offset 0),
    measured as materialized (select unit_id, judged, rejected, done, late,
        case when judged then ${worked(sql`decided`, hours)} - ${worked(sql`submitted`, hours)} end as decision,
        case when judged and finished is not null
          then ${worked(sql`finished`, hours)} - ${worked(sql`begun`, hours)} end as handling
      from r, (select ${`{${before.join()}}`}::int[] as before) ledger)`;
}

/**
 * Of each unit and of all (null) the middle of the working minutes until the decision (0) and until the receipt (1). Counted minute by
 * minute first: there are few minutes and many requests, and of those few the middle is found without sorting the many once for each
 * unit and once for all.
 */
const medians = sql`minutes as materialized (
      select unit_id, grouping(decision) as step, coalesce(decision, handling) as minute, count(*)::int as n
      from measured group by grouping sets ((unit_id, decision), (unit_id, handling))
      having coalesce(decision, handling) is not null),
    every as (select unit_id, step, minute, n from minutes
      union all select null, step, minute, sum(n)::int from minutes group by step, minute),
    placed as (select unit_id, step, minute, sum(n) over (partition by unit_id, step order by minute) as upto,
        sum(n) over (partition by unit_id, step) as among from every),
    medians as (select unit_id, step, (min(minute) filter (where upto >= (among + 1) / 2)
        + min(minute) filter (where upto >= among / 2 + 1))::float8 / 120 as hours
      from placed group by unit_id, step)`;

/** What becomes of requests, unit by unit and together: of those submitted in the period, exact. One statement, and the calendar. */
export async function requestFiguresByUnit(
  actor: Actor,
  period: Period,
): Promise<{ total: FigureRow; units: FigureRow[] }> {
  const at = now();
  const { from, to } = periodOf(period, at);
  const calendar = await workCalendar();
  const mine = and(eq(requests.kind, 'join'), unitsOf(scopeOf(actor, 'membership.view'), requests.unitId));
  const submitted = and(gte(requests.submittedAt, from), lt(requests.submittedAt, to), mine);
  const overdue = and(eq(requests.status, 'submitted'), lt(requests.dueAt, at), mine);
  const median = (step: 0 | 1) =>
    sql`(select hours from medians m where m.step = ${step} and m.unit_id is not distinct from found.unit_id)`;
  const rows = await db().execute<FigureRow & Record<string, unknown>>(sql`
    with ${measured(workingLedger(calendar, from, at), calendar.hours, submitted, at)}, ${medians},
    counted as (select unit_id, count(*)::int as submitted, count(*) filter (where judged)::int as decided,
        count(*) filter (where rejected)::int as rejected, count(*) filter (where done)::int as done,
        count(*) filter (where late)::int as late
      from measured group by grouping sets ((unit_id), ())),
    waiting as (select ${requests.unitId} as unit_id, count(*)::int as overdue from ${requests} where ${overdue}
      group by grouping sets ((${requests.unitId}), ())),
    found as (select unit_id from counted union select unit_id from waiting)
    select u.id as "unitId", coalesce(u.name, '合计') as "unitName", coalesce(submitted, 0) as submitted,
      coalesce(decided, 0) as decided, coalesce(rejected, 0) as rejected, ${median(0)} as "decisionHours",
      coalesce(late, 0) as late, coalesce(done, 0) as done, ${median(1)} as "handlingHours", coalesce(overdue, 0) as overdue
    from found left join counted on counted.unit_id is not distinct from found.unit_id
    left join waiting on waiting.unit_id is not distinct from found.unit_id left join units u on u.id = found.unit_id
    order by found.unit_id is null desc, u.sort, u.name limit ${mostUnits}`);
  const [total, ...units] = rows;
  if (!total) throw new Error('a count without a total');
  return { total, units };
}

/** The same as a list: what the sheet has. */
export async function listFigures(actor: Actor, state: ListState): Promise<Page<FigureRow>> {
  const rows = seesFigures(actor) ? await requestFiguresByUnit(actor, chosenPeriod(state)) : null;
  const shown = rows && state.page === 1 ? [...rows.units, rows.total] : [];
  return { rows: shown, total: shown.length, totalIsExact: true, page: state.page, size: state.size };
}

/**
 * How each group stands, of the units the actor sees: how many members have their nickname as it must be, and what is still to be done in
 * its chat, for those units or in a group of theirs; most overdue first, then the least conforming. A group that is no longer used is
 * among them while something is late there: the figure is to be that of the rows it leads to. One statement.
 */
export async function figuresByGroup(actor: Actor): Promise<GroupFigures[]> {
  const scope = scopeOf(actor, 'membership.view');
  const ours = or(unitsOf(scope, groups.ownerUnitId), unitsOf(scope, requests.unitId));
  const { id, pinyin, archivedAt } = groups;
  const rows = await db().execute<GroupFigures & Record<string, unknown>>(sql`
    with present as (select ${memberships.groupId} as group_id, count(*)::int as members,
        count(*) filter (where ${memberships.nicknameState} = 'to_set')::int as to_set
      from ${memberships} where ${and(isNull(memberships.until), unitsOf(scope, memberships.unitId))} group by 1),
    work as (select ${workOrders.groupId} as group_id, ${workOrders.kind} as kind, count(*)::int as orders,
        count(*) filter (where ${workOrders.dueAt} < ${now().toISOString()})::int as late
      from ${workOrders} join ${groups} on ${id} = ${workOrders.groupId}
      left join ${requests} on ${workOrders.originType} = 'membership_request' and ${requests.id} = ${workOrders.originId}
      where (${workOrders.status} = 'open' or ${waitsForOffice()}) and ${ours ?? sql`true`} group by 1, 2),
    worked as (select group_id, sum(orders)::int as orders, sum(late)::int as late,
        coalesce(json_agg(json_build_object('kind', kind, 'count', late) order by late desc) filter (where late > 0), '[]'::json) as kinds
      from work group by group_id)
    select ${id} as "groupId", ${groups.name} as "groupName", coalesce(members, 0) as members, coalesce(to_set, 0) as "toSet",
      coalesce(orders, 0) as orders, coalesce(kinds, '[]'::json) as late
    from ${groups} left join present on present.group_id = ${id} left join worked on worked.group_id = ${id}
    where ${archivedAt} is null and ${nicknamesAreSet} and coalesce(members, orders) is not null or worked.late > 0
    order by coalesce(worked.late, 0) desc, to_set::float / members desc nulls last, ${pinyin} limit ${mostGroups}`);
  return [...rows];
}

/** The same as a list: what the sheet has. */
export async function listConformity(actor: Actor, state: ListState): Promise<Page<GroupFigures>> {
  const rows = seesFigures(actor) && state.page === 1 ? await figuresByGroup(actor) : [];
  return { rows, total: rows.length, totalIsExact: true, page: state.page, size: state.size };
}
