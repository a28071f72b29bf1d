import { and, asc, eq, inArray, lte, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { issueRemovals } from '../../leaving/commands/issue';
import { issueOrders } from '../../requests/commands/approve';
import { carryObstacle } from '../rules';
import { transferWorkflow } from '../states';
import { giveUp } from './cancel';
import { type LockedTransfer, lockTransfers, openRequestsOf } from './lock';
import { restate } from './restate';
import { tellMoved } from './tell';

/** As many as one run of the job carries out; what is beyond comes with the next. */
const mostAtOnce = 200;

/** Carries out every transfer whose day has come. Only the system itself may; twice does what once does. */
export const carryOutDue = command(
  { name: 'transfer.carry_out', clause: '2.3.1' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const due = await tx
      .select({ id: transfers.id })
      .from(transfers)
      .where(and(eq(transfers.status, 'planned'), lte(transfers.effectiveOn, officeDay(now()))))
      .orderBy(asc(transfers.effectiveOn), asc(transfers.id))
      .limit(mostAtOnce);
    return carryOut(
      tx,
      actor,
      due.map(({ id }) => id),
    );
  },
);

/**
 * The day has come: people belong to their new units, those who stay in a group stand there for the new unit under a new nickname;
 * orders go out to take them out of the groups they leave, and to add them where the Office has agreed by now. What cannot be
 * carried out any more is cancelled, and those who planned it are told why.
 */
export async function carryOut(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
): Promise<{ carriedOut: number; cancelled: number }> {
  if (!ids.length) return { carriedOut: 0, cancelled: 0 };
  const planned = and(inArray(transfers.id, [...ids]), eq(transfers.status, 'planned')) ?? sql`false`;
  const locked = await lockTransfers(tx, planned);
  const barred = locked.flatMap((row) => {
    const reason = carryObstacle(row);
    return reason ? [{ row, reason }] : [];
  });
  const free = locked.filter((row) => !barred.some((one) => one.row === row));
  await giveUp(tx, actor, barred);
  await move(tx, actor, free);
  await moveHome(tx, actor, free);
  const requests = await openRequestsOf(tx, free);
  const leaving = requests.filter(({ kind }) => kind === 'leave');
  await restate(tx, actor, free, leaving);
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
  await tellMoved(tx, actor, free);
  return { carriedOut: free.length, cancelled: barred.length };
}

async function move(tx: Tx, actor: Actor, locked: readonly LockedTransfer[]): Promise<void> {
  const names = new Map(locked.map(({ transfer, personName }) => [transfer.id, personName]));
  const moved = await transition(tx, {
    table: transfers,
    workflow: transferWorkflow,
    verb: 'carry_out',
    rows: locked.map(({ transfer }) => transfer),
    actor,
    may: 'system',
    label: ({ id }) => names.get(id) ?? '',
  });
  for (const answer of moved) if (!answer.ok) throw new Refused(answer.refusal);
}

async function moveHome(tx: Tx, actor: Actor, locked: readonly LockedTransfer[]): Promise<void> {
  if (!locked.length) return;
  const moves = locked.map(
    ({ transfer }) => sql`(${transfer.personId}::uuid, ${transfer.toUnitId}::uuid, ${transfer.duty}::text)`,
  );
  await tx
    .update(people)
    .set({ unitId: sql`moved.unit`, duty: sql`moved.duty` })
    .from(sql`(values ${sql.join(moves, sql`, `)}) as moved (person, unit, duty)`)
    .where(sql`${people.id} = moved.person`);
  await record(
    tx,
    actor,
    ...locked.map(({ transfer, personName, fromUnit, toUnit }) => ({
      action: 'person.transfer',
      entity: { type: 'person', id: transfer.personId, label: personName },
      clause: '2.3.1',
      reason: transfer.reason,
      before: { unit: fromUnit },
      after: { unit: toUnit, duty: transfer.duty },
    })),
  );
}
