import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { passwordHint } from '@/components/identity/password/hint';
import { SetupForm } from '@/components/identity/setup/setup-form';
import { CalmPage } from '@/components/layout/calm-page';
import { passwordRules } from '@/lib/identity/accounts/queries';
import { theStreet } from '@/lib/identity/setup/queries';

export const metadata: Metadata = { title: '初始化' };

/** Once: as soon as there is a street, there is no such page. */
export default async function SetupPage() {
  if (await theStreet()) notFound();
  const hint = passwordHint(await passwordRules());
  return (
    <CalmPage title="初始化">
      <p className="mb-4">本系统还没有街道资料。请由启动系统的人员填写，完成后此页不再出现。</p>
      <div className="text-base-content">
        <SetupForm passwordHint={hint} />
      </div>
    </CalmPage>
  );
}
