import { and, asc, desc, eq, gte, ilike, inArray, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countedUpTo, countFound, countUpTo, db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import {
  membershipRequests,
  type OrderStatus,
  type RequestKind,
  type RequestStatus,
} from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { type Choice, type ListState, likePattern, type Page } from '@/lib/core/paging';
import { isPeriod, periodOf } from '../../figures/rules';
import { searchedRows } from '../../queries/search';
import type { RequestRow } from '../list';
import { mayDecide } from '../policy';
import { awaits } from '../rules';
import { evidenceOf } from './evidence';
import { visibleParts } from './scope';
import { transferDay } from './transfer-day';

const sorted = {
  due: [membershipRequests.dueAt, membershipRequests.id],
  submitted: [membershipRequests.submittedAt, membershipRequests.id],
};

/** In SQL what `mayDecide` says: the Office, but for what one asked for, or what concerns oneself. */
export function decidable(actor: Actor): SQL | undefined {
  if (!(mayAtAll(actor, 'membership.decide') && actor.personId)) return sql`false`;
  return and(
    eq(membershipRequests.status, 'submitted'),
    eq(membershipRequests.kind, 'join'),
    ne(membershipRequests.submittedBy, actor.personId),
    ne(membershipRequests.personId, actor.personId),
    sql`${membershipRequests.submittedFor} is distinct from ${actor.personId}`,
  );
}

const latestOrder = (what: SQL): SQL => sql`(select ${what} from work_orders o
  where o.origin_id = ${membershipRequests.id} order by o.id desc limit 1)`;

/** What waits for the group: a join that is approved, a leave from the moment it is submitted. */
const handled = sql`(${membershipRequests.status} = 'approved'
  or ${membershipRequests.status} = 'submitted' and ${membershipRequests.kind} = 'leave')`;

/** Requests whose order could not be done, and in whose place none has been issued. */
const stuck = () => and(handled, sql`${latestOrder(sql`o.status`)} = 'failed'`);

function waitFilter(actor: Actor, chosen: string[] | undefined): SQL | undefined {
  return or(...(chosen ?? []).map((value) => (value === 'me' ? decidable(actor) : stuck())));
}

/** What has a deadline of its own: a join for the Office to decide, a leave for the head to hand on. */
const awaited = sql`(${membershipRequests.kind} = 'join' and ${membershipRequests.status} = 'submitted'
  or ${membershipRequests.kind} = 'leave' and ${membershipRequests.status} = 'reported')`;

/** A leave waits for the group from the moment it is submitted: it is found under 待办理, where a join is once approved. */
function statusFilter(shown: readonly RequestStatus[]): SQL | undefined {
  const kept = shown.includes('approved') ? [...shown, 'submitted' as const] : [...shown];
  const hidden = (kind: RequestKind) =>
    not(sql`(${membershipRequests.kind} = ${kind} and ${membershipRequests.status} = 'submitted')`);
  return and(
    inArray(membershipRequests.status, kept),
    shown.includes('submitted') ? undefined : hidden('join'),
    shown.includes('approved') ? undefined : hidden('leave'),
  );
}

/** Submitted in one of the periods. */
function periodFilter(chosen: string[] | undefined): SQL | undefined {
  const at = now();
  return or(
    ...(chosen ?? []).filter(isPeriod).map((period) => {
      const { from, to } = periodOf(period, at);
      return and(gte(membershipRequests.submittedAt, from), lt(membershipRequests.submittedAt, to));
    }),
  );
}

/** Decided after its time, or not decided though its time is over. */
const decidedLate = (
  at: Date,
): SQL => sql`(${membershipRequests.kind} = 'join' and coalesce(${membershipRequests.decidedAt},
  case when ${membershipRequests.status} = 'submitted' then ${at.toISOString()}::timestamptz end) > ${membershipRequests.dueAt})`;

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  return and(
    filters.status && statusFilter(filters.status as RequestStatus[]),
    filters.kind && inArray(membershipRequests.kind, filters.kind as RequestKind[]),
    filters.unit && inArray(membershipRequests.unitId, filters.unit),
    filters.group && inArray(membershipRequests.groupId, filters.group),
    filters.overdue && and(awaited, lt(membershipRequests.dueAt, now())),
    periodFilter(filters.period),
    filters.late && decidedLate(now()),
    waitFilter(actor, filters.wait),
    searchedRows(q, 'RQ', membershipRequests),
  );
}

const submitters = alias(people, 'submitters');
const principals = alias(people, 'principals');

interface LatestOrder {
  status: OrderStatus;
  statusAt: string;
  dueAt: string;
}

function orderOf(order: LatestOrder | null, calendar: WorkCalendar, at: Date): RequestRow['order'] {
  if (!order) return null;
  const { status } = order;
  const dueAt = new Date(order.dueAt);
  const deadline = status === 'open' ? deadlineText(calendar, dueAt, at) : null;
  return { status, statusAt: new Date(order.statusAt), dueAt, deadline };
}

