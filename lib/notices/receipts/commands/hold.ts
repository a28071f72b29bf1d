import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type NoticeStatus, notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { targetGroups } from '../../queries/columns';
import { visibleNotices } from '../../queries/visible';
import type { ReceiptParties } from '../policy';

interface HeldNotice extends ReceiptParties {
  id: string;
  title: string;
  status: NoticeStatus;
  receiptWanted: 'read' | 'acknowledge';
  receiptDueAt: Date | null;
  groupIds: string[];
}

/**
 * A published notice the actor sees, held against whoever else sets about its receipts. Refuses one that he may not see as not found,
 * and one that is not out, or no more.
 */
export async function holdPublished(tx: Tx, actor: Actor, id: string): Promise<HeldNotice> {
  const [notice] = await tx
    .select({
      id: notices.id,
      title: notices.title,
      status: notices.status,
      authorId: notices.authorId,
      unitId: notices.unitId,
      receiptWanted: notices.receiptWanted,
      receiptDueAt: notices.receiptDueAt,
      groupIds: targetGroups,
    })
    .from(notices)
    .where(and(eq(notices.id, id), visibleNotices(actor)))
    .for('no key update');
  if (!notice) return refuse('not_found', '没有这条信息，或您无权查看');
  if (notice.status === 'recalled') refuse('rule', '该信息已召回，不再需要回执', { clause: '1.3.2' });
  if (notice.status !== 'published') refuse('rule', '该信息尚未发布', { clause: '2.2.2b' });
  return notice;
}
