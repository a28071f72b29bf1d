import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { units } from '@/db/schema/units';
import { environment } from '@/lib/core/env';
import type { Held } from '../../publishing/commands/lock';
import type { PostedNotice } from '../rules';

/** What of a published notice is said in the chats: the words of its revision, the name of its unit, and where it is read. */
export async function postedNotice(tx: Tx, { notice, revision }: Held): Promise<PostedNotice> {
  if (!notice.publishedAt) throw new Error(`notice ${notice.id} is not published`);
  const [unit] = await tx.select({ name: units.name }).from(units).where(eq(units.id, notice.unitId));
  const { receiptWanted, receiptDueAt } = notice;
  return {
    ...revision,
    // As it went out: a reviewer may have made it a major matter, and the author's time may have passed.
    ...{ receiptWanted, receiptDueAt },
    unitName: unit?.name ?? '',
    publishedAt: notice.publishedAt,
    link: new URL(`/notices/${notice.id}`, environment().NEXTAUTH_URL).href,
  };
}
