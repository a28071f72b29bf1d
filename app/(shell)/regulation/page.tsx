import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ChapterCard } from '@/components/regulation/chapter-card';
import { ClauseSearch } from '@/components/regulation/clause-search';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import type { SearchParams } from '@/lib/core/paging';
import { type ClauseState, findClauses } from '@/lib/regulation/rules';
import { pageActor } from '@/lib/request/viewer';
import { thresholdsInForce } from '@/lib/settings/queries';

export const metadata: Metadata = { title: '制度条款' };

const states: readonly ClauseState[] = ['enabled', 'disabled'];

export default async function RegulationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('regulation.view');
  const thresholds = actor ? await thresholdsInForce(actor) : null;
  if (!thresholds) notFound();
  const search = await searchParams;
  const q = typeof search.q === 'string' ? search.q.trim().slice(0, 50) : '';
  const state = states.find((known) => known === search.state) ?? null;
  const chapters = findClauses(q, state);
  return (
    <>
      <PageHeader
        title="制度条款"
        note={`版本：${thresholds.version}　施行日期：${thresholds.effectiveOn}`}
        crumb="工作群管理制度，由街道办公室负责解释"
      />
      <ClauseSearch q={q} state={state} />
      <div className="flex flex-col gap-4">
        {chapters.map((chapter) => (
          <ChapterCard key={chapter.number} chapter={chapter} thresholds={thresholds.byClause} />
        ))}
        {chapters.length === 0 ? (
          <Card>
            <EmptyState title="没有符合条件的条款" hint="可以换一个词，或查看全部条款。" />
          </Card>
        ) : null}
      </div>
    </>
  );
}
