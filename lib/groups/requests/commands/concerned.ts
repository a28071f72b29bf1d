import type { Actor } from '@/lib/access/actor';
import type { RequestParties } from '../policy';

/** Who is told what becomes of a request: whoever sent it, and whose duty it was, but for the actor, who knows. */
export function concernedIn(
  { submittedBy, submittedFor }: Pick<RequestParties, 'submittedBy' | 'submittedFor'>,
  actor: Actor,
): string[] {
  const parties = new Set(submittedFor ? [submittedBy, submittedFor] : [submittedBy]);
  return [...parties].filter((id) => id !== actor.personId);
}
