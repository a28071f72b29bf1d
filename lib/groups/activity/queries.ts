import { asc, eq, isNull, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { activities, groupRecords } from '@/db/schema/activity';
import { groups } from '@/db/schema/groups';
import { recordsMissing } from './rules';

const mostGroups = 2_000;

/** Groups in use, told by whether what happened in them since `cutoff` is known, and if not, why. */
export interface Coverage {
  covered: string[];
  leftOut: { name: string; why: string }[];
}

/** Which groups' records cover everything from `cutoff` until `at`. One statement. */
export async function recordCoverage(on: Reader, cutoff: Date, at: Date): Promise<Coverage> {
  const rows = await on
    .select({
      id: groups.id,
      name: groups.name,
      platform: groups.platform,
      createdAt: groups.createdAt,
      from: groupRecords.coveredFrom,
      until: groupRecords.coveredUntil,
    })
    .from(groups)
    .leftJoin(groupRecords, eq(groupRecords.groupId, groups.id))
    .where(isNull(groups.archivedAt))
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(mostGroups);
  const coverage: Coverage = { covered: [], leftOut: [] };
  for (const { id, name, platform, createdAt, from, until } of rows) {
    const own = platform === 'portal' ? { from: createdAt, until: null } : null;
    const why = recordsMissing({ platform, records: from ? { from, until } : own }, cutoff, at);
    if (why) coverage.leftOut.push({ name, why });
    else coverage.covered.push(id);
  }
  return coverage;
}

/** For a lateral join: when (at) and by what (kind) the person was last seen in the group or the portal; no row when never. */
export const lastSeen = (person: SQL, group: SQL): SQL => sql`(select at, kind from (
    select seen.at, seen.kind from ${activities} seen
      where seen.person_id = ${person} and (seen.group_id = ${group} or seen.group_id is null)
    union all
    select account.last_sign_in_at, 'sign_in' from accounts account
      where account.person_id = ${person} and account.last_sign_in_at is not null) every_sign
  order by at desc limit 1)`;
