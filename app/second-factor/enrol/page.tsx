import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { MyFactorPanel } from '@/components/identity/factors/my-factor';
import { CalmPage } from '@/components/layout/calm-page';
import { SignOutButton } from '@/components/layout/sign-out-button';
import { myFactor } from '@/lib/identity/factors/queries';
import { returnPath } from '@/lib/request/return-path';
import { currentActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '设置动态口令' };

type EnrolPageProps = { searchParams: Promise<{ next?: string | string[] }> };

/** Where a role leads that asks for a second factor, and nowhere else until there is one. It stays to show the codes. */
export default async function EnrolPage({ searchParams }: EnrolPageProps) {
  const next = returnPath((await searchParams).next);
  const actor = await currentActor();
  if (actor.mustFirst === 'password') redirect('/password');
  const factor = await myFactor(actor);
  if (!factor) redirect('/login');
  // Set up in another browser: this session has not shown it.
  const elsewhere = actor.mustFirst === 'second_factor' && factor.enrolledAt !== null;
  return (
    <CalmPage title="设置动态口令">
      {actor.mustFirst ? (
        <p>
          {actor.name}，
          {elsewhere
            ? '您已启用动态口令。请退出后重新登录，并输入动态口令。'
            : '您的账号登录须用动态口令。请先设置，只需做一次。'}
        </p>
      ) : null}
      {elsewhere ? null : (
        <div className="mt-4 text-base-content">
          <MyFactorPanel factor={factor} next={next} />
        </div>
      )}
      <div className="mt-4 flex justify-end">
        <SignOutButton />
      </div>
    </CalmPage>
  );
}
