import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { auditEvents } from '@/db/schema/house';
import { memberships, type NicknameState } from '@/db/schema/membership';
import type { BaselineStatus } from '@/db/schema/roster';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { grantFor, mayAtAll, scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { baselineWaits } from '../baseline/queries/waiting';
import { nicknameState } from '../nickname/queries';
import { mayConfirmNickname, mayManageGroup } from '../policy';
import { mayCheckRoster } from '../roster/policy';
import { groupEvents } from '../rules';
import { administratorRows, visibleGroups } from './visible';

interface Administrator {
  id: string;
  name: string;
  unitName: string;
}

export interface GroupDetail {
  id: string;
  name: string;
  platform: Platform;
  purpose: string;
  ownerUnitId: string;
  unitName: string;
  createdAt: Date;
  archivedAt: Date | null;
  archivedReason: string | null;
  members: number;
  administrators: Administrator[];
  /** The actor's own membership. */
  mine: { id: string; nickname: string; nicknameState: NicknameState | null; mayConfirm: boolean } | null;
  /** The list by which its register is to begin, and whether it waits for the actor; null also for those who may not compare. */
  baseline: { status: BaselineStatus; waits: boolean } | null;
  /** When its real list was last compared; null also for those who may not compare it. */
  checkedAt: Date | null;
  may: {
    /** All members, those of his units, or none. */
    members: 'all' | 'units' | 'none';
    submit: boolean;
    orders: boolean;
    manage: boolean;
    /** Compare its real list with the register. */
    roster: boolean;
  };
}

const administrators = (): SQL<Administrator[]> => sql`(
  select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name, 'unitName', u.name) order by ra.starts_at), '[]'::json)
  from units u, ${administratorRows(sql`${groups.id}`, now())} and u.id = a.unit_id)`;

function seesMembers(actor: Actor, groupId: string): GroupDetail['may']['members'] {
  if (grantFor(actor, 'groups.members', { groupId })) return 'all';
  return scopeOf(actor, 'groups.members').unitIds.length > 0 ? 'units' : 'none';
}

/** One group with what the actor may do there; null when he may not know of it. One statement. */
export async function groupDetail(actor: Actor, id: string): Promise<GroupDetail | null> {
  const [row] = await db()
    .select({
      id: groups.id,
      name: groups.name,
      platform: groups.platform,
      purpose: groups.purpose,
      ownerUnitId: groups.ownerUnitId,
      unitName: units.name,
      createdAt: groups.createdAt,
      archivedAt: groups.archivedAt,
      archivedReason: groups.archivedReason,
      members: sql<number>`(select count(*)::int from memberships m where m.group_id = ${groups.id} and m.until is null)`,
      administrators: administrators(),
      checkedAt:
        sql<Date | null>`(select max(c.taken_at) from roster_checks c where c.group_id = ${groups.id})`.mapWith(
          groups.createdAt,
        ),
      baselineStatus: sql<BaselineStatus | null>`(select b.status from baselines b where b.group_id = ${groups.id}
        and b.status in ('draft', 'confirmed'))`,
      baselineWaits: sql<boolean>`${baselineWaits(actor)}`,
      membershipId: memberships.id,
      nickname: memberships.nickname,
      nicknameState,
    })
    .from(groups)
    .innerJoin(units, eq(units.id, groups.ownerUnitId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.groupId, groups.id),
        sql`${memberships.personId} = ${actor.personId}`,
        isNull(memberships.until),
      ),
    )
    .where(and(eq(groups.id, id), visibleGroups(actor)));
  if (!row) return null;
  const { membershipId, nickname, nicknameState: state, checkedAt, baselineStatus, ...found } = row;
  const { baselineWaits: waits, ...group } = found;
  const roster = mayCheckRoster(actor, { groupId: id }).allowed;
  const self = { personId: actor.personId ?? '', groupId: id };
  return {
    ...group,
    baseline: roster && baselineStatus && !group.archivedAt ? { status: baselineStatus, waits } : null,
    checkedAt: roster ? checkedAt : null,
    mine:
      membershipId && nickname
        ? {
            id: membershipId,
            nickname,
            nicknameState: state,
            mayConfirm: state === 'to_set' && mayConfirmNickname(actor, self).allowed,
          }
        : null,
    may: {
      members: seesMembers(actor, id),
      submit: group.archivedAt === null && mayAtAll(actor, 'membership.submit'),
      orders: grantFor(actor, 'orders.view', { groupId: id }) !== undefined,
      manage: mayManageGroup(actor).allowed,
      roster,
    },
  };
}

export interface GroupEvent {
  id: number;
  at: Date;
  label: string;
  by: string;
  /** The administrator concerned. */
  subject: string | null;
  reason: string | null;
}

const told = Object.keys(groupEvents);
const mostEvents = 30;

/**
 * What happened to the group itself, newest first: made, changed, administrators, archived. Taken from the audit trail, and no
 * more of it than everybody who knows the group may know.
 */
export async function groupHistory(actor: Actor, id: string): Promise<GroupEvent[]> {
  const rows = await db()
    .select({
      id: auditEvents.id,
      at: auditEvents.at,
      action: auditEvents.action,
      by: auditEvents.actorName,
      reason: auditEvents.reason,
      subject: sql<string | null>`coalesce(${auditEvents.after}, ${auditEvents.before}) ->> 'administrator'`,
    })
    .from(auditEvents)
    .innerJoin(groups, sql`${groups.id}::text = ${auditEvents.entityId}`)
    .where(
      and(
        eq(auditEvents.entityType, 'group'),
        eq(auditEvents.entityId, id),
        eq(auditEvents.outcome, 'done'),
        inArray(auditEvents.action, told),
        eq(groups.id, id),
        visibleGroups(actor),
      ),
    )
    .orderBy(desc(auditEvents.id))
    .limit(mostEvents);
  return rows.map(({ action, ...row }) => ({
    ...row,
    label: groupEvents[action as keyof typeof groupEvents],
  }));
}
