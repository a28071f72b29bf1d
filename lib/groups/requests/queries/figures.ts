import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { membershipRequests, memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { officeDay, officeMoment } from '@/lib/core/time';
import { visibleParts } from './scope';

export interface RequestFigures {
  submitted: number;
  overdue: number;
  approved: number;
  approvedGroups: number;
  doneThisMonth: number;
  /** From submission to the person being in the group, in days; null when nothing was done this month. */
  averageDays: number | null;
  /** In groups where a nickname is set by hand; of these the share of right ones is. */
  members: number;
  confirmedNicknames: number;
}

/** Those still to be set are few, and counted in place of the many that are right. */
type Read = Omit<RequestFigures, 'confirmedNicknames'> & { nicknamesToSet: number };

/** A leave that was submitted waits for the group, as a join does once it is approved. */
const statusOfTurn = sql`case when ${membershipRequests.kind} = 'leave' then 'approved' else ${membershipRequests.status} end`;

/**
 * The figures above the list, of what the actor may see, exact: of requests those under way or done this month, of members all.
 * One statement.
 */
export async function requestFigures(actor: Actor): Promise<RequestFigures> {
  const at = now();
  const month = officeMoment(`${officeDay(at).slice(0, 7)}-01`, 0);
  const parts = visibleParts(actor);
  const seen = (what: SQL, where: SQL): SQL =>
    sql.join(
      parts.map((part) => sql`select ${what} from ${membershipRequests} where ${and(part, where)}`),
      sql` union all `,
    );
  const { status, dueAt, groupId, doneAt, submittedAt } = membershipRequests;
  const open = seen(
    sql`${statusOfTurn} as status, ${dueAt} as due_at, ${groupId} as group_id`,
    inArray(status, ['submitted', 'approved']),
  );
  const done = seen(sql`${doneAt} - ${submittedAt} as took`, sql`${doneAt} >= ${month.toISOString()}`);
  const [row] = await db().execute<{ [Key in keyof Read]: number | null }>(sql`select * from
    (select count(*) filter (where status = 'submitted')::int as submitted,
      count(*) filter (where status = 'submitted' and due_at < ${at.toISOString()})::int as overdue,
      count(*) filter (where status = 'approved')::int as approved,
      count(distinct group_id) filter (where status = 'approved')::int as "approvedGroups" from (${open}) r) open,
    (select count(*)::int as "doneThisMonth", (extract(epoch from avg(took)) / 86400)::float8 as "averageDays"
      from (${done}) r) lately,
    (select count(*)::int as members, count(*) filter (where ${memberships.nicknameState} = 'to_set')::int as "nicknamesToSet"
      from ${memberships} where ${and(isNull(memberships.until), notOurs, presentOf(actor))}) present`);
  const count = (value: number | null | undefined) => value ?? 0;
  return {
    submitted: count(row?.submitted),
    overdue: count(row?.overdue),
    approved: count(row?.approved),
    approvedGroups: count(row?.approvedGroups),
    doneThisMonth: count(row?.doneThisMonth),
    averageDays: row?.averageDays ?? null,
    members: count(row?.members),
    confirmedNicknames: count(row?.members) - count(row?.nicknamesToSet),
  };
}

/** The portal shows nicknames as they are registered. Its groups are few: so the counting stays one of an index. */
const notOurs = sql`${memberships.groupId} not in (select id from ${groups} where platform = 'portal')`;

/** The members whose nicknames are counted: all, those of his units, or himself. */
function presentOf(actor: Actor): SQL | undefined {
  const scope = scopeOf(actor, 'membership.view');
  if (scope.all) return undefined;
  return scope.unitIds.length
    ? inArray(memberships.unitId, scope.unitIds)
    : eq(memberships.personId, actor.personId ?? sql`null`);
}
