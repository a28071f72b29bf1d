import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { ImportForm } from '@/components/screening/import-form';
import { ScreeningTabs } from '@/components/screening/screening-tabs';
import { PageHeader } from '@/components/ui/page-header';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '导入词条' };

export default async function ImportWordsPage() {
  const actor = await pageActor('screening.manage');
  if (!actor) notFound();
  return (
    <>
      <PageHeader title="导入词条" crumb="系统 / 制度 1.3.3、5.1" note="先核对，确认后才写入" />
      <ScreeningTabs current="/import" />
      <ImportForm />
    </>
  );
}
