import { and, eq, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { noticeReceipts } from '@/db/schema/receipts';
import { now } from '@/lib/core/clock';

/** Notes that somebody a notice is for has opened it, once; nothing for others, and while it is not out. @returns whether it was noted now */
export async function noteRead(tx: Tx, noticeId: string, personId: string): Promise<boolean> {
  const read = await tx
    .update(noticeReceipts)
    .set({ readAt: now(), source: 'portal' })
    .where(
      and(
        eq(noticeReceipts.noticeId, noticeId),
        eq(noticeReceipts.personId, personId),
        isNull(noticeReceipts.readAt),
      ),
    )
    .returning({ noticeId: noticeReceipts.noticeId });
  return read.length > 0;
}
