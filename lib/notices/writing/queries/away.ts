import { and, eq, inArray, isNotNull, ne, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';
import { handedIn, ofUnits } from '../../queries/visible';

/**
 * Whether whoever wrote a notice is there no more: he has left the service, or the unit in whose name it is, or his account is closed. What is
 * his to do would wait for ever. Columns are named in full: among those that are selected, they would else be taken for the sub-select's own.
 */
export function authorAway(): SQL<boolean> {
  const today = sql`${officeDay(now())}::date`;
  return sql<boolean>`not exists (select 1 from people writer where writer.id = notices.author_id and writer.departed_at is null
    and not exists (select 1 from accounts a where a.person_id = writer.id and a.disabled_at is not null)
    and (writer.unit_id = notices.unit_id or exists (select 1 from secondary_postings sp where sp.person_id = writer.id
      and sp.unit_id = notices.unit_id and sp.starts_on <= ${today} and (sp.ends_on is null or sp.ends_on >= ${today}))))`;
}

/** The same of one notice, for a policy. One statement. */
export async function isAuthorAway(on: Reader, id: string): Promise<boolean> {
  const [row] = await on.select({ away: authorAway() }).from(notices).where(eq(notices.id, id));
  return row?.away ?? false;
}

/** By name, who of its unit goes on with a notice whose author is there no more, beside the Office: its heads; none where there is none. */
export function standIns(): SQL<string[]> {
  const at = sql`${now().toISOString()}::timestamptz`;
  return sql<string[]>`(select coalesce(json_agg(distinct head.name), '[]'::json) from role_assignments post
    join people head on head.id = post.person_id and head.departed_at is null and head.id <> notices.author_id
    where post.role = 'unit_head' and post.unit_id = notices.unit_id and post.starts_at <= ${at}
      and (post.ends_at is null or post.ends_at > ${at}))`;
}

/** In SQL what `mayStandIn` says of what others have handed in; false for whoever never does. */
export function standsIn(actor: Actor): SQL {
  const { all, unitIds } = scopeOf(actor, 'notices.stand_in');
  const units = ofUnits(unitIds);
  if (!(actor.personId && (all || units))) return sql`false`;
  const others = ne(notices.authorId, actor.personId);
  return and(handedIn, others, all ? undefined : units, authorAway()) as SQL;
}

/** What only its author goes on with: to send it out, or to do it anew. */
export const waitsForAuthor = inArray(notices.status, ['approved', 'returned']);

/**
 * What would wait for ever for an author who is there no more, for whoever stands in for him. Every page asks how much that is: it looks only
 * at what was found so (commands/left), and makes sure.
 */
export const waitsForStandIn = (actor: Actor): SQL =>
  and(isNotNull(notices.leftAt), waitsForAuthor, standsIn(actor)) as SQL;
