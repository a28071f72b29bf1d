import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { SetupForm } from '@/components/identity/setup/setup-form';
import { CalmPage } from '@/components/layout/calm-page';
import { shortestPassword } from '@/lib/identity/accounts/queries';
import { theStreet } from '@/lib/identity/setup/queries';

export const metadata: Metadata = { title: '初始化' };

/** Once: as soon as there is a street, there is no such page. */
export default async function SetupPage() {
  if (await theStreet()) notFound();
  const shortest = await shortestPassword();
  return (
    <CalmPage title="初始化">
      <p className="mb-4">本系统还没有街道资料。请由启动系统的人员填写，完成后此页不再出现。</p>
      <div className="text-base-content">
        <SetupForm shortest={shortest} />
      </div>
    </CalmPage>
  );
}
