import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ChangePasswordForm } from '@/components/identity/me/password-form';
import { FirstPasswordForm } from '@/components/identity/password/first-password-form';
import { passwordHint } from '@/components/identity/password/hint';
import { CalmPage } from '@/components/layout/calm-page';
import { SignOutButton } from '@/components/layout/sign-out-button';
import { hasPassword, passwordRules } from '@/lib/identity/accounts/queries';
import { returnPath } from '@/lib/request/return-path';
import { currentActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '设置新密码' };

type PasswordPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** Where a one-time code leads, and a password that has grown too old, and nowhere else until it is done. */
export default async function PasswordPage({ searchParams }: PasswordPageProps) {
  const next = returnPath((await searchParams).next);
  const actor = await currentActor();
  if (!actor.personId) redirect('/login');
  if (actor.mustFirst !== 'password') redirect(next);
  const [rules, expired] = await Promise.all([passwordRules(), hasPassword(actor)]);
  const hint = passwordHint(rules);
  return (
    <CalmPage title="设置新密码">
      <p className="mb-4">
        {actor.name}，
        {expired
          ? '您的密码已到更换的时候。请设置新密码，然后继续。'
          : '您是用一次性登录码进入的。请设置自己的密码，今后用它登录。'}
      </p>
      <div className="text-base-content">
        {expired ? (
          <ChangePasswordForm hint={hint} next={next} />
        ) : (
          <FirstPasswordForm hint={hint} next={next} />
        )}
      </div>
      <div className="mt-4 flex justify-end">
        <SignOutButton />
      </div>
    </CalmPage>
  );
}
