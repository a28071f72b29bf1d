import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { EmergencyForm } from '@/components/notices/emergency/emergency-form';
import { Card } from '@/components/ui/card';
import { EmptyState } from '@/components/ui/empty-state';
import { PageHeader } from '@/components/ui/page-header';
import { emergencyForm } from '@/lib/notices/emergency/queries/form';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '发布突发事件' };

export default async function EmergencyPage() {
  const actor = await pageActor('notices.emergency');
  const offered = actor ? await emergencyForm(actor) : null;
  if (!offered) notFound();
  return (
    <>
      <PageHeader title="发布突发事件" crumb="制度 3.1.3" back={{ href: '/notices', label: '信息发布' }} />
      <Card className="max-w-2xl">
        {offered.groups.length ? (
          <EmergencyForm offered={offered} />
        ) : (
          <EmptyState title="没有可以发布的群" hint="请街道办公室先建群" />
        )}
      </Card>
    </>
  );
}
