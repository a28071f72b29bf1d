import { and, asc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { administratorRows } from '../queries/visible';
import { leaveObstacle } from './rules';

const mostShown = 200;

/** Memberships whose end the actor may order: those that represent his unit; for the Office all. */
export function endable(actor: Actor): SQL {
  const scope = scopeOf(actor, 'membership.submit');
  return scope.all ? sql`true` : inArray(memberships.unitId, scope.unitIds);
}

/** A request under way for a membership's person and group, by its number. */
const openRequestNumber = sql<string | null>`(select r.number from membership_requests r
  where r.person_id = ${memberships.personId} and r.group_id = ${memberships.groupId}
    and r.status in ('reported', 'submitted', 'approved') limit 1)`;

export interface LeavableGroup {
  membershipId: string;
  groupName: string;
  platform: Platform;
  ownerUnitId: string;
  unitId: string;
  unitName: string;
  /** Why it cannot be ended just now. */
  obstacle: string | null;
}

/** The groups somebody is in that the actor may take him out of. One statement. */
export async function groupsToLeave(actor: Actor, personId: string): Promise<LeavableGroup[]> {
  const rows = await db()
    .select({
      membershipId: memberships.id,
      groupName: groups.name,
      platform: groups.platform,
      ownerUnitId: groups.ownerUnitId,
      unitId: memberships.unitId,
      unitName: units.name,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
      administrator: sql<boolean>`exists (select 1 from ${administratorRows(sql`${memberships.groupId}`, now())}
        and ra.person_id = ${memberships.personId})`,
      open: openRequestNumber,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .innerJoin(units, eq(units.id, memberships.unitId))
    .where(and(eq(memberships.personId, personId), isNull(memberships.until), endable(actor)))
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(mostShown);
  return rows.map(({ groupArchived, administrator, open, ...row }) => ({
    ...row,
    obstacle:
      leaveObstacle({ personName: '此人', groupName: row.groupName, groupArchived, administrator }) ??
      (open ? `已有申请 ${open}` : null),
  }));
}
