import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { deliveries } from '@/db/schema/receipts';
import { holdPosts } from './hold';

/**
 * Gives the outcome of a closed emergency to the orders by which it is still to be posted, and to those that failed, so that what is issued in
 * their place has it: the chat gets both. All its posts are held first, so that none is issued anew without it meanwhile. The approved text
 * stays as it is. The notice is locked.
 */
export async function addOutcome(tx: Tx, noticeId: string, outcome: string): Promise<void> {
  const rows = await tx
    .select({ id: deliveries.id })
    .from(deliveries)
    .where(eq(deliveries.noticeId, noticeId));
  const ids = rows.map(({ id }) => id);
  await holdPosts(tx, ids);
  await tx
    .update(workOrders)
    .set({ detail: sql`${workOrders.detail} || ${JSON.stringify({ outcome })}::jsonb` })
    .where(
      and(
        eq(workOrders.originType, 'delivery'),
        inArray(workOrders.originId, ids),
        eq(workOrders.kind, 'post'),
        inArray(workOrders.status, ['open', 'failed']),
      ),
    );
}
