import { and, eq, inArray, isNull, ne, or, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { baselines } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';

/** In SQL what `mayVouch` and `mayDecideBaseline` say: drafts of his groups, and to the Office what somebody else has vouched for. */
function toConfirm(actor: Actor): SQL {
  const { groupIds } = scopeOf(actor, 'baseline.vouch');
  const own = groupIds.length
    ? and(eq(baselines.status, 'draft'), inArray(baselines.groupId, groupIds))
    : undefined;
  const others =
    mayAtAll(actor, 'baseline.decide') && actor.personId
      ? and(eq(baselines.status, 'confirmed'), ne(baselines.adminBy, actor.personId))
      : undefined;
  return or(own, others) ?? sql`false`;
}

/** Groups (a table outside) whose baseline waits for the actor's confirmation. */
export function baselineWaits(actor: Actor): SQL {
  return sql`exists (select 1 from ${baselines} where ${baselines.groupId} = ${groups.id} and ${toConfirm(actor)})`;
}

/** The same groups, in use, with how many lines there are, who spoke last and when: those that wait longest first. */
export function selectBaselines(actor: Actor, count: SQL<number>, most: number) {
  return db()
    .select({
      part: sql<'nickname' | 'baseline' | 'roster'>`'baseline'`,
      groupId: groups.id,
      groupName: groups.name,
      platform: groups.platform,
      said: sql<string>`${baselines.statusByName}`,
      at: sql`${baselines.statusAt}`.mapWith(baselines.statusAt),
      lines: sql<number>`(select count(*)::int from baseline_rows r where r.baseline_id = ${baselines.id})`,
      count,
    })
    .from(baselines)
    .innerJoin(groups, eq(groups.id, baselines.groupId))
    .where(and(isNull(groups.archivedAt), toConfirm(actor)))
    .orderBy(baselines.statusAt, baselines.id)
    .limit(most);
}
