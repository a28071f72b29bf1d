import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { sweepItems } from '@/db/schema/sweeps';
import { lastSeen } from '../../activity/queries';

const seenSince = sql<string | null>`(select at from
  ${lastSeen(sql`${sweepItems.personId}`, sql`${sweepItems.groupId}`)} seen)`;

/**
 * Questions in the actor's scope with what became of the member meanwhile, locked. Whoever also takes people out has locked their
 * memberships before, as everywhere.
 */
export async function lockItems(tx: Tx, where: SQL | undefined, most: number) {
  const rows = await tx
    .select({
      item: sweepItems,
      personName: people.name,
      groupName: groups.name,
      left: sql<boolean>`${memberships.until} is not null`,
      seenAt: seenSince,
    })
    .from(sweepItems)
    .innerJoin(people, eq(people.id, sweepItems.personId))
    .innerJoin(groups, eq(groups.id, sweepItems.groupId))
    .innerJoin(memberships, eq(memberships.id, sweepItems.membershipId))
    .where(where)
    .orderBy(asc(sweepItems.id))
    .limit(most)
    .for('update', { of: sweepItems });
  return rows.map(({ item, seenAt, ...facts }) => ({
    ...item,
    ...facts,
    seenAt: seenAt ? new Date(seenAt) : null,
  }));
}

export type LockedItem = Awaited<ReturnType<typeof lockItems>>[number];

export const itemLabel = ({ personName, groupName }: { personName: string; groupName: string }): string =>
  `${personName}（${groupName}）`;

/** Ids of the memberships these questions are about. */
export async function membershipsOf(tx: Tx, ids: readonly string[], scope: SQL): Promise<string[]> {
  const rows = await tx
    .select({ id: sweepItems.membershipId })
    .from(sweepItems)
    .where(and(inArray(sweepItems.id, [...ids]), scope))
    .limit(ids.length);
  return rows.map(({ id }) => id);
}
