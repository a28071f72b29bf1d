import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { Refused } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { judge, type Moved } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import { mayHandle } from '../../orders/policy';
import { handledAtProblem } from '../../orders/rules';
import { orderWorkflow } from '../../orders/states';
import { missing, type Outcome } from '../../requests/commands/outcome';
import type { CompleteOrders } from '../input';
import { type LockedOrder, lockOrders } from './lock';

/**
 * 办理完成: the receipt for one or many orders, with the time it was done in the chat (now, when not stated). What they came from is
 * settled in the same transaction (./origins). Each order succeeds or is refused for itself; when none succeeds the whole is
 * refused.
 */
export const completeOrders = command(
  {
    name: 'order.complete',
    clause: '2.2.1a',
    entity: ({ orders }: CompleteOrders) => ({ type: 'order', id: orders[0]?.id ?? '', label: '群内办理单' }),
  },
  async (tx, actor, input) => {
    const at = now();
    const handledAt = input.handledAt ?? at;
    const { orders: locked, held } = await lockOrders(
      tx,
      actor,
      input.orders.map(({ id }) => id),
    );
    const seen = new Map(input.orders.map(({ id, version }) => [id, version]));
    const rows = locked.map((order) => ({ ...order, version: seen.get(order.id) ?? 0 }));
    const answers = await complete(tx, actor, rows, handledAt, at);
    const done = locked.filter(({ id }) => answers.get(id)?.ok);
    for (const [type, origin] of held) {
      const settled = done.filter(({ originType }) => originType === type);
      // biome-ignore lint/performance/noAwaitInLoops: few kinds of origin, each settled as a whole
      await origin.settle(
        tx,
        actor,
        settled.map((order) => ({ order, at: handledAt })),
        mayHandle,
      );
    }
    return answer(tx, actor, input, locked, answers);
  },
);

async function complete(
  tx: Tx,
  actor: Actor,
  rows: readonly LockedOrder[],
  handledAt: Date,
  at: Date,
): Promise<Map<string, Moved>> {
  const stopped = rows.flatMap((row) => obstacleTo(actor, row, handledAt, at));
  const moved = await transition(tx, {
    table: workOrders,
    workflow: orderWorkflow,
    verb: 'complete',
    rows: rows.filter(({ id }) => !stopped.some((answer) => answer.id === id)),
    actor,
    may: mayHandle,
    label: ({ number }) => number,
    set: { handledAt, handledBy: actor.personId },
  });
  return new Map([...stopped, ...moved].map((answer) => [answer.id, answer]));
}

function obstacleTo(actor: Actor, row: LockedOrder, handledAt: Date, at: Date): Moved[] {
  if (!judge({ workflow: orderWorkflow, verb: 'complete', actor, may: mayHandle }, row).ok) return [];
  const time = handledAtProblem(handledAt, row.createdAt, at);
  if (time)
    return [{ id: row.id, ok: false, refusal: { code: 'rule', message: time, fields: { handledAt: time } } }];
  const gone =
    row.kind === 'add' && row.departed
      ? `${row.personName}已离任，不必再加入；请选择「办理不成」`
      : undefined;
  return gone ? [{ id: row.id, ok: false, refusal: { code: 'rule', message: gone } }] : [];
}

async function answer(
  tx: Tx,
  actor: Actor,
  { orders }: CompleteOrders,
  locked: readonly LockedOrder[],
  answers: ReadonlyMap<string, Moved>,
): Promise<{ completed: number; refused: Outcome[] }> {
  const byId = new Map(locked.map((order) => [order.id, order]));
  const refused = orders.flatMap(({ id }) => {
    const moved = answers.get(id) ?? missing(id, '办理单');
    const { number = '', personName = '' } = byId.get(id) ?? {};
    return moved.ok ? [] : [{ id, number, personName, refusal: moved.refusal }];
  });
  if (refused.length === orders.length && refused[0]) throw new Refused(refused[0].refusal);
  await record(
    tx,
    actor,
    ...refused.map(({ id, number, refusal }) => ({
      action: 'order.complete',
      entity: { type: 'order', id, label: number },
      clause: refusal.clause ?? '2.2.1a',
      reason: refusal.message,
      refused: refusal.code,
    })),
  );
  return { completed: orders.length - refused.length, refused };
}
