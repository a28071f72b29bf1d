import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { History } from '@/components/groups/orders/history';
import { CancelTransfer } from '@/components/groups/transfers/cancel-transfer';
import { TransferFacts } from '@/components/groups/transfers/transfer-facts';
import { TransferRequests } from '@/components/groups/transfers/transfer-requests';
import { TransferSteps } from '@/components/groups/transfers/transfer-steps';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { mayAtAll } from '@/lib/access/may';
import { idField } from '@/lib/core/id';
import { transferDetail } from '@/lib/groups/transfers/queries/detail';
import { transferWorkflow } from '@/lib/groups/transfers/states';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '工作变动' };

export default async function TransferPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('membership.view');
  const id = idField.safeParse((await params).id);
  const transfer = actor && id.success ? await transferDetail(actor, id.data) : null;
  if (!(actor && transfer)) notFound();
  const { label, tone } = transferWorkflow.states[transfer.status];
  const listed = mayAtAll(actor, 'membership.submit');
  return (
    <>
      <PageHeader
        title={`${transfer.personName} 工作变动`}
        back={
          listed
            ? { href: '/membership/transfer', label: '工作变动' }
            : { href: '/membership', label: '入群退群申请' }
        }
        crumb="制度 2.3.1"
        note={<Badge tone={tone}>{label}</Badge>}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <Card>
            <p className="mb-4 font-medium text-base">
              {transfer.personName}由{transfer.fromUnit}调往{transfer.toUnit}
            </p>
            <TransferSteps transfer={transfer} />
          </Card>
          <TransferFacts transfer={transfer} />
          <TransferRequests transfer={transfer} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {transfer.may.cancel ? <CancelTransfer id={transfer.id} version={transfer.version} /> : null}
          <History events={transfer.events} />
        </div>
      </div>
    </>
  );
}
