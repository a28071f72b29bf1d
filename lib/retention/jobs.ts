import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import type { Command } from '@/lib/workflow/command';
import { forgetMessages, minimisePeople, mostMessages, mostPeople, noteClearing } from './commands';

/** Repeats a batch until it comes back less than full. @throws Error when it is refused */
async function inBatches(
  actor: Actor,
  batch: Command<Record<string, never>, number>,
  full: number,
): Promise<number> {
  let total = 0;
  for (;;) {
    const done = await batch(actor, {});
    if (!done.ok) throw new Error(done.refusal.message);
    total += done.value;
    if (done.value < full) return total;
  }
}

/** Clears what has been kept as long as the settings say. A second run finds nothing to do. */
export async function applyRetention(actor: Actor): Promise<Result<null>> {
  const messages = await inBatches(actor, forgetMessages, mostMessages);
  const people = await inBatches(actor, minimisePeople, mostPeople);
  return noteClearing(actor, { messages, people });
}
