import { Attachments } from '@/components/notices/attachments/attachments';
import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { type Block, paragraphsOf } from '@/lib/notices/paragraphs';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { shortFingerprint } from '@/lib/notices/rules/fingerprint';

/** The words themselves, with attachments and signature; struck out once it is recalled. */
export function NoticeText({ notice }: { notice: NoticeDetail }) {
  const { text, status } = notice;
  const Body = status === 'recalled' ? 'del' : 'div';
  return (
    <Card>
      <Body className="block break-words text-base leading-8" data-testid="notice-body">
        {paragraphsOf(text.body).map((block, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a text's paragraphs have no other name, and never move
          <Paragraph key={index} block={block} />
        ))}
        {text.body.trim() ? null : <p className="text-muted">（没有正文）</p>}
      </Body>
      <Attachments files={text.attachments} gone={status === 'recalled' && !notice.follows} />
      <Signature notice={notice} />
    </Card>
  );
}

function Paragraph({ block: { kind, lines } }: { block: Block }) {
  if (kind === 'paragraph') return <p className="mb-2 whitespace-pre-wrap last:mb-0">{lines.join('\n')}</p>;
  return (
    <ul className="mb-2 last:mb-0">
      {lines.map((line, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: as above
        <li key={index} className="whitespace-pre-wrap pl-[1.5em] -indent-[1.5em]">
          {line}
        </li>
      ))}
    </ul>
  );
}

/** What is known of the words that went out: that they are those which were reviewed, or that they went out first. */
function reviewedWords({ reviewedAfterwards }: NoticeDetail): string {
  if (reviewedAfterwards === null || reviewedAfterwards === 'approved') return '与审核通过的内容一致';
  return reviewedAfterwards === 'rejected' ? '先行发布，未予追认' : '先行发布，尚未补审';
}

/** 落款: set by the system, never typed; as in the chats, the unit signs (3.2.3). Whoever wrote it is named apart. */
function Signature({ notice }: { notice: NoticeDetail }) {
  const at = notice.publishedAt ?? notice.submittedAt;
  return (
    <div className="mt-5 flex flex-col gap-1 text-right">
      <p>{notice.unitName}</p>
      <p className="text-muted">
        {at ? (
          <>
            <DateTime at={at} /> {notice.publishedAt ? '发布' : '提交'}
          </>
        ) : (
          '尚未提交'
        )}
      </p>
      <p className="text-muted text-xs">起草人 {notice.authorName}</p>
      {notice.text.hash ? (
        <p className="text-muted text-xs">
          内容指纹 <span title={notice.text.hash}>{shortFingerprint(notice.text.hash)}</span>
          {notice.publishedRevision ? `，${reviewedWords(notice)}` : ''}
        </p>
      ) : null}
    </div>
  );
}
