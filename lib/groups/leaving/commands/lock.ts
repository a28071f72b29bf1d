import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { now } from '@/lib/core/clock';
import { administratorRows } from '../../queries/visible';

/**
 * Open memberships in the actor's scope, with what ending them needs. Groups and people are held as they are (shared), memberships locked, each kind in
 * the order of its ids: before requests and orders, as everywhere.
 */
export async function lockMemberships(tx: Tx, ids: readonly string[], scope: SQL) {
  if (!ids.length) return [];
  const wanted = and(inArray(memberships.id, [...ids]), isNull(memberships.until), scope);
  const of = (column: typeof memberships.groupId | typeof memberships.personId) =>
    tx.select({ id: column }).from(memberships).where(wanted);
  await tx
    .select({ id: groups.id })
    .from(groups)
    .where(inArray(groups.id, of(memberships.groupId)))
    .orderBy(asc(groups.id))
    .for('share');
  await tx
    .select({ id: people.id })
    .from(people)
    .where(inArray(people.id, of(memberships.personId)))
    .orderBy(asc(people.id))
    .for('share');
  return tx
    .select({
      id: memberships.id,
      personId: memberships.personId,
      groupId: memberships.groupId,
      unitId: memberships.unitId,
      nickname: memberships.nickname,
      personName: people.name,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${people.id})`,
      groupName: groups.name,
      platform: groups.platform,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
      unitName: units.name,
      administrator: sql<boolean>`exists (select 1 from ${administratorRows(sql`${memberships.groupId}`, now())}
        and ra.person_id = ${people.id})`,
    })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(wanted)
    .orderBy(asc(memberships.id))
    .for('update', { of: memberships });
}

export type LockedMembership = Awaited<ReturnType<typeof lockMemberships>>[number];
