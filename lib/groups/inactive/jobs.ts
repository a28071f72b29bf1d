import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { followUp } from './commands/follow';
import { sweepMonthly } from './commands/start';

/** Asks about the month's inactive members when the day has come, and follows up on what was asked before. */
export async function followInactive(actor: Actor): Promise<Result<unknown>> {
  const swept = await sweepMonthly(actor, {});
  return swept.ok ? followUp(actor, {}) : swept;
}
