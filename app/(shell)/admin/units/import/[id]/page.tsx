import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { BatchView } from '@/components/identity/imports/batch-view';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { importRowList } from '@/lib/identity/imports/list';
import { importBatch, listImportRows } from '@/lib/identity/imports/queries/batch';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '导入单位' };

type Props = { params: Promise<{ id: string }>; searchParams: Promise<SearchParams> };

export default async function UnitsImportPage({ params, searchParams }: Props) {
  const actor = await pageActor('units.manage');
  const id = idField.safeParse((await params).id).data;
  const batch = actor && id ? await importBatch(actor, id) : null;
  if (!(actor && batch) || batch.kind !== 'units') notFound();
  const state = parseList(importRowList, await searchParams);
  const page = await listImportRows(actor, batch.id, state);
  return (
    <>
      <PageHeader
        title="导入单位"
        note={batch.fileName}
        back={{ href: '/admin/units/import', label: '导入单位' }}
        crumb="制度 1.2"
      />
      <BatchView batch={batch} state={state} page={page} />
    </>
  );
}
