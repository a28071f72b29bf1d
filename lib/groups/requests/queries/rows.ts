import { asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, type OrderStatus } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import type { ListState } from '@/lib/core/paging';
import type { RequestRow } from '../list';
import { mayDecide } from '../policy';
import { awaits } from '../rules';
import { evidenceOf } from './evidence';
import { handled, latestOrder } from './narrow';
import { transferDay } from './transfer-day';

/** In which order a list of requests is: by a column that an index has, then by id. */
export function orderOf({ sort, dir }: ListState) {
  return {
    key: sort === 'due' ? membershipRequests.dueAt : membershipRequests.submittedAt,
    direction: dir === 'desc' ? sql`desc` : sql`asc`,
    /** Compares what comes before something with it. */
    before: dir === 'desc' ? sql`>` : sql`<`,
    by: dir === 'desc' ? desc : asc,
  };
}

/** What decisions rest on is shown to those who make or oversee them; a head knows his people. */
export function seesEvidence(actor: Actor): boolean {
  return scopeOf(actor, 'membership.view').all;
}

const submitters = alias(people, 'submitters');
const principals = alias(people, 'principals');

interface LatestOrder {
  status: OrderStatus;
  statusAt: string;
  dueAt: string;
}

/** The requests whose ids `seen` has, a sub-select of that name, with what a list shows of them; `counted` beside each. */
function readRows<Counted>(seen: SQL, counted: SQL<Counted>, state: ListState, most: number) {
  const { key, by } = orderOf(state);
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
      affiliated: people.affiliated,
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
      counted,
    })
    .from(seen)
    .innerJoin(membershipRequests, sql`${membershipRequests.id} = seen.id`)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(submitters, eq(submitters.id, membershipRequests.submittedBy))
    .leftJoin(principals, eq(principals.id, membershipRequests.submittedFor))
    .orderBy(by(key), by(membershipRequests.id))
    .limit(most);
}

function shownOrder(order: LatestOrder | null, calendar: WorkCalendar, at: Date): RequestRow['order'] {
  if (!order) return null;
  const { status } = order;
  const dueAt = new Date(order.dueAt);
  const toDo = status === 'open' || status === 'failed';
  const deadline = toDo ? deadlineText(calendar, dueAt, at) : null;
  return { status, statusAt: new Date(order.statusAt), dueAt, deadline };
}

type Evidence = Awaited<ReturnType<typeof evidenceOf>>;

/**
 * The requests of `seen` in the list's order, with the evidence for deciding them, that look-up itself for whole persons, and what was
 * counted, undefined where there are none. Two statements, and the calendar.
 */
export async function shownRows<Counted>(
  actor: Actor,
  seen: SQL,
  counted: SQL<Counted>,
  state: ListState,
  most: number,
): Promise<{ rows: RequestRow[]; evidence: Evidence; counted: Counted | undefined }> {
  const [found, calendar] = await Promise.all([readRows(seen, counted, state, most), workCalendar()]);
  const evidence = await evidenceOf(actor, seesEvidence(actor) ? found.map(({ personId }) => personId) : []);
  const at = now();
  const rows = found.map(({ counted: _, ...row }) => ({
    ...row,
    deadline: awaits(row) ? deadlineText(calendar, row.dueAt, at) : null,
    evidence: evidence(row.personId, row.groupName),
    order: shownOrder(row.order, calendar, at),
    may: { decide: row.status === 'submitted' && mayDecide(actor, row).allowed },
  }));
  return { rows, evidence, counted: found[0]?.counted };
}
