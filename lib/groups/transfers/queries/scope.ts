import { eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';

/** Transfers the actor may see: all; those out of his unit or into it; his own. Goes into every WHERE. */
export function visibleTransfers(actor: Actor): SQL {
  const { all, unitIds, personId } = scopeOf(actor, 'membership.view');
  if (all) return sql`true`;
  const seen = or(
    unitIds.length ? inArray(transfers.fromUnitId, unitIds) : undefined,
    unitIds.length ? inArray(transfers.toUnitId, unitIds) : undefined,
    personId ? eq(transfers.personId, personId) : undefined,
  );
  return seen ?? sql`false`;
}
