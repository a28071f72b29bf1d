import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StartCards } from '@/components/identity/imports/start-cards';
import { PageHeader } from '@/components/ui/page-header';
import { importKeptDays, myImports } from '@/lib/identity/imports/queries/batch';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '导入人员' };

export default async function ImportPeoplePage() {
  const actor = await pageActor('people.manage');
  if (!actor) notFound();
  const [imports, days] = await Promise.all([myImports(actor, 'people'), importKeptDays(actor)]);
  return (
    <>
      <PageHeader title="导入人员" back={{ href: '/admin/people', label: '人员' }} crumb="制度 1.2" />
      <StartCards kind="people" imports={imports} keptDays={days} />
    </>
  );
}
