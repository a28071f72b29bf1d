import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people, roleAssignments } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { inForce } from '@/lib/identity/roles/queries/period';
import { mayManageGroup } from '../policy';

export type Group = typeof groups.$inferSelect;

/** What the audit trail calls the group. */
export const entityOf = ({ id, name }: { id: string; name: string }) => ({ type: 'group', id, label: name });

/** The grant to manage groups, or the end of it. */
export function managing(actor: Actor): Grant {
  return granted(mayManageGroup(actor));
}

/**
 * The group, locked so that nothing can be filed for it meanwhile: inserts that name it (requests, orders, roles) take a key
 * share lock on this row and wait.
 */
export async function lockGroup(tx: Tx, id: string): Promise<Group> {
  const [group] = await tx.select().from(groups).where(eq(groups.id, id)).for('update');
  return group ?? refuse('not_found', '没有这个工作群');
}

/** Who administers the group at this moment, longest first. */
export async function administratorsInForce(
  tx: Tx,
  groupId: string,
): Promise<{ personId: string; name: string }[]> {
  return tx
    .select({ personId: people.id, name: people.name })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(
      and(
        eq(roleAssignments.role, 'group_admin'),
        eq(roleAssignments.groupId, groupId),
        inForce(roleAssignments, now()),
      ),
    )
    .orderBy(roleAssignments.startsAt, people.id);
}
