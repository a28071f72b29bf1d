'use client';

import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { CopyButton } from '@/components/ui/copy-button';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';
import { platformNames } from '@/lib/groups/rules';
import { type Line, OrderLine } from './order-line';
import { ReceiptForm } from './receipt-form';

/** All open orders of one kind for one chat group; those of somebody else's group open only when one stands in for him. */
export function GroupOrders({ orders }: { orders: Line[] }) {
  const [standingIn, setStandingIn] = useState(false);
  const [first] = orders;
  if (!first) return null;
  const open = first.mine || standingIn;
  const who = orders.length > 1 ? ` ${orders.length} 人` : (first.personName ?? '成员');
  const platform = `${platformNames[first.platform]}群`;
  return (
    <Card
      title={kindsOfOrder[first.kind].title(first.groupName, who)}
      hint={first.mine ? platform : `${platform} · 群管理员：${first.administrators.join('、')}`}
      aside={open ? <CopyAll orders={orders} /> : null}
      padded={false}
    >
      {open ? (
        <TickList orders={orders} />
      ) : (
        <div className="flex items-center gap-2 px-4 py-2">
          {orders.some(({ deadline }) => deadline?.overdue) ? <Badge tone="error">逾期</Badge> : null}
          {first.may.handle ? (
            <span className="ml-auto">
              <Button kind="quiet" size="small" onClick={() => setStandingIn(true)}>
                代为办理
              </Button>
            </span>
          ) : null}
        </div>
      )}
    </Card>
  );
}

function CopyAll({ orders }: { orders: Line[] }) {
  if (orders.length < 2) return null;
  const nicknames = orders.map(({ nickname }) => nickname ?? '').join('\n');
  return <CopyButton text={nicknames} label="复制全部昵称" subject={orders[0]?.groupName ?? ''} framed />;
}

/** Tick who has been dealt with in the chat, write one receipt. Of several nobody is ticked: a receipt must not come by itself. */
function TickList({ orders }: { orders: Line[] }) {
  const [ticked, setTicked] = useState<readonly string[]>(
    orders.length === 1 ? orders.map(({ id }) => id) : [],
  );
  const chosen = orders.filter(({ id, may }) => may.handle && ticked.includes(id));
  const tick = (id: string, on: boolean) =>
    setTicked((before) => (on ? [...before, id] : before.filter((other) => other !== id)));
  return (
    <>
      {orders.length > 1 ? (
        <TickAll
          chosen={chosen.length}
          of={orders.length}
          onTick={(on) => setTicked(on ? orders.map(({ id }) => id) : [])}
        />
      ) : null}
      <ul className="divide-y divide-base-300">
        {orders.map((order) => (
          <OrderLine
            key={order.id}
            order={order}
            ticked={ticked.includes(order.id)}
            onTick={(on) => tick(order.id, on)}
          />
        ))}
      </ul>
      <div className="border-base-300 border-t p-4">
        <ReceiptForm orders={chosen.map(({ id, version }) => ({ id, version }))} counted />
      </div>
    </>
  );
}

interface TickAllProps {
  chosen: number;
  of: number;
  onTick: (on: boolean) => void;
}

function TickAll({ chosen, of, onTick }: TickAllProps) {
  return (
    <label className="flex items-center gap-3 border-base-300 border-b px-4 py-2.5 text-muted">
      <input
        type="checkbox"
        checked={chosen === of}
        ref={(box) => {
          if (box) box.indeterminate = chosen > 0 && chosen < of;
        }}
        onChange={(event) => onTick(event.target.checked)}
        className="checkbox checkbox-primary size-5 shrink-0"
      />
      全选
    </label>
  );
}
