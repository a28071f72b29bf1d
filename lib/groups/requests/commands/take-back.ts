import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { notifyTogether } from '@/lib/inbox/notify';
import { transition } from '@/lib/workflow/transition';
import { cancelOrders } from '../../orders/commands/cancel';
import { joinWorkflow } from '../states';
import { concernedIn, placeOf } from './concerned';
import type { LockedRequest } from './lock';
import { groupsOf, peopleOf } from './tell';

const titleOf = ({ personName, groupName }: LockedRequest) => `${personName}加入「${groupName}」的申请已撤回`;

/** Cancels the open orders of joins that were withdrawn, and tells whoever asked, decided and was to add the person. */
export async function endJoins(
  tx: Tx,
  actor: Actor,
  joins: readonly LockedRequest[],
  why: { order: string; detail: string },
): Promise<void> {
  if (!joins.length) return;
  const byId = new Map(joins.map((join) => [join.id, join]));
  const origin = { type: 'membership_request' as const, ids: [...byId.keys()] };
  await cancelOrders(tx, actor, origin, why.order, ({ number, originId }) => {
    const join = byId.get(originId);
    const detail = `办理单 ${number} 已取消；如已将人加入，请在办理单中说明`;
    return { title: join ? titleOf(join) : `办理单 ${number} 已取消`, detail };
  });
  await notifyTogether(
    tx,
    joins,
    (join) =>
      [...concernedIn(join, actor), ...(join.decidedBy ? [join.decidedBy] : [])].filter(
        (personId) => personId !== actor.personId,
      ),
    (own) => ({
      kind: 'membership',
      title: own.length > 1 ? `${peopleOf(own)}加入${groupsOf(own)}的申请已撤回` : titleOf(own[0]),
      detail: why.detail,
      href: own.length > 1 ? '/membership?kind=join&status=withdrawn' : placeOf(own[0]),
    }),
  );
}

/** Withdraws joins as the consequence of something else, which is the reason that everybody concerned is told. Locked by the caller. */
export async function takeBackJoins(
  tx: Tx,
  actor: Actor,
  joins: readonly LockedRequest[],
  reason: string,
): Promise<void> {
  if (!joins.length) return;
  await transition(tx, {
    table: membershipRequests,
    workflow: joinWorkflow,
    verb: 'withdraw',
    rows: joins,
    actor,
    may: 'system',
    label: ({ number }) => number,
    reason,
  });
  await endJoins(tx, actor, joins, { order: reason, detail: reason });
}
