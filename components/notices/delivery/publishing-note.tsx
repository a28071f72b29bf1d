import { DateTime } from '@/components/ui/date-time';
import { Notice } from '@/components/ui/notice';
import type { noticeWorkflow } from '@/lib/notices/states';

interface NoteProps {
  notice: {
    status: keyof typeof noticeWorkflow.states;
    publishAt: Date | null;
    heldWhy: string | null;
    publishedAt: Date | null;
    recalledAt: Date | null;
    recallReason: string | null;
    releaseReason: string | null;
    releaseWhen: 'approved' | 'planned' | 'by_hand';
    goesOutNow: boolean;
    isAuthor: boolean;
    authorAway: boolean;
    may: { publish: boolean; withdraw: boolean };
  };
}

/** What becomes of one that was stopped: whoever reads it may be who has to do it. */
function afterStop({ isAuthor, authorAway, may }: NoteProps['notice']): string {
  if (isAuthor) return '请点「撤回修改」，改好后重新提交审核；不再发布的，点「撤回」。';
  if (!authorAway) return '由起草人撤回修改后重新提交，或撤回。';
  return may.withdraw
    ? '要发的，点「复制为草稿」另行提交；本条请点「撤回」。'
    : '由本单位负责人或街道办公室处理。';
}

function whoPublishes({ isAuthor, authorAway, may }: NoteProps['notice']): string {
  if (isAuthor || !authorAway) return '已通过审核，由起草人点「发布」。';
  return may.publish
    ? '已通过审核，请您点「发布」或「撤回」。'
    : '已通过审核，由本单位负责人或街道办公室发布。';
}

/** When an approved notice goes out and why not earlier; what stopped it; that it was let out of hours, or recalled, and why. */
export function PublishingNote({ notice }: NoteProps) {
  const { status, publishAt, heldWhy, recalledAt, recallReason, releaseReason, releaseWhen, goesOutNow } =
    notice;
  if (goesOutNow) return <Notice title="即将发布">已通过审核，系统正在发布，稍后刷新可见。</Notice>;
  if (status === 'scheduled' && publishAt)
    return (
      <Notice title={releaseWhen === 'planned' ? '定时发布' : '已通过审核，待自动发布'}>
        将于 <DateTime at={publishAt} /> 发布。{heldWhy}
      </Notice>
    );
  if (status === 'approved')
    return heldWhy ? (
      <Notice tone="error" title="已中止发布">
        {heldWhy}。{afterStop(notice)}
      </Notice>
    ) : (
      <Notice title="待发布">{whoPublishes(notice)}</Notice>
    );
  if (status === 'recalled' && recalledAt)
    return (
      <Notice tone="error" title="已召回">
        <DateTime at={recalledAt} /> 召回，请勿转发、引用。原因：{recallReason}
      </Notice>
    );
  return releaseReason ? <Notice title="时段外发布">{releaseReason}</Notice> : null;
}
