import { eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/** Requests the actor may see: all, his unit's, and those about himself. Goes into every WHERE. */
export function visibleRequests(actor: Actor): SQL {
  const scope = scopeOf(actor, 'membership.view');
  if (scope.all) return sql`true`;
  const units = scope.unitIds.length ? inArray(membershipRequests.unitId, scope.unitIds) : undefined;
  const own = scope.personId ? eq(membershipRequests.personId, scope.personId) : undefined;
  return or(units, own) ?? sql`false`;
}
