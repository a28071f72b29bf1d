import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { AllDelegations } from '@/components/identity/delegations/all-delegations';
import { DelegateOwnForm } from '@/components/identity/delegations/delegate-form';
import { DelegationRows } from '@/components/identity/delegations/delegation-rows';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { now } from '@/lib/core/clock';
import { parseList, type SearchParams } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { delegationList } from '@/lib/identity/delegations/list';
import { delegationRights, listDelegations, ownDelegations } from '@/lib/identity/delegations/queries';
import { requireActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '职责委托' };

export default async function DelegationPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await requireActor();
  const { own, enter } = delegationRights(actor);
  const { given, taken } = await ownDelegations(actor);
  if (!(own.length || enter || given.length || taken.length)) notFound();
  const today = officeDay(now());
  const state = parseList(delegationList, await searchParams);
  return (
    <>
      <PageHeader title="职责委托" crumb="审核职责可在一段时间内委托他人代行，决定记为「代」" />
      <div className="flex flex-col gap-6">
        {own.length ? (
          <Card title="委托他人" className="max-w-2xl">
            <DelegateOwnForm roles={own} today={today} />
          </Card>
        ) : null}
        {own.length || given.length ? (
          <section>
            <h2 className="mb-2 font-medium">我委托的</h2>
            <DelegationRows caption="我委托的" rows={given} empty={{ title: '还没有委托过他人' }} />
          </section>
        ) : null}
        {taken.length ? (
          <section>
            <h2 className="mb-2 font-medium">我受托的</h2>
            <DelegationRows caption="我受托的" rows={taken} empty={{ title: '没有受托的职责' }} />
          </section>
        ) : null}
        {enter ? (
          <AllDelegations page={await listDelegations(actor, state)} state={state} today={today} />
        ) : null}
      </div>
    </>
  );
}
