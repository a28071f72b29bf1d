import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { Refused, refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import type { SeenRow, Terminate, Withdraw } from '../input';
import { mayDecide, mayWithdraw } from '../policy';
import { visibleRequests } from '../queries/scope';
import { joinWorkflow } from '../states';
import { concernedIn, placeOf } from './concerned';
import { type LockedRequest, lockRequests } from './lock';
import { endJoins } from './take-back';

const entity = ({ id }: SeenRow) => ({ type: 'membership', id, label: '入群申请' });

/**
 * 撤回 by whoever asked, until the person has been added. An open order is cancelled with it; its handler may say afterwards
 * that he had added the person already (lib/groups/handling), which orders the removal.
 */
export const withdrawRequest = command(
  { name: 'membership.withdraw', clause: '2.1.1', entity },
  async (tx, actor, input: Withdraw) => {
    const request = await end(tx, actor, input, 'withdraw');
    await endJoins(tx, actor, [request], { order: `申请 ${request.number} 已撤回`, detail: '' });
    return { number: request.number };
  },
);

/** 终止申请 by the Office, when the order failed and is not to be tried again. */
export const terminateRequest = command(
  { name: 'membership.terminate', clause: '2.1.1', entity },
  async (tx, actor, input: Terminate) => {
    const request = await end(tx, actor, input, 'terminate');
    const [open] = await tx
      .select({ number: workOrders.number })
      .from(workOrders)
      .where(and(eq(workOrders.originId, request.id), eq(workOrders.status, 'open')))
      .limit(1);
    if (open) refuse('rule', `办理单 ${open.number} 正在办理，未办成时才能终止申请`, { clause: '2.1.1' });
    await notify(
      tx,
      concernedIn(request, actor).map((personId) => ({
        personId,
        kind: 'membership' as const,
        title: `${request.personName}加入「${request.groupName}」的申请已终止`,
        detail: input.reason,
        href: placeOf(request),
      })),
    );
    return { number: request.number };
  },
);

async function end(
  tx: Tx,
  actor: Actor,
  { id, version, reason }: Withdraw,
  verb: 'withdraw' | 'terminate',
): Promise<LockedRequest> {
  const joins = and(visibleRequests(actor), eq(membershipRequests.kind, 'join')) ?? visibleRequests(actor);
  const [row] = await lockRequests(tx, [id], joins);
  if (!row) return refuse('not_found', '没有找到这件申请');
  const [moved] = await transition(tx, {
    table: membershipRequests,
    workflow: joinWorkflow,
    verb,
    rows: [{ ...row, version }],
    actor,
    may: verb === 'withdraw' ? mayWithdraw : mayDecide,
    label: ({ number }) => number,
    reason: reason || null,
  });
  if (moved && !moved.ok) throw new Refused(moved.refusal);
  return row;
}
