import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import { formatShort } from '@/lib/core/time';
import type { OpenDraft } from '@/lib/notices/writing/queries/form';

/** What the author should know before he goes on with a draft. */
export function DraftNotes({ draft: { returned, repeats, lostGroups } }: { draft: OpenDraft }) {
  if (!(returned || repeats || lostGroups)) return null;
  return (
    <div className="mb-4 flex flex-col gap-2">
      {returned ? (
        <Notice tone="warning" title={`${returned.byName}于 ${formatShort(returned.at)} 退回修改`}>
          {returned.opinion}
        </Notice>
      ) : null}
      {repeats ? (
        <Notice>
          重复发布{' '}
          <PageLink href={`/notices/${repeats.id}`} className="text-link underline">
            《{repeats.title}》
          </PageLink>{' '}
          {repeats.number}，须间隔一定时间、限定次数（制度 3.3.1）
        </Notice>
      ) : null}
      {lostGroups ? (
        <Notice tone="warning">原来选的 {lostGroups} 个群已归档或您已不在群中，已去掉，请核对目标群</Notice>
      ) : null}
    </div>
  );
}
