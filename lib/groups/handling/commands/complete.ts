import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { attachScreenshots } from '@/lib/files/commands';
import { command } from '@/lib/workflow/command';
import { judge, type Moved } from '@/lib/workflow/move';
import { transition } from '@/lib/workflow/transition';
import { mayHandle } from '../../orders/policy';
import { handledAtProblem } from '../../orders/rules';
import { orderWorkflow } from '../../orders/states';
import type { CompleteOrders } from '../input';
import { answer } from './answer';
import { type LockedOrder, lockOrders } from './lock';

/**
 * 办理完成: the receipt for one or many orders, with the time it was done in the chat (now, when not stated). What they came from is
 * settled in the same transaction (./origins). Screenshots belong to the
 * receipt, which all its orders share. Each order succeeds or is refused for itself; when none succeeds the whole is
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
    const screenshots = input.screenshots ?? [];
    if (screenshots.length) refuseManyGroups(locked);
    const receipt = { id: newId(), handledAt, screenshots: screenshots.length };
    const answers = await complete(tx, actor, rows, receipt, at);
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
    const refused = await answer(tx, actor, { verb: 'complete', asked: input.orders, locked, answers });
    await attachScreenshots(tx, actor, {
      ids: screenshots,
      owner: { type: 'order_receipt', id: receipt.id },
      field: 'screenshots',
    });
    return { completed: input.orders.length - refused.length, refused };
  },
);

interface Receipt {
  id: string;
  handledAt: Date;
  screenshots: number;
}

/** Whoever may see one order of a receipt sees its screenshots: so all of them are of one group. */
function refuseManyGroups(orders: readonly LockedOrder[]): void {
  if (new Set(orders.map(({ groupId }) => groupId)).size > 1)
    refuse('invalid', '有截图的回执只能用于同一个群的办理单，请按群分别回执');
}

async function complete(
  tx: Tx,
  actor: Actor,
  rows: readonly LockedOrder[],
  { id: receiptId, handledAt, screenshots }: Receipt,
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
    reason: screenshots ? `附截图 ${screenshots} 张` : null,
    set: { handledAt, handledBy: actor.personId, receiptId },
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
