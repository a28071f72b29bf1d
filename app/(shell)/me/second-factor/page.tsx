import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MyFactorPanel } from '@/components/identity/factors/my-factor';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { myFactor } from '@/lib/identity/factors/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '动态口令' };

export default async function MySecondFactorPage() {
  const actor = await pageActor('account.own');
  const factor = actor && (await myFactor(actor));
  if (!factor) notFound();
  return (
    <>
      <PageHeader title="动态口令" back={{ href: '/me', label: '我的' }} />
      <Card className="max-w-xl">
        <MyFactorPanel factor={factor} />
      </Card>
    </>
  );
}
