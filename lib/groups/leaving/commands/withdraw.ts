import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { Refused, refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { cancelOrders } from '../../orders/commands/cancel';
import { headsByUnit } from '../../orders/queries/heads';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';
import { visibleRequests } from '../../requests/queries/scope';
import type { WithdrawLeave } from '../input';
import { mayWithdrawLeave } from '../policy';
import { leaveWorkflow } from '../states';

/** 撤回 of a leave, until he has been taken out; an open order to do so is cancelled with it. */
export const withdrawLeave = command(
  {
    name: 'leave.withdraw',
    clause: '2.3.1',
    entity: ({ id }: WithdrawLeave) => ({ type: 'leave', id, label: '退群申请' }),
  },
  async (tx, actor, { id, version, reason }) => {
    const scope = and(visibleRequests(actor), eq(membershipRequests.kind, 'leave')) ?? visibleRequests(actor);
    const [request] = await lockRequests(tx, [id], scope);
    if (!request) return refuse('not_found', '没有找到这件申请');
    const [moved] = await transition(tx, {
      table: membershipRequests,
      workflow: leaveWorkflow,
      verb: 'withdraw',
      rows: [{ ...request, version }],
      actor,
      may: mayWithdrawLeave,
      label: ({ number }) => number,
      reason: reason || null,
    });
    if (moved && !moved.ok) throw new Refused(moved.refusal);
    // He is to be out of every group by then; the order is what takes him out.
    if (request.departed) refuse('rule', '此人已离任，退群须办完，不能撤回', { clause: '2.3.1' });
    const origin = { type: 'membership_request' as const, ids: [id] };
    const title = `${request.personName}退出「${request.groupName}」的申请已撤回`;
    await cancelOrders(tx, actor, origin, `退群申请 ${request.number} 已撤回`, ({ number }) => ({
      title,
      detail: `办理单 ${number} 已取消，请不要再移出`,
    }));
    await tell(tx, actor, request, title);
    return { number: request.number };
  },
);

/** Who handles the group's orders reads of those, not of requests. */
async function tell(tx: Tx, actor: Actor, request: LockedRequest, title: string): Promise<void> {
  const heads = await headsByUnit(tx, [request.unitId]);
  const told = new Set([
    ...(request.hasAccount ? [request.personId] : []),
    request.submittedBy,
    ...(heads.get(request.unitId) ?? []),
  ]);
  told.delete(actor.personId ?? '');
  await notify(
    tx,
    [...told].map((personId) => ({
      personId,
      kind: 'membership' as const,
      title,
      detail: request.number,
      href: `/membership/${request.id}`,
    })),
  );
}
