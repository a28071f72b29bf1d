import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { History } from '@/components/groups/orders/history';
import { DeliveryCard } from '@/components/notices/delivery/delivery-card';
import { PublishingNote } from '@/components/notices/delivery/publishing-note';
import { AuthorLeft } from '@/components/notices/detail/author-left';
import { MyReceiptCard } from '@/components/notices/detail/my-receipt-card';
import { NoticeActs } from '@/components/notices/detail/notice-acts';
import { NoticeFacts, RevisionsCard } from '@/components/notices/detail/notice-facts';
import { NoticeMarks } from '@/components/notices/detail/notice-status';
import { NoticeSteps } from '@/components/notices/detail/notice-steps';
import { NoticeText } from '@/components/notices/detail/notice-text';
import { SentBack } from '@/components/notices/detail/sent-back';
import { EmergencyFollowUp } from '@/components/notices/emergency/follow-up';
import { FiguresCard } from '@/components/notices/receipts/figures-card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { deliveriesOf } from '@/lib/notices/delivery/queries';
import { chatsOf } from '@/lib/notices/delivery/rules';
import { emergencyState } from '@/lib/notices/emergency/queries/follow-up';
import { noticeDetail } from '@/lib/notices/queries/detail';
import { receiptFigures } from '@/lib/notices/receipts/queries/figures';
import { categoryNames } from '@/lib/notices/states';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '信息' };

export default async function NoticePage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('notices.view');
  const id = idField.safeParse((await params).id);
  const notice = actor && id.success ? await noticeDetail(actor, id.data) : null;
  if (!(actor && notice)) notFound();
  const [deliveries, figures, emergency] = await Promise.all([
    notice.publishedAt ? deliveriesOf(actor, notice.id) : null,
    notice.publishedAt ? receiptFigures(actor, notice) : null,
    notice.category === 'emergency' ? emergencyState(actor, notice.id) : null,
  ]);
  const chats = chatsOf(deliveries ?? []);
  return (
    <>
      <PageHeader
        title={notice.text.title || '（无标题）'}
        struck={notice.status === 'recalled'}
        back={{ href: '/notices', label: '信息发布' }}
        crumb={[notice.number, categoryNames[notice.category], notice.unitName].filter(Boolean).join(' · ')}
        note={<NoticeMarks notice={notice} chats={chats} />}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <PublishingNote notice={notice} />
          {notice.follows ? <AuthorLeft notice={notice} /> : null}
          <SentBack notice={notice} />
          {notice.follows ? <NoticeSteps notice={notice} chats={chats} /> : null}
          <NoticeText notice={notice} />
          <MyReceiptCard notice={notice} />
          {emergency ? <EmergencyFollowUp state={emergency} /> : null}
          {figures ? (
            <FiguresCard noticeId={notice.id} figures={figures} recalled={notice.status === 'recalled'} />
          ) : null}
          {deliveries?.length ? <DeliveryCard rows={deliveries} /> : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <NoticeActs notice={notice} />
          <NoticeFacts notice={notice} />
          <RevisionsCard notice={notice} />
          {notice.events.length ? <History events={notice.events} /> : null}
        </div>
      </div>
    </>
  );
}
