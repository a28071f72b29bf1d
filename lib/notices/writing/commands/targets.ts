import { and, eq, notInArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { noticeTargets } from '@/db/schema/notices';

/** Puts these groups in place of the working copy's. */
export async function placeTargets(tx: Tx, noticeId: string, groupIds: readonly string[]): Promise<void> {
  const ids = [...groupIds];
  const others = ids.length ? notInArray(noticeTargets.groupId, ids) : undefined;
  await tx.delete(noticeTargets).where(and(eq(noticeTargets.noticeId, noticeId), others));
  if (ids.length)
    await tx
      .insert(noticeTargets)
      .values(ids.map((groupId) => ({ noticeId, groupId })))
      .onConflictDoNothing();
}
