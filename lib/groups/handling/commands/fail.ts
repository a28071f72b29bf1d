import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { mayHandle, mayReissue } from '../../orders/policy';
import { officeAdmins } from '../../orders/queries/recipients';
import { blamesNumber } from '../../orders/rules';
import { orderWorkflow } from '../../orders/states';
import type { AddedBefore, DropOrder, FailOrders, ReissueOrder } from '../input';
import { anew, latestOrder, openOne, refuseAnew } from './anew';
import { answer } from './answer';
import { refuseNobody } from './hold-requests';
import { type LockedOrder, lockAddOrder, lockOrder, lockOrders } from './lock';
import { tellWrongNumber } from './tell-number';

const entity = ({ id }: { id: string }) => ({ type: 'order', id, label: '群内办理单' });

/** What the Office is to do about failed orders: only a request to join can be ended instead. */
const nextStep = (orders: readonly LockedOrder[]): string =>
  orders.some(({ kind, originType }) => kind === 'add' && originType === 'membership_request')
    ? '请重新下达或终止申请'
    : '请重新下达';

/** 办理不成: one or several for the same reason, back to the Office, which issues new orders or ends the requests. */
export const failOrders = command(
  {
    name: 'order.fail',
    clause: '2.2.1a',
    entity: ({ orders }: FailOrders) => ({ type: 'order', id: orders[0]?.id ?? '', label: '群内办理单' }),
  },
  async (tx, actor, { orders, reason }) => {
    const { orders: locked } = await lockOrders(
      tx,
      actor,
      orders.map(({ id }) => id),
    );
    const seen = new Map(orders.map(({ id, version }) => [id, version]));
    const moved = await transition(tx, {
      table: workOrders,
      workflow: orderWorkflow,
      verb: 'fail',
      rows: locked.map((order) => ({ ...order, version: seen.get(order.id) ?? 0 })),
      actor,
      may: mayHandle,
      label: ({ number }) => number,
      reason,
      set: { failReason: reason, handledBy: actor.personId },
    });
    const answers = new Map(moved.map((one) => [one.id, one]));
    const refused = await answer(tx, actor, { verb: 'fail', asked: orders, locked, answers });
    const failed = locked.filter(({ id }) => answers.get(id)?.ok);
    await tellOffice(tx, actor, failed, reason);
    if (blamesNumber(reason)) await tellWrongNumber(tx, actor, failed, reason);
    return { failed: orders.length - refused.length, refused };
  },
);

async function tellOffice(
  tx: Tx,
  actor: Actor,
  failed: readonly LockedOrder[],
  reason: string,
): Promise<void> {
  const [first] = failed;
  if (!first) return;
  const office = await officeAdmins(tx, actor.personId);
  const which = failed.length > 1 ? `${first.number} 等 ${failed.length} 件` : `${first.number} `;
  await notify(
    tx,
    office.map((personId) => ({
      personId,
      kind: 'order' as const,
      title: `办理单 ${which}未办成，${nextStep(failed)}`,
      detail: reason,
      href: failed.length > 1 ? '/orders?wait=office&status=failed' : `/orders/${first.id}`,
    })),
  );
}

/** 重新下达: a failed order stays failed; a new one like it, with a new deadline, takes its place while there is need for it. */
export const reissueOrder = command(
  { name: 'order.reissue', clause: '2.2.1a', entity },
  async (tx, actor, { id }: ReissueOrder) => {
    const { order, held } = await lockOrder(tx, actor, id);
    const grant = granted(mayReissue(actor));
    await refuseAnew(tx, order, held);
    return openOne(tx, actor, anew(order, held, grant));
  },
);

/**
 * 不再重新下达: the Office lets a failed order rest, with a reason. Where a request stands behind it that is still under way, the request
 * has to be ended instead.
 */
export const dropOrder = command(
  { name: 'order.drop', clause: '2.2.1a', entity },
  async (tx, actor, { id, reason }: DropOrder) => {
    const { order, held } = await lockOrder(tx, actor, id);
    const grant = granted(mayReissue(actor));
    if (order.status !== 'failed') refuse('rule', '只有未办成的办理单可以这样处置');
    held.refuseRest(order);
    if (order.droppedAt) refuse('conflict', '已决定不再重新下达');
    const latest = await latestOrder(tx, order, order.kind);
    if (latest.id !== order.id) refuse('conflict', `已重新下达，见办理单 ${latest.number}`);
    await tx.update(workOrders).set({ droppedAt: now() }).where(eq(workOrders.id, order.id));
    await record(tx, actor, {
      action: 'order.drop',
      entity: { type: 'order', id: order.id, label: order.number },
      grant,
      clause: '2.2.1a',
      reason,
    });
    return { number: order.number };
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
    return openOne(tx, actor, {
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
