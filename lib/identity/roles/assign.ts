import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people, roleAssignments } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { closeRoles, openRole } from './commands/terms';

interface GroupAdminChange {
  personId: string;
  group: { id: string; name: string };
  reason: string;
  grant: Grant;
  clause?: string;
}

/** Makes a person administrator of a group from now on, in the caller's transaction; the caller has asked groups.manage. */
export async function assignGroupAdmin(tx: Tx, actor: Actor, change: GroupAdminChange): Promise<string> {
  const { group, ...rest } = change;
  return openRole(tx, actor, {
    ...rest,
    role: 'group_admin',
    scope: { type: 'group', ...group },
    startsAt: now(),
    endsAt: null,
  });
}

type GroupAdminEnd = Omit<GroupAdminChange, 'personId'> & {
  /** Left out: all administrators of the group, as when it is archived. */
  personId?: string;
};

/**
 * Ends the group administration of one person, or of all, from now on. Refuses (`not_found`) when the one is not an
 * administrator of the group.
 * @returns how many ended.
 */
export async function endGroupAdmin(tx: Tx, actor: Actor, change: GroupAdminEnd): Promise<number> {
  const { group, personId, reason, grant, clause } = change;
  const at = now();
  const held = await tx
    .select({
      id: roleAssignments.id,
      personId: people.id,
      personName: people.name,
      role: roleAssignments.role,
      startsAt: roleAssignments.startsAt,
      endsAt: roleAssignments.endsAt,
    })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(
      and(
        eq(roleAssignments.groupId, group.id),
        personId ? eq(people.id, personId) : undefined,
        or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, at)),
      ),
    )
    .orderBy(people.id)
    .for('update');
  if (personId && !held.length) refuse('not_found', `此人不是「${group.name}」的群管理员`);
  await closeRoles(
    tx,
    actor,
    held.map((role) => ({ ...role, scopeName: group.name })),
    { at, reason, grant, clause },
  );
  return held.length;
}
