import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { MyTransfer } from '@/components/groups/transfers/my-transfer';
import { AllPages } from '@/components/identity/me/all-pages';
import { FactorCard } from '@/components/identity/me/factor-card';
import { MyGroups } from '@/components/identity/me/my-groups';
import { ChangePasswordForm } from '@/components/identity/me/password-form';
import { PreferencesForm } from '@/components/identity/me/preferences-form';
import { ProfileCard } from '@/components/identity/me/profile-card';
import { SessionsCard } from '@/components/identity/me/sessions-card';
import { SignInsCard } from '@/components/identity/me/sign-ins-card';
import { passwordHint } from '@/components/identity/password/hint';
import { OwnDataCard } from '@/components/identity/privacy/own-data-card';
import { SignOutButton } from '@/components/layout/sign-out-button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { myMemberships } from '@/lib/groups/queries/mine';
import { transfersOf } from '@/lib/groups/transfers/queries/list';
import { myAccount, myRoles, passwordRules } from '@/lib/identity/accounts/queries';
import { mySessions, mySignIns } from '@/lib/identity/sessions/queries';
import { navigationFor } from '@/lib/request/navigation';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '我的' };

export default async function MePage() {
  const actor = await pageActor('account.own');
  const account = actor && (await myAccount(actor));
  if (!account) notFound();
  const [held, memberships, sessions, signIns, rules, transfers] = await Promise.all([
    myRoles(actor),
    myMemberships(actor),
    mySessions(actor),
    mySignIns(actor),
    passwordRules(),
    transfersOf(actor, actor.personId ?? ''),
  ]);
  return (
    <>
      <PageHeader title="我的" />
      <div className="grid items-start gap-4 lg:grid-cols-[3fr_2fr]">
        <div className="grid gap-4">
          <AllPages nav={navigationFor(actor)} />
          <MyTransfer transfers={transfers} />
          <ProfileCard actor={actor} account={account} held={held} />
          <Card title="显示与操作">
            <PreferencesForm textSize={account.textSize} singleKeyDecisions={account.singleKeyDecisions} />
          </Card>
          <div className="md:hidden">
            <SignOutButton wide />
          </div>
          <MyGroups memberships={memberships} />
          <SignInsCard records={signIns} />
        </div>
        <div className="grid gap-4">
          <Card title="修改密码" id="password">
            <ChangePasswordForm hint={passwordHint(rules)} />
          </Card>
          <FactorCard enrolled={account.secondFactor} />
          <SessionsCard sessions={sessions} />
          <OwnDataCard />
        </div>
      </div>
    </>
  );
}
