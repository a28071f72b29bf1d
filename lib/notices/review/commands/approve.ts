import { asc, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor, Grant } from '@/lib/access/actor';
import { moveNotices } from '../../commands/move';
import { arrange } from '../../publishing/commands/arrange';
import { noticeColumns } from '../../queries/columns';

interface Approved {
  noticeId: string;
  /** The grant under which the last step was decided. */
  grant: Grant | undefined;
}

/** The consequence of the last step: the notices, in review and locked, are approved and given their times. */
export async function approveNotices(tx: Tx, actor: Actor, approved: readonly Approved[]): Promise<void> {
  if (!approved.length) return;
  const ids = approved.map(({ noticeId }) => noticeId);
  const rows = await tx
    .select(noticeColumns)
    .from(notices)
    .where(inArray(notices.id, ids))
    .orderBy(asc(notices.id))
    .for('update');
  const grants = new Map(approved.map(({ noticeId, grant }) => [noticeId, grant]));
  await moveNotices(tx, actor, rows, {
    verb: 'approve',
    may: (_, { id }) => {
      const grant = grants.get(id);
      return grant ? { allowed: true, grant } : { allowed: false, message: '没有审核这件信息的职责' };
    },
  });
  await arrange(tx, actor, ids);
}
