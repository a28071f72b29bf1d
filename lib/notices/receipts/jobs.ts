import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { remindReceipts } from './commands/remind';

/** Everybody whose acknowledgement is near due or overdue, one batch after the other, each in a transaction of its own. */
export async function remindReceiptsJob(actor: Actor): Promise<Result<{ reminded: number }>> {
  for (let reminded = 0; ; ) {
    const batch = await remindReceipts(actor, {});
    if (!batch.ok) return batch;
    reminded += batch.value.reminded;
    if (!batch.value.more) return { ok: true, value: { reminded } };
  }
}
