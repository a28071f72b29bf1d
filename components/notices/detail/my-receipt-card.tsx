import { Card } from '@/components/ui/card';
import { DateTime } from '@/components/ui/date-time';
import { Deadline } from '@/components/ui/deadline';
import { Notice } from '@/components/ui/notice';
import type { NoticeDetail } from '@/lib/notices/queries/detail';
import { AcknowledgeForm, MarkRead } from './my-receipt';

/** What the notice asks of the reader himself: to acknowledge it, or nothing more than to have opened it. */
export function MyReceiptCard({ notice }: { notice: NoticeDetail }) {
  const { id, receipt, deadline, may } = notice;
  if (!receipt) return null;
  return (
    <>
      {receipt.readAt ? null : <MarkRead noticeId={id} />}
      {may.acknowledge ? (
        <Card
          title="请确认知悉"
          aside={deadline && receipt.dueAt ? <Deadline dueAt={receipt.dueAt} {...deadline} withDate /> : null}
          hint="制度 2.2.2b"
        >
          <AcknowledgeForm noticeId={id} />
        </Card>
      ) : (
        <Acknowledged notice={notice} />
      )}
    </>
  );
}

function Acknowledged({ notice: { receipt, recordedByName } }: { notice: NoticeDetail }) {
  if (!receipt?.acknowledgedAt) return null;
  return (
    <Notice tone="success" title="我已知悉">
      <DateTime at={receipt.acknowledgedAt} show="short" />
      {receipt.source === 'chat' ? ` 由${recordedByName ?? ''}按群内回复登记` : ' 确认'}
      {receipt.reply ? `：${receipt.reply}` : null}
    </Notice>
  );
}
