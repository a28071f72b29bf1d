import { Screenshots } from '@/components/groups/orders/screenshots';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { Deadline } from '@/components/ui/deadline';
import { PageLink } from '@/components/ui/page-link';
import { formatShort } from '@/lib/core/time';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';
import { orderWorkflow } from '@/lib/groups/orders/states';
import type { RequestDetail } from '@/lib/groups/requests/queries/detail';

type Order = RequestDetail['orders'][number];

/** The orders that came of a request, latest last. */
export function RequestOrders({ request }: { request: RequestDetail }) {
  if (!request.orders.length) return null;
  return (
    <Card title="群内办理单" padded={false}>
      <ul className="divide-y divide-base-300">
        {request.orders.map((order) => (
          <li key={order.id} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2.5">
            <OrderName order={order} linked={request.may.openOrders} />
            <OrderState order={order} />
            <div className="w-full empty:hidden">
              <Screenshots pictures={order.screenshots} />
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function OrderName({ order, linked }: { order: Order; linked: boolean }) {
  const text = `${order.number} ${kindsOfOrder[order.kind].name}`;
  if (!linked) return <span>{text}</span>;
  return (
    <PageLink href={`/orders/${order.id}`} className="text-link hover:underline">
      {text}
    </PageLink>
  );
}

function OrderState({ order }: { order: Order }) {
  const { label, tone } = orderWorkflow.states[order.status];
  return (
    <>
      <Badge tone={tone}>{label}</Badge>
      <span className="ml-auto">
        {order.deadline ? (
          <Deadline dueAt={order.dueAt} {...order.deadline} />
        ) : (
          <span className="text-muted">
            {order.statusByName} {formatShort(order.handledAt ?? order.statusAt)}
          </span>
        )}
      </span>
      {order.failReason ? <span className="w-full text-muted">未办成：{order.failReason}</span> : null}
    </>
  );
}
