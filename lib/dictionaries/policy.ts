import type { Actor } from '@/lib/access/actor';
import { mayAtAll, type Verdict, verdict } from '@/lib/access/may';

/** The Office keeps the dictionaries, and tries texts on them. */
export function mayKeepDictionaries(actor: Actor): Verdict {
  return verdict(actor, 'screening.manage');
}

/** Whoever may write a notice for any group is shown what stands in its way while he writes. */
export function mayScreenNotices(actor: Actor): boolean {
  return mayAtAll(actor, 'notices.write');
}
