import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { SecondStepForm } from '@/components/identity/factors/second-step-form';
import { CalmPage } from '@/components/layout/calm-page';
import { returnPath } from '@/lib/request/return-path';
import { currentActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '输入动态口令' };

type SecondFactorPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** The second step of signing in, for whoever has just shown the password of an account with a second factor. */
export default async function SecondFactorPage({ searchParams }: SecondFactorPageProps) {
  const next = returnPath((await searchParams).next);
  const { awaiting, personId } = await currentActor();
  if (!awaiting) redirect(personId ? next : '/login');
  return (
    <CalmPage title="输入动态口令">
      <p className="mb-4">{awaiting.name}，密码正确。请再输入手机上的动态口令。</p>
      <div className="text-base-content">
        <SecondStepForm next={next} />
      </div>
    </CalmPage>
  );
}
