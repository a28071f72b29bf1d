import { inArray, or, type SQL, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/** The groups this actor may know of. */
export function visibleGroups(actor: Actor): SQL {
  const scope = scopeOf(actor, 'groups.view');
  return scope.all ? sql`true` : inArray(groups.id, scope.groupIds);
}

/** The members this actor may see: all of a group he is in or administers, those of his units in any other. */
export function visibleMembers(actor: Actor): SQL {
  const scope = scopeOf(actor, 'groups.members');
  if (scope.all) return sql`true`;
  return or(inArray(memberships.groupId, scope.groupIds), inArray(memberships.unitId, scope.unitIds)) as SQL;
}

/** Ids of the groups he administers. */
export function administeredGroups(actor: Actor): string[] {
  return actor.grants.filter((grant) => grant.role === 'group_admin').flatMap((grant) => grant.groupIds);
}

/** For a FROM: role assignments in force (ra) and their holders (a) that make somebody administrator of the group in `group`, a column outside. */
export const administratorRows = (group: SQL, at: Date): SQL => sql`
  role_assignments ra join people a on a.id = ra.person_id
  where ra.role = 'group_admin' and ra.group_id = ${group} and ra.starts_at <= ${at.toISOString()}::timestamptz
    and (ra.ends_at is null or ra.ends_at > ${at.toISOString()}::timestamptz)`;
