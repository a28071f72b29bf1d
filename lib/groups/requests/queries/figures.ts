import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { membershipRequests, memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { officeDay, officeMoment } from '@/lib/core/time';
import { visibleRequests } from './scope';

export interface RequestFigures {
  submitted: number;
  overdue: number;
  approved: number;
  approvedGroups: number;
  doneThisMonth: number;
  /** From submission to the person being in the group, in days; null when nothing was done this month. */
  averageDays: number | null;
  members: number;
  confirmedNicknames: number;
}

/** Those still to be set are few, and counted in place of the many that are right. */
type Read = Omit<RequestFigures, 'confirmedNicknames'> & { nicknamesToSet: number };

/**
 * The figures above the list, of what the actor may see, exact: of requests those under way or done this month, of members all.
 * One statement.
 */
export async function requestFigures(actor: Actor): Promise<RequestFigures> {
  const at = now();
  const month = officeMoment(`${officeDay(at).slice(0, 7)}-01`, 0);
  const seen = sql`from ${membershipRequests} where ${visibleRequests(actor)} and ${membershipRequests.status}`;
  const done = sql`from ${membershipRequests} where ${visibleRequests(actor)}
    and ${membershipRequests.doneAt} >= ${month.toISOString()}`;
  const scope = scopeOf(actor, 'membership.view');
  const mine = scope.unitIds.length
    ? sql`${memberships.unitId} in (${sql.join(
        scope.unitIds.map((id) => sql`${id}`),
        sql`, `,
      )})`
    : sql`${memberships.personId} = ${actor.personId}`;
  const members = sql`from ${memberships} where ${memberships.until} is null and ${scope.all ? sql`true` : mine}`;
  const [row] = await db().execute<{ [Key in keyof Read]: number | null }>(sql`select
    (select count(*)::int ${seen} = 'submitted') as submitted,
    (select count(*)::int ${seen} = 'submitted' and ${membershipRequests.dueAt} < ${at.toISOString()}) as overdue,
    (select count(*)::int ${seen} = 'approved') as approved,
    (select count(distinct ${membershipRequests.groupId})::int ${seen} = 'approved') as "approvedGroups",
    lately.n as "doneThisMonth", lately.days as "averageDays",
    (select count(*)::int ${members}) as members,
    (select count(*)::int ${members} and ${memberships.nicknameState} = 'to_set') as "nicknamesToSet"
    from (select count(*)::int as n,
      (extract(epoch from avg(${membershipRequests.doneAt} - ${membershipRequests.submittedAt})) / 86400)::float8 as days ${done}) lately`);
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
