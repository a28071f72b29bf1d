import { Notice } from '@/components/ui/notice';
import type { noticeWorkflow } from '@/lib/notices/states';

type NoticeStatus = keyof typeof noticeWorkflow.states;

interface AuthorLeftProps {
  notice: { status: NoticeStatus; authorName: string; authorAway: boolean; standIns: readonly string[] };
}

/** What an author who is there no more leaves to `who`, by where the notice stands; nothing of what has come to its end. */
const leftTo: Partial<Record<NoticeStatus, (who: string) => string>> = {
  draft: () => '收回后没有再提交，不会再有新的版本。',
  in_review: (who) => `审核照常进行。退回的本人不能再改；退回后怎么办、通过后发不发，由${who}处理。`,
  approved: (who) => `发布或撤回由${who}处理。`,
  scheduled: (who) => `到时照常发布；要撤回的，由${who}处理。`,
  returned: (who) => `退回后无人修改，由${who}处理：要发的点「复制为草稿」，改好后另行提交；本条点「撤回」。`,
  published: (who) => `催办、召回由${who}处理。`,
};

/** Says that whoever wrote it is there no more, and who goes on with it. */
export function AuthorLeft({ notice: { status, authorName, authorAway, standIns } }: AuthorLeftProps) {
  const words = authorAway ? leftTo[status] : undefined;
  if (!words) return null;
  const heads = standIns.length ? `本单位负责人${standIns.join('、')}或` : '';
  return (
    <Notice tone="warning" title={`起草人${authorName}已离岗`}>
      {words(`${heads}街道办公室`)}
    </Notice>
  );
}
