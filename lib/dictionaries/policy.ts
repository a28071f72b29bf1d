import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** The Office keeps the dictionaries, and tries texts on them. */
export function mayKeepDictionaries(actor: Actor): Verdict {
  return verdict(actor, 'screening.manage');
}
