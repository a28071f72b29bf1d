import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { visibleOrders } from '../../orders/queries/scope';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';

/**
 * Orders the actor may see, locked together with the requests they came from. Requests first: whoever withdraws one takes
 * the same order, so that a receipt and a withdrawal wait for each other instead of blocking each other.
 */
export async function lockOrders(tx: Tx, actor: Actor, ids: readonly string[]) {
  const visible = and(inArray(workOrders.id, [...ids]), visibleOrders(actor));
  const origins = await tx
    .select({ id: workOrders.originId })
    .from(workOrders)
    .where(and(visible, eq(workOrders.originType, 'membership_request')));
  const requests = await lockRequests(tx, [...new Set(origins.map(({ id }) => id))], sql`true`);
  const rows = await tx
    .select({
      order: workOrders,
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
    })
    .from(workOrders)
    .leftJoin(people, eq(people.id, workOrders.personId))
    .where(visible)
    .orderBy(asc(workOrders.id))
    .for('update', { of: workOrders });
  const byId = new Map(requests.map((request) => [request.id, request]));
  return rows.map(({ order, personName, departed }) => ({
    ...order,
    personName: personName ?? '',
    departed: departed === true,
    request: byId.get(order.originId) ?? null,
  }));
}

export type LockedOrder = Awaited<ReturnType<typeof lockOrders>>[number];

/** One of them, or `not_found`. */
export async function lockOrder(tx: Tx, actor: Actor, id: string): Promise<LockedOrder> {
  const [order] = await lockOrders(tx, actor, [id]);
  return order ?? refuse('not_found', '没有找到这件办理单');
}

/** One order with the request to join it came from, or the refusal for any other order. */
export async function lockJoinOrder(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ order: LockedOrder; request: LockedRequest }> {
  const order = await lockOrder(tx, actor, id);
  if (!order.request) return refuse('rule', '只有入群申请的办理单可以这样处理');
  return { order, request: order.request };
}

/** One *add* order with its request, or the refusal for any other order. */
export async function lockAddOrder(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ order: LockedOrder; request: LockedRequest }> {
  const found = await lockJoinOrder(tx, actor, id);
  if (found.order.kind !== 'add') refuse('rule', '只有入群办理单可以这样处理');
  return found;
}
