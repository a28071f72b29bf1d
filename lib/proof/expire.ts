import { asc, eq, inArray, lte } from 'drizzle-orm';
import { db, type Tx } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditSeals } from '@/db/schema/proof';

/**
 * Deletes the records of every block up to this one, with their seals, a block and a transaction at a time: one killed in
 * the middle is gone on with by the next. The triggers let go only what a removal names (commands.ts).
 * @returns how many records went
 */
export async function removeRecords(through: number): Promise<number> {
  let gone = 0;
  for (;;) {
    const removed = await db().transaction((tx) => removeNext(tx, through));
    if (removed === null) return gone;
    gone += removed;
  }
}

async function removeNext(tx: Tx, through: number): Promise<number | null> {
  const [next] = await tx
    .select({ block: auditSeals.block })
    .from(auditSeals)
    .where(lte(auditSeals.block, through))
    .orderBy(asc(auditSeals.block))
    .limit(1);
  if (!next) return null;
  const own = eq(auditSeals.block, next.block);
  const ids = tx.select({ id: auditSeals.eventId }).from(auditSeals).where(own);
  const records = await tx
    .delete(auditEvents)
    .where(inArray(auditEvents.id, ids))
    .returning({ id: auditEvents.id });
  await tx.delete(auditSeals).where(own);
  return records.length;
}
