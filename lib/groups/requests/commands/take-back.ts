import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { notify } from '@/lib/inbox/notify';
import { transition } from '@/lib/workflow/transition';
import { cancelOrders } from '../../orders/commands/cancel';
import { joinWorkflow } from '../states';
import { concernedIn, placeOf } from './concerned';
import type { LockedRequest } from './lock';

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
  await notify(
    tx,
    joins.flatMap((join) => {
      const told = new Set([...concernedIn(join, actor), ...(join.decidedBy ? [join.decidedBy] : [])]);
      told.delete(actor.personId ?? '');
      return [...told].map((personId) => ({
        personId,
        kind: 'membership' as const,
        title: titleOf(join),
        detail: why.detail,
        href: placeOf(join),
      }));
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
