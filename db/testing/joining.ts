import { and, asc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders } from '@/lib/groups/handling/commands/fail';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { makePerson, type TestStreet } from './street';

/** The value of an act that must succeed. */
export function done<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.refusal.code} ${result.refusal.message}`);
  return result.value;
}

/** The refusal of an act that must be refused. */
export function refusalOf(result: Result<unknown>) {
  if (result.ok) throw new Error('was not refused');
  return result.refusal;
}

/** What 李娟 would send for a person of 和平社区 and its group. */
export function joinOf(s: TestStreet, personId: string, change: { groupId?: string; unitId?: string } = {}) {
  return {
    submissionId: newId(),
    personId,
    groupId: s.groups.heping.id,
    unitId: s.units.heping.id,
    reason: '新到岗网格员',
    ...change,
  };
}

export async function requestRow(id: string) {
  const [row] = await db().select().from(membershipRequests).where(eq(membershipRequests.id, id));
  if (!row) throw new Error(`no request ${id}`);
  return row;
}

export async function ordersOf(requestId: string) {
  return db().select().from(workOrders).where(eq(workOrders.originId, requestId)).orderBy(asc(workOrders.id));
}

/** The audit records of one thing, in order. */
export async function trailOf(entityType: string, entityId: string) {
  return db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.entityType, entityType), eq(auditEvents.entityId, entityId)))
    .orderBy(asc(auditEvents.id));
}

/** A request for a new person of 和平社区, as the head of the unit sends it. */
export async function submitted(s: TestStreet, by: Actor = s.headHeping, groupId = s.groups.heping.id) {
  const person = await makePerson('王五', s.units.heping);
  const { id } = done(await submitJoin(by, joinOf(s, person.id, { groupId })));
  return requestRow(id);
}

/** The same, approved, with its open order. */
export async function approved(s: TestStreet) {
  const request = await submitted(s);
  done(await decideRequest(s.office, { id: request.id, version: request.version, decision: 'approve' }));
  const [order] = await ordersOf(request.id);
  if (!order) throw new Error('no order');
  return { request: await requestRow(request.id), order };
}

/** One request in each place, all of the moment of the clock: waiting, of another unit, with an open, a failed and a done order. */
export async function everyPlace(s: TestStreet) {
  const waiting = await submitted(s);
  const zhou = await makePerson('周洁', s.units.xinhua);
  const foreign = done(await submitJoin(s.headXinhua, joinOf(s, zhou.id, { unitId: s.units.xinhua.id })));
  const open = await approved(s);
  const failed = await approved(s);
  done(await failOrders(s.groupAdmin, { orders: [{ id: failed.order.id, version: 1 }], reason: '对方拒绝' }));
  const closed = await approved(s);
  const receipt = { orders: [{ id: closed.order.id, version: 1 }], handledAt: undefined };
  done(await completeOrders(s.groupAdmin, receipt));
  return { waiting, zhou, foreign, open, failed, closed };
}
