import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type OrderKind, type OrderOrigin, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { notify } from '@/lib/inbox/notify';
import { transition } from '@/lib/workflow/transition';
import { handlersOf } from '../queries/recipients';
import { orderWorkflow } from '../states';

export type CancelledOrder = typeof workOrders.$inferSelect;

/** What the orders to be cancelled came from; without `kind`, orders of every kind. */
export interface Origin {
  type: OrderOrigin;
  ids: readonly string[];
  kind?: OrderKind;
}

/** What whoever handles an order reads of its being cancelled. */
export type SayCancelled = (order: CancelledOrder) => { title: string; detail: string };

/**
 * Cancels the open orders that came from these origins, because what they were for is taken back. The caller has locked the
 * origins, and decided that it may be. Whom an order was handed to is told; with `say`, so are all who handle the group's.
 */
export async function cancelOrders(
  tx: Tx,
  actor: Actor,
  { type, ids, kind }: Origin,
  reason: string,
  say?: SayCancelled,
): Promise<CancelledOrder[]> {
  const rows = await tx
    .select()
    .from(workOrders)
    .where(
      and(
        eq(workOrders.originType, type),
        inArray(workOrders.originId, [...ids]),
        kind && eq(workOrders.kind, kind),
        eq(workOrders.status, 'open'),
      ),
    )
    .orderBy(asc(workOrders.id))
    .for('update');
  await transition(tx, {
    table: workOrders,
    workflow: orderWorkflow,
    verb: 'cancel',
    rows,
    actor,
    may: 'system',
    label: ({ number }) => number,
    reason,
  });
  await tell(tx, actor, rows, reason, say);
  return rows;
}

async function tell(
  tx: Tx,
  actor: Actor,
  cancelled: readonly CancelledOrder[],
  reason: string,
  say: SayCancelled | undefined,
): Promise<void> {
  const groupIds = say ? [...new Set(cancelled.map(({ groupId }) => groupId))] : [];
  const handlers = await handlersOf(tx, groupIds);
  await notify(
    tx,
    cancelled.flatMap((order) => {
      const told = new Set([order.assignedTo ?? [], handlers.get(order.groupId) ?? []].flat());
      const said = say?.(order) ?? { title: `办理单 ${order.number} 已取消，不必再办理`, detail: reason };
      return [...told]
        .filter((personId) => personId !== actor.personId)
        .map((personId) => ({ personId, kind: 'order' as const, ...said, href: `/orders/${order.id}` }));
    }),
  );
}
