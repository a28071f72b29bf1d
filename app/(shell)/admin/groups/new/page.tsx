import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewGroupForm } from '@/components/groups/new-group-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { unitChoices } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '新建工作群' };

export default async function NewGroupPage() {
  const actor = await pageActor('groups.manage');
  if (!actor) notFound();
  return (
    <>
      <PageHeader
        title="新建工作群"
        back={{ href: '/admin/groups', label: '工作群管理' }}
        crumb="制度 2.2.1a"
      />
      <Card className="max-w-2xl">
        <NewGroupForm units={await unitChoices(actor)} />
      </Card>
    </>
  );
}
