import { inArray, type SQL, sql } from 'drizzle-orm';
import { rosterChecks } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/** Checks the actor may see: of the groups he administers; the Office all. */
export function visibleChecks(actor: Actor): SQL {
  const scope = scopeOf(actor, 'roster.check');
  return scope.all ? sql`true` : inArray(rosterChecks.groupId, scope.groupIds);
}
