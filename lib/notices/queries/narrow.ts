import { and, eq, gte, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { type NoticeCategory, type NoticeStatus, notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import type { ListState } from '@/lib/core/paging';
import { isPeriod, periodOf } from '@/lib/groups/figures/rules';
import { waitsForFollowUp } from '../emergency/queries/scope';
import { wasStopped } from '../publishing/queries/stopped';
import { waitsForStandIn } from '../writing/queries/away';

/** Out, or submitted while it is not, in one of the periods. */
function periodFilter(chosen: string[] | undefined): SQL | undefined {
  const at = now();
  const listedAt = sql`coalesce(${notices.publishedAt}, ${notices.submittedAt})`;
  return or(
    ...(chosen ?? []).filter(isPeriod).map((period) => {
      const { from, to } = periodOf(period, at);
      return and(
        gte(listedAt, sql`${from.toISOString()}::timestamptz`),
        lt(listedAt, sql`${to.toISOString()}::timestamptz`),
      );
    }),
  );
}

const ownReceipt = (actor: Actor, what: SQL): SQL =>
  sql`exists (select 1 from notice_receipts own where own.notice_id = ${notices.id}
    and own.person_id = ${actor.personId}::uuid and ${what})`;

/** The reader's own acknowledgement is late. */
const overdue = (actor: Actor): SQL =>
  ownReceipt(
    actor,
    sql`own.wanted = 'acknowledge' and own.acknowledged_at is null and own.due_at < ${now().toISOString()}::timestamptz`,
  );

const toGroups = (groupIds: readonly string[]): SQL =>
  sql`exists (select 1 from notice_targets t where t.notice_id = ${notices.id}
    and t.group_id in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(groupIds)}::jsonb)))`;

/** Whether its publishing was stopped; asked for both, nothing is left out. */
function stopped([chosen, both]: string[]): SQL | undefined {
  if (both) return undefined;
  return chosen === 'yes' ? wasStopped : sql`not ${wasStopped}`;
}

/** What a list's filters leave of the notices; to be joined with what the actor may see. */
export function narrowed(actor: Actor, { filters }: ListState): SQL | undefined {
  return and(
    filters.status && inArray(notices.status, filters.status as NoticeStatus[]),
    filters.category && inArray(notices.category, filters.category as NoticeCategory[]),
    filters.major && eq(notices.major, true),
    filters.unread && ownReceipt(actor, sql`own.read_at is null`),
    filters.overdue && overdue(actor),
    filters.follow && waitsForFollowUp(actor),
    filters.left && waitsForStandIn(actor),
    filters.stopped && stopped(filters.stopped),
    filters.unit && inArray(notices.unitId, filters.unit),
    filters.group && toGroups(filters.group),
    periodFilter(filters.period),
  );
}
