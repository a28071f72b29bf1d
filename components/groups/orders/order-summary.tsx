import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Deadline } from '@/components/ui/deadline';
import { formatShort } from '@/lib/core/time';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';
import type { OrderDetail } from '@/lib/groups/orders/queries/detail';
import { orderWorkflow } from '@/lib/groups/orders/states';
import { platformNames } from '@/lib/groups/rules';
import { PhoneNumber } from './phone-number';

/** What is asked for, by when, on whose decision. */
export function OrderSummary({ order }: { order: OrderDetail }) {
  const { label, tone } = orderWorkflow.states[order.status];
  const decided =
    order.decidedByName && order.decidedAt
      ? `${order.decidedByName} ${formatShort(order.decidedAt)} ${order.kind === 'add' ? '审核通过' : '提交'}`
      : null;
  return (
    <Card>
      <p className="mb-1.5 flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        {order.deadline ? (
          <Deadline dueAt={order.dueAt} {...order.deadline} withDate />
        ) : (
          <span className="text-muted">
            {order.statusByName} {formatShort(order.handledAt ?? order.statusAt)}
          </span>
        )}
      </p>
      <p className="font-semibold text-lg">
        {kindsOfOrder[order.kind].title(order.groupName, order.personName ?? '成员')}
      </p>
      <p className="text-muted">
        {[`${platformNames[order.platform]}群`, decided, `制度 ${order.clause}`].filter(Boolean).join(' · ')}
      </p>
      {order.failReason ? <p className="mt-2">未办成原因：{order.failReason}</p> : null}
    </Card>
  );
}

/** The person, with the nickname to copy and the number to find him by. */
export function OrderPerson({ order }: { order: OrderDetail }) {
  const nickname = order.nickname ?? '';
  return (
    <Card title="人员" hint={[order.unitName, order.duty].filter(Boolean).join(' · ')}>
      <div className="flex items-center gap-3">
        <div className="min-w-0 flex-1">
          <p className="font-medium text-base">{nickname}</p>
          <p className="text-muted text-xs">群昵称，制度 2.1.2</p>
        </div>
        <CopyButton text={nickname} subject="群昵称" framed />
      </div>
      <div className="mt-3 border-base-300 border-t pt-3">
        {order.phoneMasked ? (
          <PhoneNumber orderId={order.id} masked={order.phoneMasked} mayReveal={order.may.reveal} />
        ) : (
          <span className="text-muted">未登记手机号</span>
        )}
      </div>
    </Card>
  );
}
