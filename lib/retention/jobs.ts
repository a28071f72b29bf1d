import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { discard } from '@/lib/files/storage';
import type { Command } from '@/lib/workflow/command';
import {
  forgetMessages,
  forgetScreenshots,
  minimisePeople,
  mostMessages,
  mostPeople,
  mostScreenshots,
  noteClearing,
} from './commands';

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

/** Row first, then bytes: a crash between leaves bytes that nobody can reach, and no row without bytes. */
async function clearScreenshots(actor: Actor): Promise<number> {
  let total = 0;
  for (;;) {
    const gone = await forgetScreenshots(actor, {});
    if (!gone.ok) throw new Error(gone.refusal.message);
    for (const key of gone.value) await discard({ key });
    total += gone.value.length;
    if (gone.value.length < mostScreenshots) return total;
  }
}

/** Clears what has been kept as long as the settings say. A second run finds nothing to do. */
export async function applyRetention(actor: Actor): Promise<Result<null>> {
  const messages = await inBatches(actor, forgetMessages, mostMessages);
  const people = await inBatches(actor, minimisePeople, mostPeople);
  const screenshots = await clearScreenshots(actor);
  return noteClearing(actor, { messages, people, screenshots });
}
