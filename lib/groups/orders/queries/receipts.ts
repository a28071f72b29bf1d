import { and, asc, eq, inArray } from 'drizzle-orm';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mostScreenshots } from '../../handling/input';
import { visibleOrders } from './scope';

/** A picture that was sent with a receipt. */
export interface Screenshot {
  id: string;
  name: string;
  /** Bytes. */
  size: number;
}

/** The pictures of receipts, by receipt. The caller has made sure that the reader may see an order of each. */
export async function screenshotsOf(
  receiptIds: readonly (string | null)[],
): Promise<Map<string, Screenshot[]>> {
  const ids = [...new Set(receiptIds.filter((id) => id !== null))];
  if (!ids.length) return new Map();
  const rows = await db()
    .select({ id: files.id, name: files.name, size: files.size, receiptId: files.ownerId })
    .from(files)
    .where(and(eq(files.ownerType, 'order_receipt'), inArray(files.ownerId, ids)))
    .orderBy(asc(files.id))
    .limit(ids.length * mostScreenshots);
  const found = new Map<string, Screenshot[]>();
  for (const { receiptId, ...picture } of rows)
    if (receiptId) found.set(receiptId, [...(found.get(receiptId) ?? []), picture]);
  return found;
}

/** Whoever may see one order of a receipt may see its pictures: all its orders are of one group. */
export async function mayReadReceipt(actor: Actor, receiptId: string): Promise<boolean> {
  return (await db().$count(workOrders, and(eq(workOrders.receiptId, receiptId), visibleOrders(actor)))) > 0;
}
