import Link from 'next/link';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/copy-button';
import { Deadline } from '@/components/ui/deadline';
import type { OrderRow } from '@/lib/groups/orders/list';

/** What is shown of an order where it is worked off together with others. */
export type Line = Pick<
  OrderRow,
  | 'id'
  | 'version'
  | 'kind'
  | 'groupId'
  | 'groupName'
  | 'platform'
  | 'number'
  | 'personName'
  | 'phoneMasked'
  | 'nickname'
> &
  Pick<OrderRow, 'dueAt' | 'deadline' | 'mine' | 'administrators' | 'may'>;

interface OrderLineProps {
  order: Line;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

/** One person to be dealt with in the chat: a box for done, the nickname to copy. */
export function OrderLine({ order, ticked, onTick }: OrderLineProps) {
  const name = order.nickname ?? order.personName ?? order.number;
  return (
    <li className="flex items-center gap-3 px-4 py-2.5">
      <input
        type="checkbox"
        checked={ticked}
        onChange={(event) => onTick(event.target.checked)}
        aria-label={`${name} 已办好`}
        className="checkbox checkbox-primary size-5 shrink-0"
      />
      <div className="min-w-0 flex-1">
        <Link href={`/orders/${order.id}`} className="font-medium hover:text-link">
          {name}
        </Link>
        <span className="block text-muted text-xs">
          {order.phoneMasked ?? '未登记手机号'}
          <span className="max-sm:hidden"> · {order.number}</span>
        </span>
      </div>
      {order.deadline ? (
        <span className="max-sm:hidden">
          <Deadline dueAt={order.dueAt} {...order.deadline} />
        </span>
      ) : null}
      {order.deadline?.overdue ? (
        <span className="sm:hidden">
          <Badge tone="error">逾期</Badge>
        </span>
      ) : null}
      <CopyButton text={name} subject={name} />
    </li>
  );
}
