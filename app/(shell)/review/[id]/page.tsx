import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AuthorLeft } from '@/components/notices/detail/author-left';
import { EmergencyReports } from '@/components/notices/emergency/follow-up';
import { AuthorRecordCard } from '@/components/notices/review/author-record';
import { OpenedMark } from '@/components/notices/review/opened-mark';
import { QueuePlaceLine } from '@/components/notices/review/queue-place';
import { ReviewActs } from '@/components/notices/review/review-acts';
import { ReviewProgress } from '@/components/notices/review/review-progress';
import { RevisionCard } from '@/components/notices/review/revision-card';
import { CheckList } from '@/components/notices/writing/check-list';
import { Card } from '@/components/ui/card';
import { Deadline } from '@/components/ui/deadline';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import type { SearchParams } from '@/lib/core/paging';
import { emergencyState } from '@/lib/notices/emergency/queries/follow-up';
import { type ReviewDetail, reviewDetail } from '@/lib/notices/review/queries/detail';
import { placeInQueue } from '@/lib/notices/review/queries/queue';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '审核队列' };

/** The revision to compare with: the one asked for, else the one before; none where there is none, or none is wanted. */
function comparedWith({ revisions, latest }: ReviewDetail, asked: string | string[] | undefined) {
  const number = asked === undefined ? latest.number - 1 : Number(asked);
  return revisions.find((revision) => revision.number === number && number < latest.number) ?? null;
}

export default async function ReviewPage({
  params,
  searchParams,
}: {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}) {
  const actor = await pageActor('notices.review_assigned');
  const id = idField.safeParse((await params).id);
  if (!(actor && id.success)) notFound();
  const [notice, place] = await Promise.all([reviewDetail(actor, id.data), placeInQueue(actor, id.data)]);
  if (!notice) notFound();
  const { current, latest } = notice;
  const emergency = latest.category === 'emergency' ? await emergencyState(actor, notice.id) : null;
  return (
    <>
      <PageHeader
        title="审核队列"
        back={{ href: '/review', label: '审核队列' }}
        crumb={<QueuePlaceLine notice={notice} place={place} />}
        note={
          current?.deadline && current.dueAt ? <Deadline dueAt={current.dueAt} {...current.deadline} /> : null
        }
      />
      <OpenedMark revisionId={latest.id} />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <AuthorLeft notice={notice} />
          <RevisionCard notice={notice} against={comparedWith(notice, (await searchParams).against)} />
          {emergency ? <EmergencyReports state={emergency} /> : null}
          <Card title="规则核对" className="max-lg:order-1">
            <div className="md:[&>ul]:grid md:[&>ul]:grid-cols-2 md:[&>ul]:gap-x-6">
              <CheckList checks={notice.checks} />
            </div>
          </Card>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <div className="flex flex-col gap-4 max-lg:order-2">
            <ReviewActs notice={notice} place={place} />
          </div>
          <div className="flex flex-col gap-4 max-lg:order-3">
            <ReviewProgress notice={notice} />
            <AuthorRecordCard name={notice.authorName} record={notice.record} />
          </div>
        </div>
      </div>
    </>
  );
}