/** The ids of one page: found by an index, part by part, before anything is joined to them. */
function pageOf(parts: readonly SQL[], where: SQL | undefined, state: ListState): SQL {
  const key = state.sort === 'due' ? membershipRequests.dueAt : membershipRequests.submittedAt;
  const direction = state.dir === 'desc' ? sql`desc` : sql`asc`;
  const offset = (state.page - 1) * state.size;
  const page = parts.map(
    (part) => sql`(select ${membershipRequests.id} as id, ${key} as key from ${membershipRequests}
      where ${and(part, where)} order by ${key} ${direction}, ${membershipRequests.id} ${direction}
      limit ${offset + state.size})`,
  );
  return sql`(select id from (${sql.join(page, sql` union all `)}) every_part
    order by key ${direction}, id ${direction} limit ${state.size} offset ${offset}) seen`;
}

function readRows(parts: readonly SQL[], where: SQL | undefined, counted: SQL, state: ListState) {
  const order = sorted[state.sort === 'due' ? 'due' : 'submitted'];
  return db()
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      batchId: membershipRequests.batchId,
      kind: membershipRequests.kind,
      status: membershipRequests.status,
      version: membershipRequests.version,
      personId: membershipRequests.personId,
      unitId: membershipRequests.unitId,
      submittedBy: membershipRequests.submittedBy,
      submittedFor: membershipRequests.submittedFor,
      personName: people.name,
      phoneMasked: people.phoneMasked,
      duty: people.duty,
      unitName: units.name,
      groupName: groups.name,
      nickname: membershipRequests.nickname,
      reason: membershipRequests.reason,
      submittedByName: submitters.name,
      submittedForName: principals.name,
      submittedAt: membershipRequests.submittedAt,
      dueAt: membershipRequests.dueAt,
      statusAt: membershipRequests.statusAt,
      statusByName: membershipRequests.statusByName,
      decisionReason: membershipRequests.decisionReason,
      transferOn: transferDay,
      order: sql<LatestOrder | null>`case when ${handled} then ${latestOrder(
        sql`json_build_object('status', o.status, 'statusAt', o.status_at, 'dueAt', o.due_at)`,
      )} end`,
      counted: countedUpTo(counted),
    })
    .from(pageOf(parts, where, state))
    .innerJoin(membershipRequests, sql`${membershipRequests.id} = seen.id`)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(submitters, eq(submitters.id, membershipRequests.submittedBy))
    .leftJoin(principals, eq(principals.id, membershipRequests.submittedFor))
    .orderBy(...order.map(state.dir === 'desc' ? desc : asc));
}

/** What decisions rest on is shown to those who make or oversee them; a head knows his people. */
export function seesEvidence(actor: Actor): boolean {
  return scopeOf(actor, 'membership.view').all;
}

/** The requests the actor may see, with the evidence for deciding them. Two statements, and the calendar. */
export async function listRequests(actor: Actor, state: ListState): Promise<Page<RequestRow>> {
  const parts = visibleParts(actor);
  if (!parts.length) return { rows: [], total: 0, totalIsExact: true, page: state.page, size: state.size };
  const where = filtered(actor, state);
  const counted = sql.join(
    parts.map((part) => sql`select 1 from ${membershipRequests} where ${and(part, where)}`),
    sql` union all `,
  );
  const [rows, calendar] = await Promise.all([readRows(parts, where, counted, state), workCalendar()]);
  const evidence = await evidenceOf(actor, seesEvidence(actor) ? rows.map(({ personId }) => personId) : []);
  // Beyond the last page no row tells how many there are.
  const count = rows[0] ? countFound(rows[0].counted) : await countUpTo(db(), counted);
  const at = now();
  return {
    rows: rows.map(({ counted: _, ...row }) => ({
      ...row,
      deadline: awaits(row) ? deadlineText(calendar, row.dueAt, at) : null,
      evidence: evidence(row.personId, row.groupName),
      order: orderOf(row.order, calendar, at),
      may: { decide: row.status === 'submitted' && mayDecide(actor, row).allowed },
    })),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

const mostUnits = 50;

function readUnits(actor: Actor, where: SQL | undefined): Promise<Choice[]> {
  const scope = scopeOf(actor, 'membership.view');
  return db()
    .select({ value: units.id, label: units.name })
    .from(units)
    .where(and(scope.all ? undefined : inArray(units.id, scope.unitIds), where))
    .orderBy(asc(units.sort), asc(units.name))
    .limit(mostUnits);
}

/** Units to narrow the list by, by name: those whose requests the actor may see. One statement. */
export function unitFilterChoices(actor: Actor, q: string): Promise<Choice[]> {
  return readUnits(
    actor,
    q ? or(ilike(units.name, likePattern(q)), ilike(units.shortName, likePattern(q))) : undefined,
  );
}

/** The names of the units the list is narrowed by. One statement, or none when it is not. */
export async function chosenUnits(actor: Actor, ids: readonly string[] = []): Promise<Choice[]> {
  return ids.length ? readUnits(actor, inArray(units.id, [...ids])) : [];
}

/** Whether there is more than one unit to choose from. */
export function seesSeveralUnits(actor: Actor): boolean {
  const scope = scopeOf(actor, 'membership.view');
  return scope.all || scope.unitIds.length > 1;
}
