import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { type Escalated, escalateReviews, type QueuePlace } from './commands/escalate';

/**
 * Overdue reviews and reviews without a reviewer: all of them, one batch after the other, each in a transaction of its own. A refusal here is
 * a fault: the system itself may always do it.
 */
export async function escalateReviewsJob(actor: Actor): Promise<Result<Omit<Escalated, 'next'>>> {
  const sum = { escalated: 0, vacant: 0 };
  for (let after: QueuePlace | undefined; ; ) {
    const batch = await escalateReviews(actor, after ? { after } : {});
    if (!batch.ok) return batch;
    sum.escalated += batch.value.escalated;
    sum.vacant += batch.value.vacant;
    if (!batch.value.next) return { ok: true, value: sum };
    after = batch.value.next;
  }
}
