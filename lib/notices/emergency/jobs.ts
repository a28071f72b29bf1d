import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { remindFollowUps } from './commands/remind';

/** Entries of emergencies that are due, at any hour. */
export function remindFollowUpsJob(actor: Actor): Promise<Result<unknown>> {
  return remindFollowUps(actor, {});
}
