import { Notice } from '@/components/ui/notice';
import { PageLink } from '@/components/ui/page-link';
import type { SubmittedJoins } from '@/lib/groups/joining/rules/rows';

const number = (count: number) => count.toLocaleString('zh-CN');

/** What was sent while other rows stayed behind, with the way to it. */
export function SentNotice({ sent }: { sent: SubmittedJoins }) {
  const { count, people, added, behind, idle, only, batchId } = sent;
  return (
    <Notice
      tone="success"
      live
      title={`提交 ${number(count)} 项${behind.length ? `，${number(behind.length)} 行未提交` : ''}`}
      action={
        <PageLink
          href={only ? `/membership/${only.id}` : `/membership/batch/${batchId}`}
          className="underline"
        >
          查看已提交的申请
        </PageLink>
      }
    >
      共 {number(people)} 人{added ? `，其中新增人员 ${number(added)} 名` : ''}
      {idle ? `；${number(idle)} 项已在群中或已有申请，没有重复提交` : ''}
      。未提交的仍在上面的名单中，{behind.length ? '改正后可再次提交，不需要的可移出' : '可再次提交'}。
    </Notice>
  );
}
