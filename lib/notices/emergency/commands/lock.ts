import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices, noticeTargets } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { holdNotice } from '../../publishing/commands/lock';
import type { NoticeRow } from '../../queries/columns';
import { visibleNotices } from '../../queries/visible';
import { noticeWorkflow } from '../../states';

export interface LockedEmergency extends NoticeRow {
  groupIds: string[];
}

/** An emergency that the actor may see, locked, with the groups it went to. */
export async function lockEmergency(tx: Tx, actor: Actor, id: string): Promise<LockedEmergency> {
  const held = await holdNotice(
    tx,
    and(eq(notices.id, id), eq(notices.category, 'emergency'), visibleNotices(actor)),
  );
  if (!held) return refuse('not_found', '没有找到这件突发事件');
  const targets = await tx
    .select({ groupId: noticeTargets.groupId })
    .from(noticeTargets)
    .where(eq(noticeTargets.noticeId, id));
  return { ...held.notice, groupIds: targets.map(({ groupId }) => groupId) };
}

/** Refuses what comes too late: after it was closed, or taken back. */
export function stillOpen({ status, statusAt, statusByName, closedAt }: LockedEmergency): void {
  if (status !== 'published')
    refuse(
      'conflict',
      `已由${statusByName}于 ${formatShort(statusAt)} 处理，现为「${noticeWorkflow.states[status].label}」`,
    );
  if (closedAt) refuse('conflict', `已于 ${formatShort(closedAt)} 报告处置结果，不再续报`);
}
