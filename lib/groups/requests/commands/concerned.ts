import type { Actor } from '@/lib/access/actor';
import type { RequestParties } from '../policy';

/** Where they read about it: the head who moved somebody sees the whole transfer, not the joins, which are the new unit's. */
export function placeOf({ id, transferId }: { id: string; transferId: string | null }): string {
  return transferId ? `/membership/transfer/${transferId}` : `/membership/${id}`;
}

/** Who is told what becomes of a request: whoever sent it, and whose duty it was, but for the actor, who knows. */
export function concernedIn(
  { submittedBy, submittedFor }: Pick<RequestParties, 'submittedBy' | 'submittedFor'>,
  actor: Actor,
): string[] {
  const parties = new Set(submittedFor ? [submittedBy, submittedFor] : [submittedBy]);
  return [...parties].filter((id) => id !== actor.personId);
}
