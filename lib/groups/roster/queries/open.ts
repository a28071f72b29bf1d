import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { rosterChecks } from '@/db/schema/roster';
import type { Actor } from '@/lib/access/actor';
import { visibleChecks } from './scope';

/** A group's latest check; those before it are history, whatever was left open in them. For use as a lateral join. */
const latestCheck = sql`(select c.id, c.taken_at, c.taken_by_name from roster_checks c
  where c.group_id = ${groups.id} order by c.taken_at desc, c.id desc limit 1)`;

const openLines = (check: SQL): SQL =>
  sql`from roster_entries e where e.check_id = ${check} and e.status = 'open'`;

/** Groups (a table outside) whose latest check has lines that wait for the actor, as for everybody who may deal with them. */
export function rosterWaits(actor: Actor): SQL {
  return sql`exists (select 1 from ${rosterChecks} where ${rosterChecks.groupId} = ${groups.id} and ${visibleChecks(actor)}
    and ${rosterChecks.id} = (select id from ${latestCheck} latest) and exists (select 1 ${openLines(sql`${rosterChecks.id}`)}))`;
}

/** The same groups, in use, with how many lines are open, who compared them and when: those compared longest ago first. */
export function selectOpenRosters(actor: Actor, count: SQL<number>, most: number) {
  return db()
    .select({
      part: sql<'nickname' | 'baseline' | 'roster'>`'roster'`,
      groupId: groups.id,
      groupName: groups.name,
      platform: groups.platform,
      said: sql<string>`${rosterChecks.takenByName}`,
      at: sql`${rosterChecks.takenAt}`.mapWith(rosterChecks.takenAt),
      lines: sql<number>`(select count(*)::int ${openLines(sql`${rosterChecks.id}`)})`,
      count,
    })
    .from(groups)
    .innerJoin(rosterChecks, eq(rosterChecks.id, sql`(select id from ${latestCheck} latest)`))
    .where(and(isNull(groups.archivedAt), rosterWaits(actor)))
    .orderBy(rosterChecks.takenAt, rosterChecks.id)
    .limit(most);
}
