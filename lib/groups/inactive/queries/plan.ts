import { inArray, type SQL, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import type { ActivityKind } from '@/db/schema/activity';
import type { LeftOut, Passed } from '@/db/schema/sweeps';
import { settingsNow } from '@/lib/settings/queries';
import { lastSeen, recordCoverage } from '../../activity/queries';
import { administratorRows } from '../../queries/visible';
import { cutoffOf } from '../rules';

/** A member of whom nothing has been seen for long. */
export interface Dormant {
  membershipId: string;
  personId: string;
  groupId: string;
  groupName: string;
  unitId: string;
  unitName: string;
  memberSince: Date;
  lastAt: Date | null;
  lastKind: ActivityKind | null;
  /** He is the head of the very unit that would be asked. */
  own: boolean;
}

/** Beyond these the rest waits for the sweep after, which passes these over as asked. */
const mostAsked = 5_000;

const inForce = (role: string, at: string) => sql`ra.person_id = m.person_id and ra.role = ${role}
  and ra.starts_at <= ${at}::timestamptz and (ra.ends_at is null or ra.ends_at > ${at}::timestamptz)`;

/** Why an inactive member (`m`) is not asked about, the first reason that holds; null when he is. */
const passedOver = (now: Date, headsExempt: boolean): SQL => {
  const at = now.toISOString();
  return sql`case
    when exists (select 1 from ${administratorRows(sql`m.group_id`, now)} and ra.person_id = m.person_id) then 'administrator'
    when exists (select 1 from role_assignments ra where ${inForce('leader', at)}) then 'leader'
    when ${headsExempt}::boolean and exists (select 1 from role_assignments ra where ${inForce('unit_head', at)}) then 'role'
    when exists (select 1 from membership_requests r where r.person_id = m.person_id and r.group_id = m.group_id
      and r.status in ('reported', 'submitted', 'approved')) then 'leaving'
    when exists (select 1 from sweep_items i where i.membership_id = m.id and i.status in ('asked', 'escalated')) then 'asked'
    when exists (select 1 from sweep_items i where i.membership_id = m.id and i.kept_until > ${at}::timestamptz) then 'kept'
  end`;
};

type Row = Omit<Dormant, 'memberSince' | 'lastAt'> & { memberSince: string; lastAt: string | null };

/**
 * Open memberships of the groups that are older than `cutoff`, and whose persons have not been seen since: those to ask about, and
 * how many are passed over, by reason. However many those are, nobody is left out because of them. One statement.
 */
async function dormantMembers(
  on: Reader,
  groupIds: readonly string[],
  cutoff: Date,
  now: Date,
  headsExempt: boolean,
): Promise<Pick<SweepPlan, 'toAsk' | 'passed'>> {
  if (!groupIds.length) return { toAsk: [], passed: {} };
  const since = sql`${cutoff.toISOString()}::timestamptz`;
  const [found] = await on.execute<{ asked: Row[]; passed: Passed }>(sql`
    with dormant as materialized (
      select m.id, m.person_id, m.group_id, m.unit_id, m.since, seen.at, seen.kind, ${passedOver(now, headsExempt)} as why
      from memberships m left join lateral ${lastSeen(sql`m.person_id`, sql`m.group_id`)} seen on true
      where m.until is null and ${inArray(sql`m.group_id`, [...groupIds])} and m.since < ${since}
        and (seen.at is null or seen.at < ${since})
    ), to_ask as (
      select m.id as "membershipId", m.person_id as "personId", m.group_id as "groupId", g.name as "groupName",
        m.unit_id as "unitId", u.name as "unitName", m.since as "memberSince", m.at as "lastAt", m.kind as "lastKind",
        exists (select 1 from role_assignments ra where ${inForce('unit_head', now.toISOString())}
          and ra.unit_id = m.unit_id) as own
      from (select * from dormant where why is null order by id limit ${mostAsked}) m
      join groups g on g.id = m.group_id
      join units u on u.id = m.unit_id
    )
    select (select coalesce(json_agg(t order by t."membershipId"), '[]') from to_ask t) as asked,
      (select coalesce(json_object_agg(why, n), '{}') from (
        select why, count(*)::int as n from dormant where why is not null group by why) as counted) as passed`);
  const toAsk = (found?.asked ?? []).map((row) => ({
    ...row,
    memberSince: new Date(row.memberSince),
    lastAt: row.lastAt ? new Date(row.lastAt) : null,
  }));
  return { toAsk, passed: found?.passed ?? {} };
}

/** What a sweep begun at `at` would ask, of whom, and what it passes over. */
export interface SweepPlan {
  days: number;
  cutoff: Date;
  groupCount: number;
  leftOut: LeftOut[];
  toAsk: Dormant[];
  passed: Passed;
}

/** The sweep as it would be just now: the same for the preview and for the sweep itself. Two statements, and the settings. */
export async function planSweep(on: Reader, at: Date): Promise<SweepPlan> {
  const { 'inactive.days': days, 'inactive.exempt': exempt } = await settingsNow(on);
  const cutoff = cutoffOf(at, days);
  const { covered, leftOut } = await recordCoverage(on, cutoff, at);
  const { toAsk, passed } = await dormantMembers(on, covered, cutoff, at, exempt === 'heads');
  return { days, cutoff, groupCount: covered.length, leftOut, toAsk, passed };
}
