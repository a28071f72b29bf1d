import { and, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll, scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { countOf, waitingFound } from '@/lib/inbox/queries';
import { mostItems, type Waiting, type WaitingCounts, type WaitingFound } from '@/lib/inbox/waiting';

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

interface Line {
  id: string;
  number: string;
  reason: string;
  person: string;
  group: string;
  unit: string;
  dueAt: string;
}

export type WaitingLeaves = WaitingFound<Line> | null;

/** Leaves that somebody has reported and nobody has handed on, as one value of a statement; null for whoever has nothing to do with them. */
export function waitingLeaves(actor: Actor): SQL<WaitingLeaves> {
  if (!mayAtAll(actor, 'membership.submit')) return sql`null`;
  const where = toForward(actor);
  const { id, number, reason, personId, groupId, unitId, dueAt } = membershipRequests;
  return waitingFound(
    rowsOf(where),
    rowsOf(and(where, lt(dueAt, now()))),
    sql`select ${id} as id, ${number} as number, ${reason} as reason, p.name as person, g.name as "group", u.name as unit, ${dueAt} as "dueAt"
      from ${membershipRequests} join people p on p.id = ${personId} join groups g on g.id = ${groupId} join units u on u.id = ${unitId}
      where ${where} order by ${dueAt}, ${id} limit ${mostItems}`,
  ) as SQL<WaitingLeaves>;
}

/** The card of what was found; of none only for whoever has the duty. */
export function leaveCards(actor: Actor, found: WaitingLeaves): Waiting[] {
  if (!found) return [];
  if (!(found.count || scopeOf(actor, 'membership.submit').unitIds.length)) return [];
  return [
    {
      key: 'leave',
      label: '待提交退群',
      icon: 'requests',
      href,
      count: found.count,
      overdue: found.overdue,
      note: '均在时限内',
      items: found.items.map(({ id, number, reason, person, group, unit, dueAt }) => ({
        badge: '退群',
        tone: 'warning',
        title: `${person}报告退出「${group}」`,
        detail: `${unit} · ${reason} · ${number}`,
        dueAt: new Date(dueAt),
        href: `/membership/${id}`,
        act: '去提交',
      })),
    },
  ];
}

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) => {
  if (!mayAtAll(actor, 'membership.submit')) return none;
  return { '/membership': countOf(rowsOf(toForward(actor))) };
};
