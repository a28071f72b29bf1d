import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { deliveries } from '@/db/schema/receipts';

/**
 * Gives the outcome of a closed emergency to the orders by which it is still to be posted, and to those that failed, so that what is issued in
 * their place has it: the chat gets both. The approved text stays as it is. The notice is locked.
 */
export async function addOutcome(tx: Tx, noticeId: string, outcome: string): Promise<void> {
  const posts = await tx
    .select({ id: workOrders.id })
    .from(workOrders)
    .innerJoin(deliveries, and(eq(workOrders.originType, 'delivery'), eq(deliveries.id, workOrders.originId)))
    .where(
      and(
        eq(deliveries.noticeId, noticeId),
        eq(workOrders.kind, 'post'),
        inArray(workOrders.status, ['open', 'failed']),
      ),
    )
    .orderBy(asc(workOrders.id))
    .for('update', { of: workOrders });
  if (!posts.length) return;
  await tx
    .update(workOrders)
    .set({ detail: sql`${workOrders.detail} || ${JSON.stringify({ outcome })}::jsonb` })
    .where(
      inArray(
        workOrders.id,
        posts.map(({ id }) => id),
      ),
    );
}
