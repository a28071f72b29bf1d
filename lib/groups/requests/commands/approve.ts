import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { settingsNow } from '@/lib/settings/queries';
import { nicknameOf } from '../../nickname/rules';
import { completeAtOnce } from '../../orders/commands/at-once';
import { openOrders } from '../../orders/commands/open';
import { admit } from './admit';
import type { LockedRequest } from './lock';

export interface Approved {
  request: LockedRequest;
  grant: Grant | undefined;
}

/**
 * What an approval sets going: an order to add the person, to the group's administrators. In a group that lives in the portal
 * there is nothing to do in a chat: the order completes itself and the membership begins at once. Requests are as the approval
 * has left them; what is part of a planned transfer waits for its day. `told` when whoever asked is told by the caller who is in at once.
 */
export async function issueOrders(
  tx: Tx,
  actor: Actor,
  approved: readonly Approved[],
  told = false,
): Promise<void> {
  const due = approved.filter(({ request }) => !request.planned);
  if (!due.length) return;
  const requests = await refreshNicknames(tx, actor, due);
  const opened = await openOrders(
    tx,
    actor,
    requests.map(({ request, grant }) => ({
      kind: 'add',
      groupId: request.groupId,
      person: { id: request.personId, name: request.personName },
      nickname: request.nickname,
      origin: { type: 'membership_request', id: request.id, label: request.number },
      clause: '2.1.1',
      grant,
    })),
  );
  const { actor: system, at, origins } = await completeAtOnce(tx, opened);
  await admit(
    tx,
    system,
    requests.filter(({ request }) => origins.has(request.id)).map(({ request }) => ({ request, since: at })),
    'system',
    told,
  );
}

/** A unit renamed, or a separator changed, since the request was sent: the order must carry the nickname that is right now. */
async function refreshNicknames(tx: Tx, actor: Actor, approved: readonly Approved[]): Promise<Approved[]> {
  const { 'nickname.separator': separator } = await settingsNow(tx);
  const fresh = approved.map(({ request, grant }) => ({
    grant,
    request: {
      ...request,
      nickname: nicknameOf(request.unitShortName, request.personName, separator),
    },
  }));
  const changed = fresh.filter(({ request }, i) => request.nickname !== approved[i]?.request.nickname);
  if (!changed.length) return fresh;
  const values = changed.map(({ request }) => sql`(${request.id}::uuid, ${request.nickname}::text)`);
  await tx
    .update(membershipRequests)
    .set({ nickname: sql`fresh.nickname` })
    .from(sql`(values ${sql.join(values, sql`, `)}) as fresh (id, nickname)`)
    .where(sql`${membershipRequests.id} = fresh.id`);
  await record(
    tx,
    actor,
    ...changed.map(({ request, grant }) => ({
      action: 'membership.nickname',
      entity: { type: 'membership', id: request.id, label: request.number },
      grant,
      clause: '2.1.2',
      before: { nickname: approved.find((a) => a.request.id === request.id)?.request.nickname },
      after: { nickname: request.nickname },
    })),
  );
  return fresh;
}
