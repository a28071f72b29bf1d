import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { History } from '@/components/groups/orders/history';
import { OrderActs } from '@/components/groups/orders/order-acts';
import { OrderPerson, OrderSummary } from '@/components/groups/orders/order-summary';
import { Attachments } from '@/components/notices/attachments/attachments';
import { TextLink } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import { idField } from '@/lib/core/id';
import { originNames } from '@/lib/groups/orders/kinds';
import { type OrderDetail, orderDetail } from '@/lib/groups/orders/queries/detail';
import { officeNames } from '@/lib/groups/orders/queries/recipients';
import { carriedNotice } from '@/lib/notices/delivery/queries';
import { pageActor } from '@/lib/request/viewer';

export const metadata: Metadata = { title: '群内办理单' };

/** What it came from, with the way there for whoever may go it. */
function originOf(order: OrderDetail, notice: { id: string; number: string } | null) {
  if (notice) return { label: `来自信息 ${notice.number}`, href: `/notices/${notice.id}` };
  const { requestNumber, originType, originId, may } = order;
  if (!requestNumber) return { label: originNames[originType] };
  return {
    label: `来自申请 ${requestNumber}`,
    href: may.openRequest ? `/membership/${originId}` : undefined,
  };
}

export default async function OrderPage({ params }: { params: Promise<{ id: string }> }) {
  const actor = await pageActor('orders.view');
  const id = idField.safeParse((await params).id);
  const order = actor && id.success ? await orderDetail(actor, id.data) : null;
  if (!(actor && order)) notFound();
  const [office, notice] = await Promise.all([
    order.may.reassign ? officeNames(actor) : [],
    order.originType === 'delivery' ? carriedNotice(actor, order.originId) : null,
  ]);
  const origin = originOf(order, notice);
  return (
    <>
      <PageHeader
        title="群内办理单"
        back={{ href: '/orders', label: '群内办理单' }}
        crumb={origin.href ? <TextLink href={origin.href}>{origin.label}</TextLink> : origin.label}
        note={order.number}
      />
      {/* On a phone the receipt stands above the navigation, and nothing may lie under it. */}
      <div
        className={`grid items-start gap-4 lg:grid-cols-[1fr_22rem] ${order.may.handle ? 'max-md:pb-24' : ''}`}
      >
        <div className="flex min-w-0 flex-col gap-4">
          <OrderSummary order={order} recalled={notice?.recalled === true} />
          <OrderPerson order={order} />
          {order.kind === 'post' && notice?.attachments.length ? (
            <Card title="附件" hint={order.status === 'open' ? '请下载后一并发到群里' : undefined}>
              <Attachments files={notice.attachments} gone={notice.recalled} />
            </Card>
          ) : null}
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <OrderActs order={order} office={office} />
          <History events={order.events} />
        </div>
      </div>
    </>
  );
}
