import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests, type RequestStatus, transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { Refused, refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import type { Workflow } from '@/lib/workflow/workflow';
import { leaveWorkflow } from '../../leaving/states';
import type { LockedRequest } from '../../requests/commands/lock';
import { joinWorkflow } from '../../requests/states';
import type { CancelTransfer } from '../input';
import { mayTransfer } from '../policy';
import { visibleTransfers } from '../queries/scope';
import { transferWorkflow } from '../states';
import { type LockedTransfer, lockTransfers, openRequestsOf } from './lock';
import { tellCancelled } from './tell';

/** 取消 of a transfer before its day: what it had asked for is withdrawn, and he stays where he is. */
export const cancelTransfer = command(
  {
    name: 'transfer.cancel',
    clause: '2.3.1',
    entity: ({ id }: CancelTransfer) => ({ type: 'transfer', id, label: '工作变动' }),
  },
  async (tx, actor, { id, version, reason }) => {
    const scope = and(eq(transfers.id, id), visibleTransfers(actor)) ?? visibleTransfers(actor);
    const [row] = await lockTransfers(tx, scope);
    if (!row) return refuse('not_found', '没有找到这项工作变动');
    const [moved] = await transition(tx, {
      table: transfers,
      workflow: transferWorkflow,
      verb: 'cancel',
      rows: [{ ...row.transfer, version }],
      actor,
      may: (by, { fromUnitId }) => mayTransfer(by, fromUnitId),
      label: () => row.personName,
      reason,
    });
    if (moved && !moved.ok) throw new Refused(moved.refusal);
    await withdrawRequests(tx, actor, [row], `工作变动已取消：${reason}`);
    await tellCancelled(tx, actor, [{ row, reason }]);
    return { personName: row.personName };
  },
);

/** A plan that cannot be carried out any more, with the reason. */
export interface Given {
  row: LockedTransfer;
  reason: string;
}

/** Cancels plans because something came between, as a consequence of that; those who planned them are told. */
export async function giveUp(tx: Tx, actor: Actor, given: readonly Given[]): Promise<void> {
  if (!given.length) return;
  await giveUpByReason(tx, actor, given);
  await tellCancelled(tx, actor, given);
}

/** Of each its own reason: nobody's history tells of somebody else. */
async function giveUpByReason(tx: Tx, actor: Actor, given: readonly Given[]): Promise<void> {
  const [first] = given;
  if (!first) return;
  const { reason } = first;
  const rows = given.filter((one) => one.reason === reason).map(({ row }) => row);
  const names = new Map(rows.map(({ transfer, personName }) => [transfer.id, personName]));
  const moved = await transition(tx, {
    table: transfers,
    workflow: transferWorkflow,
    verb: 'cancel',
    rows: rows.map(({ transfer }) => transfer),
    actor,
    may: 'system',
    label: ({ id }) => names.get(id) ?? '',
    reason,
  });
  for (const answer of moved) if (!answer.ok) throw new Refused(answer.refusal);
  await withdrawRequests(tx, actor, rows, `工作变动已取消：${reason}`);
  await giveUpByReason(
    tx,
    actor,
    given.filter((one) => one.reason !== reason),
  );
}

/** The person departs: what was planned for him is not to come. */
export async function cancelTransfersOf(
  tx: Tx,
  actor: Actor,
  personId: string,
  reason: string,
): Promise<number> {
  const planned = and(eq(transfers.personId, personId), eq(transfers.status, 'planned')) ?? sql`false`;
  const locked = await lockTransfers(tx, planned);
  await giveUp(
    tx,
    actor,
    locked.map((row) => ({ row, reason })),
  );
  return locked.length;
}

/** Withdraws what nobody has finished of transfers that are cancelled; none of it has an order yet. */
async function withdrawRequests(
  tx: Tx,
  actor: Actor,
  locked: readonly LockedTransfer[],
  reason: string,
): Promise<void> {
  const requests = await openRequestsOf(tx, locked);
  await withdraw(tx, actor, requests, 'join', joinWorkflow, reason);
  await withdraw(tx, actor, requests, 'leave', leaveWorkflow, reason);
}

async function withdraw(
  tx: Tx,
  actor: Actor,
  requests: readonly LockedRequest[],
  kind: LockedRequest['kind'],
  workflow: Workflow<RequestStatus, 'withdraw'>,
  reason: string,
): Promise<void> {
  await transition(tx, {
    table: membershipRequests,
    workflow,
    verb: 'withdraw',
    rows: requests.filter((request) => request.kind === kind),
    actor,
    may: 'system',
    label: ({ number }) => number,
    reason,
  });
}
