import type { Tx } from '@/db/client';
import type { RequestStatus } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { completeAtOnce } from '../../orders/commands/at-once';
import { openOrders } from '../../orders/commands/open';
import { type LeavingRequest, release } from './release';

/** A leave that stands and of which the chat group does not know yet. */
export interface DueRemoval {
  request: LeavingRequest;
  grant: Grant | undefined;
}

/**
 * Orders to take people out of their chat groups; in a group that lives in the portal that is done at once. The requests are
 * `submitted` in this transaction.
 */
export async function issueRemovals(tx: Tx, actor: Actor, removals: readonly DueRemoval[]): Promise<void> {
  const opened = await openOrders(
    tx,
    actor,
    removals.map(({ request, grant }) => ({
      kind: 'remove' as const,
      groupId: request.groupId,
      person: { id: request.personId, name: request.personName },
      nickname: request.nickname,
      origin: { type: 'membership_request' as const, id: request.id, label: request.number },
      clause: '2.3.1',
      grant,
    })),
  );
  const { actor: system, at, origins } = await completeAtOnce(tx, opened);
  const submitted: RequestStatus = 'submitted';
  await release(
    tx,
    system,
    removals
      .filter(({ request }) => origins.has(request.id))
      .map(({ request }) => ({ request: { ...request, status: submitted }, until: at })),
    'system',
  );
}
