import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BatchFacts } from '@/components/groups/joining/batch-facts';
import { BatchTable } from '@/components/groups/joining/batch-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { batchList } from '@/lib/groups/joining/list';
import { batchLines, batchSummary } from '@/lib/groups/joining/queries/batch';
import { seesEvidence } from '@/lib/groups/requests/queries/rows';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '同批申请' };

interface BatchPageProps {
  params: Promise<{ id: string }>;
  searchParams: Promise<SearchParams>;
}

export default async function BatchPage({ params, searchParams }: BatchPageProps) {
  const actor = await pageActor('membership.view');
  const id = idField.safeParse((await params).id);
  const summary = actor && id.success ? await batchSummary(actor, id.data) : null;
  if (!(actor && id.success && summary)) notFound();
  const base = `/membership/batch/${id.data}`;
  const state = parseList(batchList, await searchParams);
  const page = await batchLines(actor, id.data, state);
  const { label = '', choices = [] } = batchList.filters.status ?? {};
  return (
    <>
      <PageHeader title="同批申请" back={{ href: '/membership', label: '入群退群申请' }} crumb="制度 2.1.1" />
      <BatchFacts summary={summary} />
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="人"
        filters={[{ key: 'status', label, choices }]}
      />
      <BatchTable base={base} state={state} page={page} may={{ seeEvidence: seesEvidence(actor) }} />
    </>
  );
}
