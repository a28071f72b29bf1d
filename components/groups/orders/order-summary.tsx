import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Deadline } from '@/components/ui/deadline';
import { formatShort } from '@/lib/core/time';
import { copiedText, kindsOfOrder } from '@/lib/groups/orders/kinds';
import type { OrderDetail } from '@/lib/groups/orders/queries/detail';
import { orderWorkflow } from '@/lib/groups/orders/states';
import { platformNames } from '@/lib/groups/rules';
import { OrderDetails } from './order-details';
import { OrderOutcome } from './order-outcome';
import { PhoneNumber } from './phone-number';
import { Screenshots } from './screenshots';

/** As whoever decided it has said; nothing where that was not recorded. */
function whyDropped({ events }: OrderDetail): string {
  const reason = events.findLast(({ action }) => action === 'order.drop')?.reason;
  return reason ? `：${reason}` : '';
}

/** By when it is to be done, who answered it when, and whether that was too late. */
function Standing({ order }: { order: OrderDetail }) {
  return (
    <>
      {order.deadline ? <Deadline dueAt={order.dueAt} {...order.deadline} withDate /> : null}
      {order.status === 'open' ? null : (
        <span className="text-muted">
          {order.statusByName} {formatShort(order.handledAt ?? order.statusAt)}
        </span>
      )}
      {order.handledAt && order.handledAt > order.dueAt ? <Badge tone="error">逾期办理</Badge> : null}
    </>
  );
}

/** What is asked for, by when, on whose decision, and how it was answered; `recalled`: the notice that it carries was taken back. */
export function OrderSummary({ order, recalled }: { order: OrderDetail; recalled: boolean }) {
  const { label, tone } = orderWorkflow.states[order.status];
  const decided =
    order.decidedByName && order.decidedAt
      ? `${order.decidedByName} ${formatShort(order.decidedAt)} ${order.kind === 'add' ? '审核通过' : '提交'}`
      : null;
  const { title, todo } = kindsOfOrder[order.kind];
  return (
    <Card>
      <p className="mb-1.5 flex flex-wrap items-center gap-2">
        <Badge tone={tone}>{label}</Badge>
        <Standing order={order} />
      </p>
      <p className="font-semibold text-lg">
        {title(order.groupName, order.personName ?? order.nickname ?? '成员')}
      </p>
      <p className="text-muted">
        {[`${platformNames[order.platform]}群`, decided, `制度 ${order.clause}`].filter(Boolean).join(' · ')}
      </p>
      {order.status === 'open' ? <p className="mt-2">{todo}</p> : null}
      {order.status === 'open' && order.detail.outcome ? (
        <p className="mt-2 font-medium text-success-ink">该突发事件已处置完毕，发出全文后请接着发处置结果</p>
      ) : null}
      {order.assignedToName && order.assignedAt ? (
        <p className="mt-2">
          {formatShort(order.assignedAt)} 已转交{order.assignedToName}办理：{order.assignedReason}
        </p>
      ) : null}
      {order.failReason ? <p className="mt-2">未办成原因：{order.failReason}</p> : null}
      {order.droppedAt ? (
        <p className="mt-2">
          {formatShort(order.droppedAt)} 决定不再办理{whyDropped(order)}
        </p>
      ) : null}
      {recalled && order.kind === 'post' ? (
        <p className="mt-2 font-medium text-error-ink">信息已召回，不要再发到群里</p>
      ) : null}
      {order.screenshots.length ? (
        <div className="mt-3">
          <Screenshots pictures={order.screenshots} />
        </div>
      ) : null}
    </Card>
  );
}

/** The person or the text, with what is to be copied and the number to find him by. */
export function OrderPerson({ order }: { order: OrderDetail }) {
  const { copy } = kindsOfOrder[order.kind];
  const text = copiedText(order);
  return (
    <Card
      title={copy?.from === 'text' ? copy.label : '人员'}
      hint={[order.unitName, order.duty].filter(Boolean).join(' · ')}
    >
      {text ? (
        <div className="flex items-start gap-3">
          <div className="min-w-0 flex-1">
            <p className="whitespace-pre-wrap break-words font-medium text-base">{text}</p>
            {copy?.from === 'nickname' ? <p className="text-muted text-xs">群昵称，制度 2.1.2</p> : null}
          </div>
          {copy?.from === 'nickname' || order.status === 'open' ? (
            <CopyButton text={text} subject={copy?.label ?? ''} framed />
          ) : null}
        </div>
      ) : null}
      <OrderDetails kind={order.kind} detail={order.detail} />
      <OrderOutcome outcome={order.detail.outcome} copied={order.status === 'open'} />
      {order.kind === 'add' ? (
        <div className="mt-3 border-base-300 border-t pt-3">
          {order.phoneMasked ? (
            <PhoneNumber orderId={order.id} masked={order.phoneMasked} mayReveal={order.may.reveal} />
          ) : (
            <span className="text-muted">未登记手机号</span>
          )}
        </div>
      ) : null}
    </Card>
  );
}
