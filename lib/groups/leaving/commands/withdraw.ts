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
import { handlersOf } from '../../orders/queries/recipients';
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
    const origin = { type: 'membership_request' as const, ids: [id] };
    const cancelled = await cancelOrders(tx, actor, origin, `退群申请 ${request.number} 已撤回`);
    await tell(tx, actor, request, cancelled.length > 0);
    return { number: request.number };
  },
);

async function tell(tx: Tx, actor: Actor, request: LockedRequest, ordered: boolean): Promise<void> {
  const heads = await headsByUnit(tx, [request.unitId]);
  const handlers = ordered ? await handlersOf(tx, [request.groupId]) : new Map<string, string[]>();
  const told = new Set([
    ...(request.hasAccount ? [request.personId] : []),
    request.submittedBy,
    ...(heads.get(request.unitId) ?? []),
    ...(handlers.get(request.groupId) ?? []),
  ]);
  told.delete(actor.personId ?? '');
  await notify(
    tx,
    [...told].map((personId) => ({
      personId,
      kind: 'membership' as const,
      title: `${request.personName}退出「${request.groupName}」的申请已撤回`,
      detail: ordered ? '移出办理单已取消，请不要再移出' : request.number,
      href: `/membership/${request.id}`,
    })),
  );
}
