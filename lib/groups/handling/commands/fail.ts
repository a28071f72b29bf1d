import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type OrderKind, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { Refused, refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { type NewOrder, openOrders } from '../../orders/commands/open';
import { mayHandle, mayReissue } from '../../orders/policy';
import { officeAdmins } from '../../orders/queries/recipients';
import { orderWorkflow } from '../../orders/states';
import type { AddedBefore, FailOrder, ReissueOrder } from '../input';
import { refuseNobody } from './hold-requests';
import { type LockedOrder, lockAddOrder, lockOrder } from './lock';

const entity = ({ id }: { id: string }) => ({ type: 'order', id, label: '群内办理单' });

/** What the Office is to do about a failed order: a removal has no request left to be ended. */
const nextStep = (kind: OrderKind): string => (kind === 'add' ? '请重新下达或终止申请' : '请重新下达');

/** 办理不成: with a reason, back to the Office, which issues a new order or ends the request. */
export const failOrder = command(
  { name: 'order.fail', clause: '2.2.1a', entity },
  async (tx, actor, { id, version, reason }: FailOrder) => {
    const { order } = await lockOrder(tx, actor, id);
    const [moved] = await transition(tx, {
      table: workOrders,
      workflow: orderWorkflow,
      verb: 'fail',
      rows: [{ ...order, version }],
      actor,
      may: mayHandle,
      label: ({ number }) => number,
      reason,
      set: { failReason: reason, handledBy: actor.personId },
    });
    if (moved && !moved.ok) throw new Refused(moved.refusal);
    const office = await officeAdmins(tx, actor.personId);
    await notify(
      tx,
      office.map((personId) => ({
        personId,
        kind: 'order' as const,
        title: `办理单 ${order.number} 未办成，${nextStep(order.kind)}`,
        detail: reason,
        href: `/orders/${order.id}`,
      })),
    );
    return { number: order.number };
  },
);

/** 重新下达: a failed order stays failed; a new one like it, with a new deadline, takes its place while there is need for it. */
export const reissueOrder = command(
  { name: 'order.reissue', clause: '2.2.1a', entity },
  async (tx, actor, { id }: ReissueOrder) => {
    const { order, held } = await lockOrder(tx, actor, id);
    const grant = granted(mayReissue(actor));
    if (order.status !== 'failed') refuse('rule', '只有未办成的办理单可以重新下达');
    await held.refuseNeedless(tx, order);
    const latest = await latestOrder(tx, order);
    if (latest.id !== order.id)
      refuse('conflict', `已由${latest.statusByName}重新下达，见办理单 ${latest.number}`);
    const { kind, groupId, personId, personName, nickname, clause, detail } = order;
    return opened(tx, actor, {
      kind,
      groupId,
      person: personId ? { id: personId, name: personName } : null,
      nickname,
      origin: { type: order.originType, id: order.originId, label: held.label(order.originId) },
      clause,
      detail,
      grant,
    });
  },
);

/**
 * 撤回前已加入: the request was withdrawn and its order cancelled, but the person had been added in the chat by then. What was done
 * has to be undone, so an order to remove him is issued; unless he may be in it by now.
 */
export const reportAddedBefore = command(
  { name: 'order.added_before', clause: '2.2.1a', entity },
  async (tx, actor, { id }: AddedBefore) => {
    const { order, request } = await lockAddOrder(tx, actor, id);
    const grant = granted(mayHandle(actor, order));
    if (order.status !== 'cancelled') refuse('rule', '只有已取消的入群办理单需要这样说明');
    const latest = await latestOrder(tx, order);
    if (latest.kind === 'remove') refuse('conflict', `已下达移出办理单 ${latest.number}`);
    await refuseNobody(tx, request);
    return opened(tx, actor, {
      kind: 'remove',
      groupId: request.groupId,
      person: { id: request.personId, name: request.personName },
      nickname: request.nickname,
      origin: { type: 'membership_request', id: request.id, label: request.number },
      clause: '2.2.1a',
      grant,
    });
  },
);

async function latestOrder(tx: Tx, { originType, originId }: LockedOrder) {
  const [latest] = await tx
    .select()
    .from(workOrders)
    .where(and(eq(workOrders.originType, originType), eq(workOrders.originId, originId)))
    .orderBy(desc(workOrders.id))
    .limit(1);
  return latest ?? refuse('not_found', '没有找到这件办理单');
}

async function opened(tx: Tx, actor: Actor, wanted: NewOrder): Promise<{ id: string; number: string }> {
  const [order] = await openOrders(tx, actor, [wanted]);
  if (!order) throw new Error('no order opened');
  return { id: order.id, number: order.number };
}
