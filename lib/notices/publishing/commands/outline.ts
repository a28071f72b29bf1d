import type { Tx } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { noticeOutlines } from '@/db/schema/receipts';
import { outlineOf } from '../rules/outline';
import { compared } from '../rules/similar';

/** Keeps what repeats of a notice that goes out now are found by (3.3.1). */
export async function keepOutline(
  tx: Tx,
  noticeId: string,
  words: { title: string; body: string },
): Promise<void> {
  await insertRows(tx, noticeOutlines, [{ noticeId, ...outlineOf(compared(words)) }]);
}
