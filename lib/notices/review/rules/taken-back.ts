import type { NoticeStatus } from '@/db/schema/notices';

/** What of a notice says who has moved it last. */
interface MovedNotice {
  status: NoticeStatus;
  statusAt: Date;
  statusBy: string | null;
  statusByName: string;
  authorId: string;
}

/** Who has taken a notice back, to change it or for good: `作者已撤回修改`; null of one that stands as it was submitted. */
export function takenBackText({ status, statusBy, statusByName, authorId }: MovedNotice): string | null {
  if (status !== 'draft' && status !== 'withdrawn') return null;
  const who = statusBy === authorId ? '作者' : statusByName;
  return `${who}已${status === 'draft' ? '撤回修改' : '撤回'}`;
}

/** Why what somebody decided counts no more: the notice moves first, its steps after it. */
export const voidText = (
  step: { statusAt: Date },
  { status, statusAt }: Pick<MovedNotice, 'status' | 'statusAt'>,
): string => (status === 'withdrawn' && step.statusAt >= statusAt ? '因撤回作废' : '因修改作废');
