import { and, eq, inArray, not, or, type SQL, sql } from 'drizzle-orm';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/**
 * Requests the actor may see, in parts that have no row in common: all; or those of his units, and those about himself. Each part
 * is served by an index in the order of a list, which the parts together are not.
 */
export function visibleParts(actor: Actor): SQL[] {
  const scope = scopeOf(actor, 'membership.view');
  if (scope.all) return [sql`true`];
  const units = scope.unitIds.length ? inArray(membershipRequests.unitId, scope.unitIds) : undefined;
  const own = scope.personId ? eq(membershipRequests.personId, scope.personId) : undefined;
  return [units, units && own ? and(own, not(units)) : own].filter((part) => part !== undefined);
}

/** Requests the actor may see: all, his unit's, and those about himself. Goes into every WHERE. */
export function visibleRequests(actor: Actor): SQL {
  return or(...visibleParts(actor)) ?? sql`false`;
}
