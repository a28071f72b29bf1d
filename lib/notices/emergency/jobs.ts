import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { type DuePlace, remindFollowUps } from './commands/remind';

/** Entries of emergencies that are due, at any hour: all of them, one batch after the other, each in a transaction of its own. */
export async function remindFollowUpsJob(actor: Actor): Promise<Result<{ reminded: number }>> {
  let reminded = 0;
  for (let after: DuePlace | undefined; ; ) {
    const batch = await remindFollowUps(actor, after ? { after } : {});
    if (!batch.ok) return batch;
    reminded += batch.value.reminded;
    if (!batch.value.next) return { ok: true, value: { reminded } };
    after = batch.value.next;
  }
}
