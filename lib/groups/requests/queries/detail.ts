import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { grantFor, scopeOf } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { mayFileLeave, mayWithdrawLeave } from '../../leaving/policy';
import { leaveWorkflow } from '../../leaving/states';
import { mayCorrectPhone } from '../../orders/policy';
import { historyOf } from '../../orders/queries/history';
import { screenshotsOf } from '../../orders/queries/receipts';
import { returned } from '../../orders/queries/waiting';
import { blamesNumber } from '../../orders/rules';
import { mayDecide, mayWithdraw } from '../policy';
import { awaits } from '../rules';
import { joinWorkflow } from '../states';
import { evidenceOf } from './evidence';
import { visibleRequests } from './scope';
import { transferDay } from './transfer-day';

const submitters = alias(people, 'submitters');
const principals = alias(people, 'principals');
const deciders = alias(people, 'deciders');

/** How many joins of its batch the actor may see, but for those about himself. */
function together(actor: Actor): SQL<number> {
  const { all, unitIds } = scopeOf(actor, 'membership.view');
  const own = sql`select value::uuid from jsonb_array_elements_text(${JSON.stringify(unitIds)}::jsonb)`;
  return sql<number>`(select count(*)::int from membership_requests b
    where b.batch_id = ${membershipRequests.batchId} and b.kind = 'join' ${all ? sql`` : sql`and b.unit_id in (${own})`})`;
}

async function readRequest(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      request: membershipRequests,
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      affiliated: people.affiliated,
      phoneMasked: people.phoneMasked,
      homeUnitId: people.unitId,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
      duty: people.duty,
      unitName: units.name,
      groupName: groups.name,
      platform: groups.platform,
      submittedByName: submitters.name,
      submittedForName: principals.name,
      decidedByName: deciders.name,
      together: together(actor),
      transferOn: transferDay,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(submitters, eq(submitters.id, membershipRequests.submittedBy))
    .leftJoin(principals, eq(principals.id, membershipRequests.submittedFor))
    .leftJoin(deciders, eq(deciders.id, membershipRequests.decidedBy))
    .where(and(eq(membershipRequests.id, id), visibleRequests(actor)));
  if (!row) return null;
  const { request, ...names } = row;
  return { ...request, ...names };
}

function readOrders(actor: Actor, requestId: string) {
  return db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      status: workOrders.status,
      dueAt: workOrders.dueAt,
      handledAt: workOrders.handledAt,
      statusAt: workOrders.statusAt,
      statusByName: workOrders.statusByName,
      failReason: workOrders.failReason,
      receiptId: workOrders.receiptId,
      returned: sql<boolean>`(${returned(actor)})`,
    })
    .from(workOrders)
    .where(and(eq(workOrders.originType, 'membership_request'), eq(workOrders.originId, requestId)))
    .orderBy(asc(workOrders.id))
    .limit(50);
}

type Row = NonNullable<Awaited<ReturnType<typeof readRequest>>>;
type Order = Awaited<ReturnType<typeof readOrders>>[number];

function mayOf(actor: Actor, row: Row, orders: readonly Order[]) {
  const stuck = orders.at(-1)?.status === 'failed';
  const always = {
    reissue: orders.at(-1)?.returned === true,
    correct: row.status === 'approved' && correctable(actor, row, orders.at(-1)),
    openOrders: grantFor(actor, 'orders.view', { groupId: row.groupId }) !== undefined,
  };
  return { ...always, ...(row.kind === 'join' ? mayOfJoin(actor, row, stuck) : mayOfLeave(actor, row)) };
}

/** What `correctPhone` asks as well: the Office may do it of whatever failed, the head where the number is to blame. */
function correctable(actor: Actor, row: Row, last: Order | undefined): boolean {
  if (row.departed || row.groupArchived || last?.kind !== 'add' || last.status !== 'failed') return false;
  return (blamesNumber(last.failReason) || last.returned) && mayCorrectPhone(actor, row).allowed;
}

function mayOfLeave(actor: Actor, row: Row) {
  const from = (verb: keyof typeof leaveWorkflow.verbs) =>
    leaveWorkflow.verbs[verb].from.includes(row.status);
  return {
    decide: false,
    terminate: false,
    forward: from('forward') && mayFileLeave(actor, row.unitId).allowed,
    withdraw: from('withdraw') && !row.departed && mayWithdrawLeave(actor, row).allowed,
  };
}

function mayOfJoin(actor: Actor, row: Row, stuck: boolean) {
  const from = (verb: keyof typeof joinWorkflow.verbs) => joinWorkflow.verbs[verb].from.includes(row.status);
  const decides = mayDecide(actor, row).allowed;
  return {
    decide: decides && from('approve'),
    withdraw: mayWithdraw(actor, row).allowed && from('withdraw'),
    terminate: decides && from('terminate') && stuck,
    forward: false,
  };
}

/**
 * One request with its orders, the evidence for deciding it, everything that happened to it, and what the actor may do now; null
 * when there is none, or none that he may see. Five statements with the calendar, one more when orders have receipts.
 */
export async function requestDetail(actor: Actor, id: string) {
  const row = await readRequest(actor, id);
  if (!row) return null;
  const [orders, evidence, calendar] = await Promise.all([
    readOrders(actor, row.id),
    evidenceOf(actor, [row.personId]),
    workCalendar(),
  ]);
  const [events, screenshots] = await Promise.all([
    historyOf([
      { type: row.kind === 'join' ? 'membership' : 'leave', ids: [row.id] },
      { type: 'order', ids: orders.map((order) => order.id) },
    ]),
    screenshotsOf(orders.map(({ receiptId }) => receiptId)),
  ]);
  const may = mayOf(actor, row, orders);
  const at = now();
  return {
    ...row,
    deadline: awaits(row) ? deadlineText(calendar, row.dueAt, at) : null,
    orders: orders.map((order) => ({
      ...order,
      deadline: order.status === 'open' ? deadlineText(calendar, order.dueAt, at) : null,
      // Of the pictures only whoever may see the order gets more than the number, which the history tells.
      screenshots: may.openOrders ? (screenshots.get(order.receiptId ?? '') ?? []) : [],
    })),
    evidence: evidence(row.personId, row.groupName),
    events,
    may,
  };
}

export type RequestDetail = NonNullable<Awaited<ReturnType<typeof requestDetail>>>;
