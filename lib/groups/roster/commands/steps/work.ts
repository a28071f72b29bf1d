import type { Tx } from '@/db/client';
import type { RosterStep } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import type { Refusal } from '@/lib/core/errors';
import type { HeldCheck, LockedEntry } from '../entries';

/** One step that is being taken, for some lines of a check. */
export interface Work {
  tx: Tx;
  actor: Actor;
  check: HeldCheck;
  /** What was given as the reason; empty when none was asked for. */
  reason: string;
  /** Of requests that come of it. */
  batchId: string;
}

/** What became of a line: the step that was taken and what came of it, or why it was not. */
export interface Settled {
  id: string;
  refusal?: Refusal;
  step?: RosterStep;
  requestId?: string;
  orderId?: string;
}

/** Takes a step for lines of which nothing stands in the way so far. */
export type TakeStep = (work: Work, entries: readonly LockedEntry[]) => Promise<Settled[]>;

/** A line that cannot take the step, and why. */
const against = ({ id }: { id: string }, message: string): Settled => ({
  id,
  refusal: { code: 'rule', message },
});

/** Lines of which nothing is said are let through, the others answered. */
export function sift(
  entries: readonly LockedEntry[],
  obstacle: (entry: LockedEntry) => string | undefined,
): { free: LockedEntry[]; stopped: Settled[] } {
  const free: LockedEntry[] = [];
  const stopped: Settled[] = [];
  for (const entry of entries) {
    const message = obstacle(entry);
    if (message) stopped.push(against(entry, message));
    else free.push(entry);
  }
  return { free, stopped };
}
