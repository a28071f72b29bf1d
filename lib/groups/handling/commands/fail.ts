import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type OrderKind, workOrders } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { Refused, refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { leaveWorkflow } from '../../leaving/states';
import { openOrders } from '../../orders/commands/open';
import { mayHandle, mayReissue } from '../../orders/policy';
import { officeAdmins } from '../../orders/queries/recipients';
import { orderWorkflow } from '../../orders/states';
import type { LockedRequest } from '../../requests/commands/lock';
import { standingOf } from '../../requests/queries/standing';
import { openRequestMessage } from '../../requests/rules';
import { joinWorkflow } from '../../requests/states';
import type { AddedBefore, FailOrder, ReissueOrder } from '../input';
import { lockAddOrder, lockJoinOrder, lockOrder } from './lock';

const entity = ({ id }: { id: string }) => ({ type: 'order', id, label: '群内办理单' });

/** What the Office is to do about a failed order: a removal has no request left to be ended. */
const nextStep = (kind: OrderKind): string => (kind === 'add' ? '请重新下达或终止申请' : '请重新下达');

/** 办理不成: with a reason, back to the Office, which issues a new order or ends the request. */
export const failOrder = command(
  { name: 'order.fail', clause: '2.2.1a', entity },
  async (tx, actor, { id, version, reason }: FailOrder) => {
    const order = await lockOrder(tx, actor, id);
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

/** 重新下达: a failed order stays failed; a new one of its kind, with a new deadline, takes its place while there is need for it. */
export const reissueOrder = command(
  { name: 'order.reissue', clause: '2.2.1a', entity },
  async (tx, actor, { id }: ReissueOrder) => {
    const { order, request } = await lockJoinOrder(tx, actor, id);
    const grant = granted(mayReissue(actor));
    if (order.status !== 'failed') refuse('rule', '只有未办成的办理单可以重新下达');
    refuseSettled(order, request);
    const latest = await latestOrder(tx, request.id);
    if (latest.id !== order.id)
      refuse('conflict', `已由${latest.statusByName}重新下达，见办理单 ${latest.number}`);
    if (request.kind === 'join' && order.kind === 'remove') await refuseNeedless(tx, request);
    return openFor(tx, actor, request, order.kind, grant);
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
    const latest = await latestOrder(tx, request.id);
    if (latest.kind === 'remove') refuse('conflict', `已下达移出办理单 ${latest.number}`);
    await refuseNeedless(tx, request);
    return openFor(tx, actor, request, 'remove', grant);
  },
);

/** What became of the request meanwhile may leave nothing to be done. */
function refuseSettled({ kind }: { kind: OrderKind }, request: LockedRequest): void {
  const { states } = request.kind === 'join' ? joinWorkflow : leaveWorkflow;
  const needed = request.kind === 'join' ? 'approved' : 'submitted';
  if ((kind === 'add' || request.kind === 'leave') && request.status !== needed)
    refuse('conflict', `申请现为「${states[request.status].label}」，不必重新下达`);
}

/** Nobody is taken out of a group that is no longer used, nor out of one he is in, or is to be, by a later request. */
async function refuseNeedless(tx: Tx, request: LockedRequest): Promise<void> {
  const { personId, personName, groupId, groupName } = request;
  if (request.groupArchived) refuse('rule', `「${groupName}」已归档，不必再移出`);
  const { member, open } = await standingOf(tx, personId, groupId);
  if (member) refuse('rule', `${personName}此后已按规定加入「${groupName}」，不必移出`);
  if (open) refuse('rule', openRequestMessage(personName, open), { clause: '2.1.1' });
}

async function latestOrder(tx: Tx, requestId: string) {
  const [latest] = await tx
    .select()
    .from(workOrders)
    .where(and(eq(workOrders.originType, 'membership_request'), eq(workOrders.originId, requestId)))
    .orderBy(desc(workOrders.id))
    .limit(1);
  return latest ?? refuse('not_found', '没有找到这件办理单');
}

function clauseOf(kind: OrderKind, request: LockedRequest): string {
  if (kind === 'add') return '2.1.1';
  return request.kind === 'leave' ? '2.3.1' : '2.2.1a';
}

async function openFor(
  tx: Tx,
  actor: Actor,
  request: LockedRequest,
  kind: OrderKind,
  grant: Grant,
): Promise<{ id: string; number: string }> {
  const [opened] = await openOrders(tx, actor, [
    {
      kind,
      groupId: request.groupId,
      person: { id: request.personId, name: request.personName },
      nickname: request.nickname,
      origin: { type: 'membership_request', id: request.id, label: request.number },
      clause: clauseOf(kind, request),
      grant,
    },
  ]);
  if (!opened) throw new Error('no order opened');
  return { id: opened.id, number: opened.number };
}
