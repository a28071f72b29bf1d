import { and, eq, gt, inArray, isNull, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { delegations, people } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { notify } from '@/lib/inbox/notify';
import { type DelegableRole, delegableRoles } from '../rules';

const giver = alias(people, 'giver');
const taker = alias(people, 'taker');

/** Why delegations end without their parties having asked for it. */
interface Closing {
  at: Date;
  reason: string;
  grant: Grant;
  clause?: string;
}

export interface ClosedDelegation {
  id: string;
  fromPersonId: string;
  fromName: string;
  toPersonId: string;
  role: DelegableRole;
}

/** Ends those that are not over yet, and records each. */
async function close(
  tx: Tx,
  actor: Actor,
  which: SQL | undefined,
  { at, reason, grant, clause }: Closing,
): Promise<ClosedDelegation[]> {
  const open = await tx
    .select({
      id: delegations.id,
      fromPersonId: delegations.fromPersonId,
      fromName: giver.name,
      toPersonId: delegations.toPersonId,
      toName: taker.name,
      role: delegations.role,
      endsAt: delegations.endsAt,
    })
    .from(delegations)
    .innerJoin(giver, eq(giver.id, delegations.fromPersonId))
    .innerJoin(taker, eq(taker.id, delegations.toPersonId))
    .where(and(which, isNull(delegations.endedAt), gt(delegations.endsAt, at)))
    .orderBy(delegations.id)
    .for('update', { of: delegations });
  if (!open.length) return [];
  const ids = open.map((row) => row.id);
  await tx.update(delegations).set({ endedAt: at }).where(inArray(delegations.id, ids));
  await record(
    tx,
    actor,
    ...open.map((row) => ({
      action: 'delegation.end',
      entity: { type: 'delegation', id: row.id, label: `${row.fromName} → ${row.toName}` },
      grant,
      clause,
      reason,
      before: { endsAt: row.endsAt },
      after: { endedAt: at },
    })),
  );
  return open;
}

/** Ends what a person has handed over of a role he no longer has, and tells those who had it from him. */
export async function closeDelegationsFrom(
  tx: Tx,
  actor: Actor,
  { personId, role }: { personId: string; role: DelegableRole },
  closing: Closing,
): Promise<void> {
  const which = and(eq(delegations.fromPersonId, personId), eq(delegations.role, role));
  const closed = await close(tx, actor, which, closing);
  await notify(
    tx,
    closed.map(({ fromName, toPersonId }) => ({
      personId: toPersonId,
      kind: 'delegation' as const,
      title: `${fromName}不再是${delegableRoles[role]}，委托给您的职责随之结束`,
      detail: closing.reason,
      href: '/delegation',
    })),
  );
}

/** Ends everything a person handed over or was handed: he is leaving. Whom to tell is the caller's to say. */
export async function closeDelegationsOf(
  tx: Tx,
  actor: Actor,
  personId: string,
  closing: Closing,
): Promise<ClosedDelegation[]> {
  const which = or(eq(delegations.fromPersonId, personId), eq(delegations.toPersonId, personId));
  return close(tx, actor, which, closing);
}
