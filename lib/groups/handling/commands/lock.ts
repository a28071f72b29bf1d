import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { type OrderOrigin, orderOrigins, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { visibleOrders } from '../../orders/queries/scope';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';
import type { HeldOrigins } from './held';
import { origins } from './origins';

async function lockRows(tx: Tx, where: SQL | undefined) {
  const rows = await tx
    .select({
      order: workOrders,
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
    })
    .from(workOrders)
    .leftJoin(people, eq(people.id, workOrders.personId))
    .where(where)
    .orderBy(asc(workOrders.id))
    .for('update', { of: workOrders });
  return rows.map(({ order, personName, departed }) => ({
    ...order,
    personName: personName ?? '',
    departed: departed === true,
  }));
}

export type LockedOrder = Awaited<ReturnType<typeof lockRows>>[number];

/** Orders, and what each kind of them came from. */
export interface LockedOrders {
  orders: LockedOrder[];
  held: ReadonlyMap<OrderOrigin, HeldOrigins>;
}

/**
 * Orders the actor may see, locked together with what they came from. Origins first: whoever takes one back locks in the
 * same order, so that a receipt and a withdrawal wait for each other instead of blocking each other. `scope` where the actor may
 * reach them by what they came from.
 */
export async function lockOrders(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  scope: SQL = visibleOrders(actor),
): Promise<LockedOrders> {
  const visible = and(inArray(workOrders.id, [...ids]), scope);
  const cameFrom = await tx
    .select({ type: workOrders.originType, id: workOrders.originId })
    .from(workOrders)
    .where(visible);
  const held = new Map<OrderOrigin, HeldOrigins>();
  for (const type of orderOrigins) {
    const wanted = new Set(cameFrom.filter((origin) => origin.type === type).map(({ id }) => id));
    // biome-ignore lint/performance/noAwaitInLoops: few kinds of origin, locked in a fixed order
    if (wanted.size) held.set(type, await origins[type](tx, [...wanted]));
  }
  return { orders: await lockRows(tx, visible), held };
}

/** One of them with what it came from, or `not_found`. */
export async function lockOrder(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ order: LockedOrder; held: HeldOrigins }> {
  const { orders, held } = await lockOrders(tx, actor, [id]);
  const [order] = orders;
  const origin = order && held.get(order.originType);
  return order && origin ? { order, held: origin } : refuse('not_found', '没有找到这件办理单');
}

/** One *add* order with the request it came from, or the refusal for any other order. */
export async function lockAddOrder(
  tx: Tx,
  actor: Actor,
  id: string,
): Promise<{ order: LockedOrder; request: LockedRequest }> {
  const visible = and(eq(workOrders.id, id), visibleOrders(actor));
  const [found] = await tx
    .select({ kind: workOrders.kind, originType: workOrders.originType, originId: workOrders.originId })
    .from(workOrders)
    .where(visible);
  if (!found) return refuse('not_found', '没有找到这件办理单');
  if (found.kind !== 'add' || found.originType !== 'membership_request')
    refuse('rule', '只有入群办理单可以这样处理');
  const [request] = await lockRequests(tx, [found.originId], sql`true`);
  const [order] = await lockRows(tx, visible);
  return order && request ? { order, request } : refuse('not_found', '没有找到这件办理单');
}
