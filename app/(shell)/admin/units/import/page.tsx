import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StartCards } from '@/components/identity/imports/start-cards';
import { PageHeader } from '@/components/ui/page-header';
import { importKeptDays, myImports } from '@/lib/identity/imports/queries/batch';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '导入单位' };

export default async function ImportUnitsPage() {
  const actor = await pageActor('units.manage');
  if (!actor) notFound();
  const [imports, days] = await Promise.all([myImports(actor, 'units'), importKeptDays(actor)]);
  return (
    <>
      <PageHeader title="导入单位" back={{ href: '/admin/units', label: '单位' }} crumb="制度 1.2" />
      <StartCards kind="units" imports={imports} keptDays={days} />
    </>
  );
}
