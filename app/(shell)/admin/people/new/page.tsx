import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewPersonForm } from '@/components/identity/people/person-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { unitChoices } from '@/lib/identity/units/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '新增人员' };

export default async function NewPersonPage() {
  const actor = await pageActor('people.manage');
  if (!actor) notFound();
  return (
    <>
      <PageHeader title="新增人员" back={{ href: '/admin/people', label: '人员' }} crumb="制度 1.2" />
      <Card className="max-w-2xl">
        <NewPersonForm units={await unitChoices(actor)} />
      </Card>
    </>
  );
}
