import { inArray, type SQL, sql } from 'drizzle-orm';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/** Orders the actor may see: all, or those of the groups he administers. Goes into every WHERE. */
export function visibleOrders(actor: Actor): SQL {
  const scope = scopeOf(actor, 'orders.view');
  if (scope.all) return sql`true`;
  return scope.groupIds.length ? inArray(workOrders.groupId, scope.groupIds) : sql`false`;
}
