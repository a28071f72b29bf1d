import { and, eq, gte, inArray, lt, ne, not, or, type SQL, sql } from 'drizzle-orm';
import { membershipRequests, type RequestKind, type RequestStatus } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import type { ListState } from '@/lib/core/paging';
import { isPeriod, periodOf } from '../../figures/rules';
import { unitsToCorrect } from '../../orders/policy';
import { wrongNumberPattern } from '../../orders/rules';
import { searchedRows } from '../../queries/search';

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

/** Something of the latest order that a request (a table outside) has. */
export const latestOrder = (what: SQL): SQL => sql`(select ${what} from work_orders o
  where o.origin_id = ${membershipRequests.id} order by o.id desc limit 1)`;

/** What waits for the group: a join that is approved, a leave from the moment it is submitted. */
export const handled = sql`(${membershipRequests.status} = 'approved'
  or ${membershipRequests.status} = 'submitted' and ${membershipRequests.kind} = 'leave')`;

/** Requests whose order could not be done, and in whose place none has been issued. */
const stuck = () => and(handled, sql`${latestOrder(sql`o.status`)} = 'failed'`);

/** In SQL what a head is asked for by `tellWrongNumber`: joins of his unit's people that could not be done for a wrong number. */
export function toCorrect(actor: Actor): SQL | undefined {
  const units = unitsToCorrect(actor);
  if (!units.length) return sql`false`;
  const { status, kind, unitId, personId, groupId } = membershipRequests;
  return and(
    inArray(unitId, units),
    eq(status, 'approved'),
    eq(kind, 'join'),
    latestOrder(sql`o.kind = 'add' and o.status = 'failed' and o.fail_reason ~ ${wrongNumberPattern}`),
    sql`exists (select 1 from people home where home.id = ${personId} and home.unit_id = ${unitId} and home.departed_at is null)`,
    sql`exists (select 1 from groups used where used.id = ${groupId} and used.archived_at is null)`,
  );
}

function waitFilter(actor: Actor, chosen: string[] | undefined): SQL | undefined {
  const waits: Record<string, () => SQL | undefined> = {
    me: () => decidable(actor),
    phone: () => toCorrect(actor),
  };
  return or(...(chosen ?? []).map((value) => (waits[value] ?? stuck)()));
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

/** What a list's search and filters leave of the requests; to be joined with what the actor may see. */
export function narrowed(actor: Actor, { q, filters }: ListState): SQL | undefined {
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
