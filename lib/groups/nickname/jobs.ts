import type { Actor } from '@/lib/access/actor';
import { remindNicknames } from './commands/remind';

/** Nicknames that have been waiting too long. */
export const remindNicknamesJob = (actor: Actor) => remindNicknames(actor, {});
