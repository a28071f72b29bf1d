import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { DateTime } from '@/components/ui/date-time';
import { DefinitionList } from '@/components/ui/definition-list';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { shortFingerprint } from '@/lib/notices/rules/fingerprint';
import { categoryNames } from '@/lib/notices/states';

/** What kind of notice it is, whom it is for, what it asks of them, and the way to it from a chat. */
export function NoticeFacts({ notice }: { notice: NoticeDetail }) {
  const groups = notice.text.targets.map(({ name }) => name).join('、');
  const asked = notice.receiptWanted === 'acknowledge' ? '须确认「我已知悉」' : '阅读即可';
  return (
    <Card title="信息">
      <DefinitionList
        columns={1}
        items={[
          { term: '编号', value: notice.number ?? '提交后编号' },
          { term: '信息类别', value: categoryNames[notice.category] },
          { term: '重要事项', value: notice.major ? <Badge tone="error">是</Badge> : '否' },
          {
            term: '回执要求',
            value: notice.receiptDueAt ? (
              <>
                {asked}，截止 <DateTime at={notice.receiptDueAt} show="short" />
              </>
            ) : (
              asked
            ),
          },
          ...(notice.releaseWhen === 'planned' && notice.plannedAt && notice.follows
            ? [{ term: '原定发布', value: <DateTime at={notice.plannedAt} /> }]
            : []),
          { term: '目标群', value: groups || '未选择' },
          ...(notice.repeatOf && notice.originalTitle
            ? [
                {
                  term: '重复发布',
                  value: <TextLink href={`/notices/${notice.repeatOf}`}>{notice.originalTitle}</TextLink>,
                },
              ]
            : []),
          ...(notice.status === 'published'
            ? [
                {
                  term: '链接',
                  value: <CopyButton text={notice.link} label="复制链接" subject="信息的链接" framed />,
                },
              ]
            : []),
        ]}
      />
    </Card>
  );
}

/** 各版本: every submission with its fingerprint; what is marked went out. */
export function RevisionsCard({ notice }: { notice: NoticeDetail }) {
  if (!notice.revisions.length) return null;
  return (
    <Card title="历次提交" padded={false}>
      <ul className="divide-y divide-base-300">
        {notice.revisions.map(({ id, number, submittedAt, submittedByName, hash, title }) => (
          <li key={id} className="px-4 py-3">
            <p className="flex flex-wrap items-center gap-2">
              <span className="font-medium">第 {number} 版</span>
              {number === notice.publishedRevision ? <Badge tone="success">发布的版本</Badge> : null}
              <span className="ml-auto text-muted text-xs" title={hash}>
                指纹 {shortFingerprint(hash)}
              </span>
            </p>
            <p className="break-words">{title}</p>
            <p className="text-muted text-xs">
              {submittedByName} <DateTime at={submittedAt} show="short" />
            </p>
          </li>
        ))}
      </ul>
    </Card>
  );
}
