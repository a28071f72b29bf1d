import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { TransferForm } from '@/components/groups/transfers/transfer-form';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { now } from '@/lib/core/clock';
import { idField } from '@/lib/core/id';
import type { SearchParams } from '@/lib/core/paging';
import { officeDay } from '@/lib/core/time';
import { personToPropose } from '@/lib/groups/requests/queries/form';
import { unitsToMoveTo } from '@/lib/groups/transfers/queries/form';
import { latestDay } from '@/lib/groups/transfers/rules';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '办理工作变动' };

export default async function NewTransferPage({ searchParams }: { searchParams: Promise<SearchParams> }) {
  const actor = await pageActor('membership.submit');
  if (!actor) notFound();
  const person = idField.safeParse((await searchParams).person);
  const at = now();
  const [units, chosen] = await Promise.all([
    unitsToMoveTo(actor),
    person.success ? personToPropose(actor, person.data) : null,
  ]);
  return (
    <>
      <PageHeader
        title="办理工作变动"
        back={{ href: '/membership/transfer', label: '工作变动' }}
        crumb="到生效日期换单位，并下达办理单，制度 2.3.1"
      />
      <Card className="max-w-3xl">
        <TransferForm person={chosen} units={units} today={officeDay(at)} latest={latestDay(at)} />
      </Card>
    </>
  );
}
