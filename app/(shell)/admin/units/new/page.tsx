import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { NewUnitForm } from '@/components/identity/units/unit-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '新增单位' };

export default async function NewUnitPage() {
  const actor = await pageActor('units.manage');
  if (!actor) notFound();
  return (
    <>
      <PageHeader title="新增单位" back={{ href: '/admin/units', label: '单位' }} crumb="制度 1.2" />
      <Card className="max-w-2xl">
        <NewUnitForm />
      </Card>
    </>
  );
}
