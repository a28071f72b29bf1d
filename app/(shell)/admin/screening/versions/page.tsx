import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ScreeningTabs } from '@/components/screening/screening-tabs';
import { VersionTable } from '@/components/screening/version-table';
import { PageHeader } from '@/components/ui/page-header';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { versionList } from '@/lib/dictionaries/list';
import { listVersions } from '@/lib/dictionaries/queries/versions';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '词库版本' };

export default async function VersionsPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('screening.manage');
  if (!actor) notFound();
  const state = parseList(versionList, await searchParams);
  return (
    <>
      <PageHeader title="词库版本" crumb="系统 / 制度 1.3.3、5.1" />
      <ScreeningTabs current="/versions" />
      <VersionTable state={state} page={await listVersions(actor, state)} />
    </>
  );
}
