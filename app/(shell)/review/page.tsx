import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ListToolbar } from '@/components/list/list-toolbar';
import { QueueTable } from '@/components/notices/review/queue-table';
import { QueueTabs } from '@/components/notices/review/queue-tabs';
import { PageHeader } from '@/components/ui/page-header';
import type { Actor } from '@/lib/access/actor';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { inOrder, reviewList } from '@/lib/notices/review/list';
import { mayOversee } from '@/lib/notices/review/policy';
import { hasQueue, listQueue, queueCounts } from '@/lib/notices/review/queries/queue';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '审核队列' };

/** A bare address shows what waits for the reader; to the Office everything that is under review. */
const opening = (actor: Actor): SearchParams => (mayOversee(actor).allowed ? {} : { show: 'me' });

const filters = ['category', 'major', 'overdue'].map((key) => ({
  key,
  label: reviewList.filters[key]?.label ?? '',
  choices: reviewList.filters[key]?.choices ?? [],
  single: key === 'overdue',
}));

export default async function ReviewQueuePage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('notices.review_assigned');
  if (!(actor && (await hasQueue(actor)))) notFound();
  const asked = await searchParams;
  const state = inOrder(parseList(reviewList, Object.keys(asked).length ? asked : opening(actor)));
  const [page, counts] = await Promise.all([listQueue(actor, state), queueCounts(actor)]);
  return (
    <>
      <PageHeader title="审核队列" crumb="信息发布 / 制度 3.4.1、3.4.2" />
      <QueueTabs state={state} counts={counts} />
      <ListToolbar
        base="/review"
        state={state}
        total={page}
        search="搜标题、编号、起草人"
        filters={filters}
        sorts={[
          state.sort === 'decided' ? { key: 'decided', label: '审核时间' } : { key: 'due', label: '时限' },
        ]}
        exportName={reviewList.name}
      />
      <QueueTable state={state} page={page} />
    </>
  );
}
