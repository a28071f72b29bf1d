import { inArray, type SQL, sql } from 'drizzle-orm';
import { sweepItems } from '@/db/schema/sweeps';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/** Questions the actor may see: all, or those of his units. Goes into every WHERE. */
export function visibleItems(actor: Actor): SQL {
  const scope = scopeOf(actor, 'inactive.view');
  return scope.all ? sql`true` : inArray(sweepItems.unitId, scope.unitIds);
}
