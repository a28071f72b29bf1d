import { eq, type SQL, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { WayOut } from '../list';
import { ofUnits } from './visible';

/**
 * By which way a notice went out, and why, for whoever follows it; of an emergency everybody knows that it went first. Null while it has not
 * gone out.
 */
export function wayOut(actor: Actor): SQL<WayOut | null> {
  const { all, unitIds } = scopeOf(actor, 'notices.view');
  const follows = sql`(${eq(notices.authorId, actor.personId ?? '')} or ${ofUnits(unitIds) ?? sql`false`})`;
  const known = all ? sql`true` : follows;
  return sql<WayOut | null>`case when ${notices.publishedAt} is not null then json_build_object(
    'first', ${notices.category} = 'emergency', 'recorded', ${notices.postedBeforeAt} is not null,
    'released', ${known} and ${notices.releasedBy} is not null,
    'why', case when ${known} then coalesce(${notices.releaseReason}, ${notices.lateReason}) end) end`;
}
