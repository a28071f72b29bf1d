import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';

/**
 * Locks every post of some deliveries, whatever has become of it. What was issued in place of one while this waited for that one is held as
 * well: a look that finds no more than the last held finds what nobody can add to.
 */
export async function holdPosts(tx: Tx, deliveryIds: readonly string[]): Promise<void> {
  for (let held = -1; ; ) {
    // biome-ignore lint/performance/noAwaitInLoops: the second look has nothing to find, but for an act at this very moment
    const posts = await tx
      .select({ id: workOrders.id })
      .from(workOrders)
      .where(
        and(
          eq(workOrders.originType, 'delivery'),
          inArray(workOrders.originId, [...deliveryIds]),
          eq(workOrders.kind, 'post'),
        ),
      )
      .orderBy(asc(workOrders.id))
      .for('update');
    if (posts.length === held) return;
    held = posts.length;
  }
}
