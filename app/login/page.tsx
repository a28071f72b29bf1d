import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { demoPassword, demoUsernames } from '@/components/identity/login/demo-accounts';
import { LoginForm } from '@/components/identity/login/login-form';
import { SignedOut } from '@/components/identity/login/signed-out';
import { CalmPage } from '@/components/layout/calm-page';
import { roles } from '@/lib/access/roles';
import { demonstrationAccounts, theStreet } from '@/lib/identity/setup/queries';
import { returnPath } from '@/lib/request/return-path';
import { currentActor, sessionEnd } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '登录' };

type LoginPageProps = { searchParams: Promise<{ next?: string | string[] }> };

export default async function LoginPage({ searchParams }: LoginPageProps) {
  const next = returnPath((await searchParams).next);
  if ((await currentActor()).personId) redirect(next);
  const [street, end] = await Promise.all([theStreet(), sessionEnd()]);
  if (!street) redirect('/setup');
  const accounts = street.demonstration ? await demonstrationAccounts(demoUsernames) : [];
  const demo = {
    password: demoPassword,
    accounts: accounts.map((account) => ({
      ...account,
      roles: account.roles.length ? account.roles.map((role) => roles[role]).join('、') : roles.member,
    })),
  };
  return (
    <CalmPage title="登录">
      <p className="mb-4">{street.name} · 工作群治理平台</p>
      <div className="flex flex-col gap-4 text-base-content">
        {end ? <SignedOut end={end} back={next !== '/'} /> : null}
        <LoginForm next={next} demo={street.demonstration ? demo : null} />
      </div>
    </CalmPage>
  );
}
