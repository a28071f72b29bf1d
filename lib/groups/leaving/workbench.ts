import { and, asc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { countOf } from '@/lib/inbox/queries';
import { mostItems, type WaitingCounts, type WaitingQuery } from '@/lib/inbox/waiting';

const href = '/membership?status=reported&sort=due';

/** Whether a unit (a column outside) has a head just now. */
const headed = (unit: SQL, at: Date): SQL => sql`exists (select 1 from role_assignments ra
  join people head on head.id = ra.person_id and head.departed_at is null
  where ra.role = 'unit_head' and ra.unit_id = ${unit} and ra.starts_at <= ${at.toISOString()}::timestamptz
    and (ra.ends_at is null or ra.ends_at > ${at.toISOString()}::timestamptz))`;

/** Leaves reported to this head, or to whom he stands in for; to the Office those of units with nobody. */
function toForward(actor: Actor): SQL | undefined {
  const scope = scopeOf(actor, 'membership.submit');
  const own = scope.unitIds.length ? inArray(membershipRequests.unitId, scope.unitIds) : sql`false`;
  const orphaned = scope.all ? sql`not ${headed(sql`${membershipRequests.unitId}`, now())}` : sql`false`;
  return and(
    eq(membershipRequests.status, 'reported'),
    eq(membershipRequests.kind, 'leave'),
    or(own, orphaned),
  );
}

const rowsOf = (where: SQL | undefined): SQL => sql`select 1 from ${membershipRequests} where ${where}`;

/** Leaves that somebody has reported and nobody has handed on; only for whoever may. One statement. */
export const waiting: WaitingQuery = async (actor) => {
  if (!mayAtAll(actor, 'membership.submit')) return [];
  const where = toForward(actor);
  const rows = await db()
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      reason: membershipRequests.reason,
      personName: people.name,
      groupName: groups.name,
      unitName: units.name,
      dueAt: membershipRequests.dueAt,
      count: countOf(rowsOf(where)),
      overdue: countOf(rowsOf(and(where, lt(membershipRequests.dueAt, now())))),
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .where(where)
    .orderBy(asc(membershipRequests.dueAt), asc(membershipRequests.id))
    .limit(mostItems);
  if (!(rows.length || scopeOf(actor, 'membership.submit').unitIds.length)) return [];
  return [
    {
      key: 'leave',
      label: '待提交退群',
      icon: 'requests',
      href,
      count: rows[0]?.count ?? 0,
      overdue: rows[0]?.overdue ?? 0,
      note: '均在时限内',
      items: rows.map((row) => ({
        badge: '退群',
        tone: 'warning',
        title: `${row.personName}报告退出「${row.groupName}」`,
        detail: `${row.unitName} · ${row.reason} · ${row.number}`,
        dueAt: row.dueAt,
        href: `/membership/${row.id}`,
        act: '去提交',
      })),
    },
  ];
};

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) => {
  if (!mayAtAll(actor, 'membership.submit')) return none;
  return { '/membership': countOf(rowsOf(toForward(actor))) };
};
