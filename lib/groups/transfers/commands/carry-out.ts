import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { Refused, refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { issueRemovals } from '../../leaving/commands/issue';
import { issueOrders } from '../../requests/commands/approve';
import { carryObstacle } from '../rules';
import { transferWorkflow } from '../states';
import { giveUp } from './cancel';
import { endPostings, stopLeaves, takeBackOldJoins } from './clear-away';
import { type LockedTransfer, lockTransfers, openRequestsOf } from './lock';
import { restate } from './restate';
import { tellMoved } from './tell';

/** Carries out one transfer whose day has come. Only the system itself may; twice does what once does. */
export const carryOutTransfer = command(
  {
    name: 'transfer.carry_out',
    clause: '2.3.1',
    entity: ({ id }: { id: string }) => ({ type: 'transfer', id, label: '工作变动' }),
  },
  async (tx, actor, { id }) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    await carryOut(tx, actor, id);
    return { id };
  },
);

/**
 * The day has come: he belongs to his new unit, and where he stays in a group he stands for that under a new nickname; orders go out
 * to take him out of the groups he leaves, and to add him where the Office has agreed by now. What has come in the way of it is
 * cleared away, what cannot be carried out any more is cancelled; whoever planned it is told why.
 */
export async function carryOut(tx: Tx, actor: Actor, id: string): Promise<void> {
  const planned = and(eq(transfers.id, id), eq(transfers.status, 'planned')) ?? sql`false`;
  const [row] = await lockTransfers(tx, planned);
  if (!row) return;
  const reason = carryObstacle(row);
  if (reason) return giveUp(tx, actor, [{ row, reason }]);
  await move(tx, actor, row);
  await moveHome(tx, actor, row);
  await endPostings(tx, actor, row);
  await takeBackOldJoins(tx, actor, row);
  const requests = await openRequestsOf(tx, [row]);
  const leaving = await stopLeaves(
    tx,
    actor,
    row,
    requests.filter(({ kind }) => kind === 'leave'),
  );
  const renamed = await restate(tx, actor, row, leaving);
  await issueRemovals(
    tx,
    actor,
    leaving.map((request) => ({ request, grant: undefined })),
  );
  const approved = requests.filter(({ kind, status }) => kind === 'join' && status === 'approved');
  await issueOrders(
    tx,
    actor,
    approved.map((request) => ({ request, grant: undefined })),
  );
  await tellMoved(tx, actor, row, renamed);
}

async function move(tx: Tx, actor: Actor, { transfer, personName }: LockedTransfer): Promise<void> {
  const [moved] = await transition(tx, {
    table: transfers,
    workflow: transferWorkflow,
    verb: 'carry_out',
    rows: [transfer],
    actor,
    may: 'system',
    label: () => personName,
  });
  if (moved && !moved.ok) throw new Refused(moved.refusal);
}

async function moveHome(
  tx: Tx,
  actor: Actor,
  { transfer, personName, fromUnit, toUnit }: LockedTransfer,
): Promise<void> {
  const { personId, toUnitId, duty, reason } = transfer;
  await tx.update(people).set({ unitId: toUnitId, duty }).where(eq(people.id, personId));
  await record(tx, actor, {
    action: 'person.transfer',
    entity: { type: 'person', id: personId, label: personName },
    clause: '2.3.1',
    reason,
    before: { unit: fromUnit },
    after: { unit: toUnit, duty },
  });
}
