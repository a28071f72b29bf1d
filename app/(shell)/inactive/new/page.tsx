import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { StartForm } from '@/components/groups/inactive/start-form';
import { PageHeader } from '@/components/ui/page-header';
import { previewSweep } from '@/lib/groups/inactive/queries/sweeps';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '发起清理' };

export default async function NewSweepPage() {
  const actor = await pageActor('inactive.start');
  const preview = actor && (await previewSweep(actor));
  if (!preview) notFound();
  return (
    <>
      <PageHeader
        title="发起清理"
        back={{ href: '/inactive', label: '不活跃成员清理' }}
        crumb="发起后询问各单位负责人，制度 2.2.1c"
      />
      <StartForm preview={preview} />
    </>
  );
}
