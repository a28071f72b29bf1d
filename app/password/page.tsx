import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { FirstPasswordForm } from '@/components/identity/password/first-password-form';
import { CalmPage } from '@/components/layout/calm-page';
import { SignOutButton } from '@/components/layout/sign-out-button';
import { shortestPassword } from '@/lib/identity/accounts/queries';
import { currentActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '设置新密码' };

/** Where a one-time code leads, and nowhere else until it is done. */
export default async function PasswordPage() {
  const actor = await currentActor();
  if (!actor.personId) redirect('/login');
  if (actor.mustFirst !== 'password') redirect('/');
  const shortest = await shortestPassword();
  return (
    <CalmPage title="设置新密码">
      <p className="mb-4">{actor.name}，您是用一次性登录码进入的。请设置自己的密码，今后用它登录。</p>
      <div className="text-base-content">
        <FirstPasswordForm shortest={shortest} />
      </div>
      <div className="mt-4 flex justify-end">
        <SignOutButton />
      </div>
    </CalmPage>
  );
}
