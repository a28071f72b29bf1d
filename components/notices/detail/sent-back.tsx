import { Notice } from '@/components/ui/notice';
import { formatShort } from '@/lib/core/time';
import type { NoticeDetail } from '@/lib/notices/queries/detail';

type Step = NoticeDetail['steps'][number];

/** The step that turned it down: of what went out first there is no other trace in its state. */
const turnedDown = ({ status, steps }: NoticeDetail): Step | undefined =>
  steps.findLast((step) =>
    step.status === 'returned' || step.status === 'rejected'
      ? step.afterwards || step.status === status
      : false,
  );

function verdictOf({ status, afterwards }: Step): string {
  if (status === 'returned') return '退回修改';
  return afterwards ? '不予追认' : '不予发布';
}

/** To the author: who sent it back or refused it, when, and why. */
export function SentBack({ notice }: { notice: NoticeDetail }) {
  const step = notice.isAuthor ? turnedDown(notice) : undefined;
  if (!step?.decidedAt) return null;
  const { decidedByName, decidedForName, decidedAt, opinion, status } = step;
  const by = `${decidedByName ?? ''}${decidedForName ? `（代${decidedForName}）` : ''}`;
  return (
    <Notice
      tone={status === 'returned' ? 'warning' : 'error'}
      title={`${by}于 ${formatShort(decidedAt)} ${verdictOf(step)}`}
    >
      {opinion}
    </Notice>
  );
}
