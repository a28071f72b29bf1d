import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { History } from '@/components/groups/orders/history';
import { NextRequestCard } from '@/components/groups/requests/next-request';
import { RequestActs } from '@/components/groups/requests/request-acts';
import { RequestFacts } from '@/components/groups/requests/request-facts';
import { RequestOrders } from '@/components/groups/requests/request-orders';
import { RequestSteps } from '@/components/groups/requests/request-steps';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { requestDetail } from '@/lib/groups/requests/queries/detail';
import { nextToDecide } from '@/lib/groups/requests/queries/next';
import { shownState } from '@/lib/groups/requests/states';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '入群退群申请' };

export default async function RequestPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('membership.view');
  const id = idField.safeParse((await params).id);
  const request = actor && id.success ? await requestDetail(actor, id.data) : null;
  if (!(actor && request)) notFound();
  const decidedByReader = request.decidedBy !== null && request.decidedBy === actor.personId;
  const { label, tone } = shownState(request, request.orders.at(-1)?.status);
  return (
    <>
      <PageHeader
        title={`申请 ${request.number}`}
        back={{ href: '/membership', label: '入群退群申请' }}
        crumb={request.kind === 'join' ? '入群，制度 2.1.1' : '退群，制度 2.3.1'}
        note={<Badge tone={tone}>{label}</Badge>}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          {/* On a phone whoever decides reads what is asked and decides, before where it stands. */}
          <Card className={request.may.decide ? 'max-lg:order-2' : ''}>
            <p className="mb-4 font-medium text-base">
              {request.personName}（{request.unitName}）{request.kind === 'join' ? '申请加入' : '退出'}「
              {request.groupName}」
            </p>
            <RequestSteps request={request} />
          </Card>
          <RequestFacts request={request} />
          <div className="max-lg:order-2 empty:hidden">
            <RequestOrders request={request} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <div className="max-lg:order-1 empty:hidden">
            {decidedByReader ? <NextRequestCard next={await nextToDecide(actor)} /> : null}
          </div>
          <div className="max-lg:order-1 empty:hidden">
            <RequestActs request={request} />
          </div>
          <div className="max-lg:order-3">
            <History events={request.events} />
          </div>
        </div>
      </div>
    </>
  );
}
