import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { sealedColumns } from './columns';
import { type Batch, resealRows } from './commands';

export interface Resealing {
  resealed: number;
  /** Rows that stayed as they are, by the id of the secret they need. */
  unreadable: Map<string, number>;
}

/**
 * Writes everything that is encrypted anew under the present secret, batch by batch, while the product runs. May be stopped
 * and repeated at any time; the second run finds what the first has left.
 * @throws Error when a batch is refused; the signal's reason when that aborts
 */
export async function resealEverything(actor: Actor, signal: AbortSignal): Promise<Resealing> {
  const done: Resealing = { resealed: 0, unreadable: new Map() };
  for (const column of sealedColumns) {
    let after: string | null = null;
    do {
      signal.throwIfAborted();
      const batch: Result<Batch> = await resealRows(actor, { column, after });
      if (!batch.ok) throw new Error(batch.refusal.message);
      done.resealed += batch.value.resealed;
      for (const id of batch.value.unreadable) done.unreadable.set(id, (done.unreadable.get(id) ?? 0) + 1);
      after = batch.value.after;
    } while (after !== null);
  }
  return done;
}
