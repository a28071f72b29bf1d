import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AddWordForm } from '@/components/screening/add-word-form';
import { ScreeningTabs } from '@/components/screening/screening-tabs';
import { WordTable } from '@/components/screening/word-table';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { wordList } from '@/lib/dictionaries/list';
import { listWords } from '@/lib/dictionaries/queries/words';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '筛查词库' };

export default async function WordsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('screening.manage');
  if (!actor) notFound();
  const state = parseList(wordList, await searchParams);
  const page = await listWords(actor, state);
  return (
    <>
      <PageHeader title="筛查词库" crumb="系统 / 制度 1.3.3、5.1" note="每次改动生成一个版本，可查可恢复" />
      <ScreeningTabs current="/words" />
      <div className="grid items-start gap-4 xl:grid-cols-[1fr_20rem]">
        <div className="min-w-0">
          <WordTable state={state} page={page} />
        </div>
        <Card title="新增词条">
          <AddWordForm />
        </Card>
      </div>
    </>
  );
}
