import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { delegations } from '@/db/schema/identity';
import type { DelegableRole } from '../rules';

/** Delegations not over yet. */
const open = (at: Date) => and(isNull(delegations.endedAt), gt(delegations.endsAt, at));

/** Ends what a person has handed over of a role he no longer has. */
export async function closeDelegationsFrom(
  tx: Tx,
  { personId, role, at }: { personId: string; role: DelegableRole; at: Date },
): Promise<void> {
  await tx
    .update(delegations)
    .set({ endedAt: at })
    .where(and(eq(delegations.fromPersonId, personId), eq(delegations.role, role), open(at)));
}

export interface ClosedDelegation {
  id: string;
  fromPersonId: string;
  toPersonId: string;
  role: DelegableRole;
}

/** Ends everything a person handed over or was handed: he is leaving. */
export async function closeDelegationsOf(tx: Tx, personId: string, at: Date): Promise<ClosedDelegation[]> {
  return tx
    .update(delegations)
    .set({ endedAt: at })
    .where(and(or(eq(delegations.fromPersonId, personId), eq(delegations.toPersonId, personId)), open(at)))
    .returning({
      id: delegations.id,
      fromPersonId: delegations.fromPersonId,
      toPersonId: delegations.toPersonId,
      role: delegations.role,
    });
}
