'use client';

import Link from 'next/link';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { Deadline } from '@/components/ui/deadline';
import type { OrderRow } from '@/lib/groups/orders/list';
import { orderTitle } from '@/lib/groups/orders/rules';
import { platformNames } from '@/lib/groups/rules';
import { ReceiptForm } from './receipt-form';

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
  Pick<OrderRow, 'dueAt' | 'deadline' | 'may'>;

/** All open orders of one kind for one chat group: tick who has been added, write one receipt. */
export function GroupOrders({ orders }: { orders: Line[] }) {
  const [skipped, setSkipped] = useState<readonly string[]>([]);
  const [first] = orders;
  if (!first) return null;
  const chosen = orders.filter(({ id, may }) => may.handle && !skipped.includes(id));
  const who = orders.length > 1 ? ` ${orders.length} 人` : (first.personName ?? '成员');
  return (
    <Card
      title={orderTitle(first.kind, first.groupName, who)}
      hint={`${platformNames[first.platform]}群`}
      aside={
        orders.length > 1 ? (
          <CopyButton
            text={orders.map(({ nickname }) => nickname ?? '').join('\n')}
            label="复制全部昵称"
            subject={first.groupName}
            framed
          />
        ) : null
      }
      padded={false}
    >
      <ul className="divide-y divide-base-300">
        {orders.map((order) => (
          <Person
            key={order.id}
            order={order}
            ticked={!skipped.includes(order.id)}
            onTick={(ticked) =>
              setSkipped(ticked ? skipped.filter((id) => id !== order.id) : [...skipped, order.id])
            }
          />
        ))}
      </ul>
      <div className="border-base-300 border-t p-4">
        {chosen.length ? (
          <ReceiptForm orders={chosen.map(({ id, version }) => ({ id, version }))} counted />
        ) : (
          <p className="text-muted">请先勾选已在群内办好的人员。</p>
        )}
      </div>
    </Card>
  );
}

interface PersonProps {
  order: Line;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
}

function Person({ order, ticked, onTick }: PersonProps) {
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
