import { and, asc, eq, exists, inArray, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { accounts, people, roleAssignments } from '@/db/schema/identity';
import { membershipRequests, transfers } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { now } from '@/lib/core/clock';
import { inForce } from '@/lib/identity/roles/queries/period';
import { type LockedRequest, lockRequests } from '../../requests/commands/lock';

const oldUnits = alias(units, 'old_units');
const newUnits = alias(units, 'new_units');

/**
 * Transfers with what carrying them out needs, locked. The people first, against whoever holds them (shared) to decide, to file or
 * to receipt one of the requests: he waits, and sees afterwards what became of the transfer.
 */
export async function lockTransfers(tx: Tx, scope: SQL) {
  await tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, tx.select({ id: transfers.personId }).from(transfers).where(scope)))
    .orderBy(asc(people.id))
    .for('update');
  const heads = tx
    .select({ one: sql`1` })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, transfers.personId),
        eq(roleAssignments.unitId, transfers.fromUnitId),
        inForce(roleAssignments, now()),
      ),
    );
  return tx
    .select({
      transfer: transfers,
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${people.id})`,
      atOldUnit: sql<boolean>`${people.unitId} = ${transfers.fromUnitId}`,
      heads: sql<boolean>`${exists(heads)}`,
      fromUnit: oldUnits.name,
      toUnit: newUnits.name,
      toShortName: newUnits.shortName,
      toUnitArchived: sql<boolean>`${newUnits.archivedAt} is not null`,
    })
    .from(transfers)
    .innerJoin(people, eq(people.id, transfers.personId))
    .innerJoin(oldUnits, eq(oldUnits.id, transfers.fromUnitId))
    .innerJoin(newUnits, eq(newUnits.id, transfers.toUnitId))
    .where(scope)
    .orderBy(asc(transfers.id))
    .for('update', { of: transfers });
}

export type LockedTransfer = Awaited<ReturnType<typeof lockTransfers>>[number];

/** What of the transfers' requests nobody has finished, locked after them. */
export async function openRequestsOf(tx: Tx, locked: readonly LockedTransfer[]): Promise<LockedRequest[]> {
  if (!locked.length) return [];
  const open = and(
    inArray(
      membershipRequests.transferId,
      locked.map(({ transfer }) => transfer.id),
    ),
    inArray(membershipRequests.status, ['submitted', 'approved']),
  );
  const rows = await tx.select({ id: membershipRequests.id }).from(membershipRequests).where(open);
  return lockRequests(
    tx,
    rows.map(({ id }) => id),
    sql`${membershipRequests.status} in ('submitted', 'approved')`,
  );
}
