import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { type KeptBackup, newestBackup } from './folder';

/** The newest backup kept on this machine; null when there is none, or for whoever may not know. */
export async function lastBackup(actor: Actor): Promise<KeptBackup | null> {
  return mayAtAll(actor, 'jobs.view') ? newestBackup() : null;
}
