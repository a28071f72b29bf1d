import { inArray, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import type { ActivityKind } from '@/db/schema/activity';
import type { LeftOut, Passed } from '@/db/schema/sweeps';
import { settingsNow } from '@/lib/settings/queries';
import { lastSeen, recordCoverage } from '../../activity/queries';
import { administratorRows } from '../../queries/visible';
import { cutoffOf, passedOver, type Standing } from '../rules';

/** A member of whom nothing has been seen for long. */
export interface Dormant extends Standing {
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

/** Beyond these the rest waits for the sweep after. */
const mostDormant = 5_000;

const inForce = (role: string, at: string) => sql`ra.person_id = m.person_id and ra.role = ${role}
  and ra.starts_at <= ${at}::timestamptz and (ra.ends_at is null or ra.ends_at > ${at}::timestamptz)`;

type Row = Omit<Dormant, 'memberSince' | 'lastAt'> & { memberSince: string; lastAt: string | null };

/** Open memberships of the groups that are older than `cutoff`, and whose persons have not been seen since. One statement. */
async function dormantMembers(
  on: Reader,
  groupIds: readonly string[],
  cutoff: Date,
  now: Date,
): Promise<Dormant[]> {
  if (!groupIds.length) return [];
  const at = now.toISOString();
  const rows = await on.execute<Row & Record<string, unknown>>(sql`
    select m.id as "membershipId", m.person_id as "personId", m.group_id as "groupId", g.name as "groupName",
      m.unit_id as "unitId", u.name as "unitName", m.since as "memberSince", seen.at as "lastAt", seen.kind as "lastKind",
      exists (select 1 from ${administratorRows(sql`m.group_id`, now)} and ra.person_id = m.person_id) as administrator,
      exists (select 1 from role_assignments ra where ${inForce('leader', at)}) as leader,
      exists (select 1 from role_assignments ra where ${inForce('unit_head', at)}) as head,
      exists (select 1 from role_assignments ra where ${inForce('unit_head', at)} and ra.unit_id = m.unit_id) as own,
      exists (select 1 from sweep_items i where i.membership_id = m.id and i.kept_until > ${at}::timestamptz) as kept,
      exists (select 1 from sweep_items i where i.membership_id = m.id and i.status in ('asked', 'escalated')) as asked,
      exists (select 1 from membership_requests r where r.person_id = m.person_id and r.group_id = m.group_id
        and r.status in ('reported', 'submitted', 'approved')) as leaving
    from memberships m
    join groups g on g.id = m.group_id
    join units u on u.id = m.unit_id
    left join lateral ${lastSeen(sql`m.person_id`, sql`m.group_id`)} seen on true
    where m.until is null and ${inArray(sql`m.group_id`, [...groupIds])}
      and m.since < ${cutoff.toISOString()}::timestamptz
      and (seen.at is null or seen.at < ${cutoff.toISOString()}::timestamptz)
    order by m.id limit ${mostDormant}`);
  return rows.map((row) => ({
    ...row,
    memberSince: new Date(row.memberSince),
    lastAt: row.lastAt ? new Date(row.lastAt) : null,
  }));
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
  const passed: Passed = {};
  const toAsk: Dormant[] = [];
  for (const member of await dormantMembers(on, covered, cutoff, at)) {
    const why = passedOver(member, exempt === 'heads');
    if (why) passed[why] = (passed[why] ?? 0) + 1;
    else toAsk.push(member);
  }
  return { days, cutoff, groupCount: covered.length, leftOut, toAsk, passed };
}
