import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type OrderOrigin, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { transition } from '@/lib/workflow/transition';
import { orderWorkflow } from '../states';

export type CancelledOrder = typeof workOrders.$inferSelect;

/**
 * Cancels the open orders that came from these origins, because what they were for is taken back. The caller has locked the
 * origins, and decided that it may be.
 */
export async function cancelOrders(
  tx: Tx,
  actor: Actor,
  origin: { type: OrderOrigin; ids: readonly string[] },
  reason: string,
): Promise<CancelledOrder[]> {
  const rows = await tx
    .select()
    .from(workOrders)
    .where(
      and(
        eq(workOrders.originType, origin.type),
        inArray(workOrders.originId, [...origin.ids]),
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
  return rows;
}
