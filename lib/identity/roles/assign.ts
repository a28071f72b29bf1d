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

/**
 * Ends a person's administration of a group from now on. Refuses (`not_found`) when he is not an administrator of it; that
 * the group keeps one is for the caller to see to.
 */
export async function endGroupAdmin(tx: Tx, actor: Actor, change: GroupAdminChange): Promise<void> {
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
        eq(people.id, personId),
        or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, at)),
      ),
    )
    .for('update');
  if (!held.length) refuse('not_found', `此人不是「${group.name}」的群管理员`);
  await closeRoles(
    tx,
    actor,
    held.map((role) => ({ ...role, scopeName: group.name })),
    { at, reason, grant, clause },
  );
}
