import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { History } from '@/components/groups/orders/history';
import { OrderActs } from '@/components/groups/orders/order-acts';
import { OrderPerson, OrderSummary } from '@/components/groups/orders/order-summary';
import { PageHeader } from '@/components/ui/page-header';
import { PageLink } from '@/components/ui/page-link';
import { idField } from '@/lib/core/id';
import { originNames } from '@/lib/groups/orders/kinds';
import { orderDetail } from '@/lib/groups/orders/queries/detail';
import { officeNames } from '@/lib/groups/orders/queries/recipients';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '群内办理单' };

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('orders.view');
  const id = idField.safeParse((await params).id);
  const order = actor && id.success ? await orderDetail(actor, id.data) : null;
  if (!(actor && order)) notFound();
  const office = order.may.reassign ? await officeNames(actor) : [];
  const origin = order.requestNumber ? `来自申请 ${order.requestNumber}` : originNames[order.originType];
  return (
    <>
      <PageHeader
        title="群内办理单"
        back={{ href: '/orders', label: '群内办理单' }}
        crumb={
          order.may.openRequest ? (
            <PageLink href={`/membership/${order.originId}`} className="text-link hover:underline">
              {origin}
            </PageLink>
          ) : (
            origin
          )
        }
        note={order.number}
      />
      <div className="grid items-start gap-4 lg:grid-cols-[1fr_22rem]">
        <div className="flex min-w-0 flex-col gap-4">
          <OrderSummary order={order} />
          <OrderPerson order={order} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <OrderActs order={order} office={office} />
          <History events={order.events} />
        </div>
      </div>
    </>
  );
}
