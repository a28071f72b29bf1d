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
    goesOutNow: boolean;
  };
}

/** When an approved notice goes out and why not earlier; what stopped it; that it was let out of hours, or recalled, and why. */
export function PublishingNote({ notice }: NoteProps) {
  const { status, publishAt, heldWhy, recalledAt, recallReason, releaseReason, goesOutNow } = notice;
  if (goesOutNow) return <Notice title="即将发布">已通过审核，系统正在发布，稍后刷新可见。</Notice>;
  if (status === 'scheduled' && publishAt)
    return (
      <Notice title="定时发布">
        将于 <DateTime at={publishAt} /> 发布。{heldWhy}
      </Notice>
    );
  if (status === 'approved')
    return heldWhy ? (
      <Notice tone="error" title="已中止发布">
        {heldWhy}。请撤回修改后重新提交。
      </Notice>
    ) : (
      <Notice title="待发布">已通过审核，由起草人点「发布」。</Notice>
    );
  if (status === 'recalled' && recalledAt)
    return (
      <Notice tone="error" title="已召回">
        <DateTime at={recalledAt} /> 召回，请勿转发、引用。原因：{recallReason}
      </Notice>
    );
  return releaseReason ? <Notice title="窗口外放行">{releaseReason}</Notice> : null;
}
