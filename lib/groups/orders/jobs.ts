import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { type OrderPlace, remindOrders } from './commands/remind';

/** All of them, one batch after the other, each in a transaction of its own. */
async function inBatches(actor: Actor, urgent: boolean): Promise<Result<{ reminded: number }>> {
  let reminded = 0;
  for (let after: OrderPlace | undefined; ; ) {
    const batch = await remindOrders(actor, { urgent, after });
    if (!batch.ok) return batch;
    reminded += batch.value.reminded;
    if (!batch.value.next) return { ok: true, value: { reminded } };
    after = batch.value.next;
  }
}

/** Overdue orders that are due in working days, in office hours. */
export const remindOrdersJob = (actor: Actor) => inBatches(actor, false);

/** Overdue orders that are due in minutes, at any hour. */
export const remindUrgentJob = (actor: Actor) => inBatches(actor, true);
