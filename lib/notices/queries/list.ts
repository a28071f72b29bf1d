import { and, eq, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countFound, db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import type { Choice, ListState, Page } from '@/lib/core/paging';
import { unitsWithin } from '@/lib/identity/units/queries';
import { countOf } from '@/lib/inbox/queries';
import type { NoticeRow } from '../list';
import { reviewable } from '../review/queries/scope';
import { chatsReached } from './chats';
import { countList, pageOf, toAcknowledgeRows } from './parts';
import { beingChanged } from './visible';
import { wayOut } from './way';

const mostNames = 3;

/** 目标群 by name: the first few, and how many. */
const groupsOf = sql<NoticeRow['groups']>`(
  select json_build_object('total', count(*)::int, 'names', coalesce(json_agg(name order by name) filter (where place <= ${mostNames}), '[]'))
  from (select g.name, row_number() over (order by g.name) as place from notice_targets t join groups g on g.id = t.group_id
    where t.notice_id = ${notices.id}) target)`;

const own = alias(noticeReceipts, 'own');

/** 目标群 as they were submitted. */
const submittedGroups = sql`(
  select json_build_object('total', jsonb_array_length(${noticeRevisions.targets}), 'names',
    coalesce(json_agg(name order by name) filter (where place <= ${mostNames}), '[]'))
  from (select t ->> 'name' as name, row_number() over (order by t ->> 'name') as place
    from jsonb_array_elements(${noticeRevisions.targets}) t) target)`;

/** What others read of a notice that its author is changing: all of it as it was submitted. */
function shownTo(actor: Actor) {
  const of = (kept: SQLWrapper, submitted: SQLWrapper) =>
    sql`case when ${beingChanged(actor)} then ${submitted} else ${kept} end`;
  return {
    title: of(notices.title, noticeRevisions.title).mapWith(notices.title),
    category: of(notices.category, noticeRevisions.category).mapWith(notices.category),
    groups: sql<NoticeRow['groups']>`${of(groupsOf, submittedGroups)}`,
    receiptWanted: of(notices.receiptWanted, noticeRevisions.receiptWanted).mapWith(notices.receiptWanted),
    receiptDueAt: of(notices.receiptDueAt, noticeRevisions.receiptDueAt).mapWith(notices.receiptDueAt),
  };
}

function readRows(actor: Actor, state: ListState, seen: SQL) {
  const direction = state.dir === 'asc' ? sql`asc` : sql`desc`;
  return db()
    .select({
      id: notices.id,
      number: notices.number,
      ...shownTo(actor),
      major: notices.major,
      status: notices.status,
      unitName: units.name,
      authorName: people.name,
      editedAt: notices.editedAt,
      submittedAt: notices.submittedAt,
      publishAt: notices.publishAt,
      publishedAt: notices.publishedAt,
      chats: chatsReached(actor),
      way: wayOut(actor),
      receipt: {
        wanted: own.wanted,
        dueAt: own.dueAt,
        readAt: own.readAt,
        acknowledgedAt: own.acknowledgedAt,
      },
      counted: sql<number>`seen.counted`,
    })
    .from(seen)
    .innerJoin(notices, sql`${notices.id} = seen.id`)
    .innerJoin(people, eq(people.id, notices.authorId))
    .innerJoin(units, eq(units.id, notices.unitId))
    .leftJoin(
      noticeRevisions,
      and(eq(noticeRevisions.noticeId, notices.id), eq(noticeRevisions.number, notices.revision)),
    )
    .leftJoin(own, and(eq(own.noticeId, notices.id), eq(own.personId, actor.personId ?? '')))
    .orderBy(sql`seen.key ${direction}`, sql`seen.id ${direction}`)
    .limit(state.size);
}

/** Whether the reader still owes the acknowledgement. */
export const isOwed = ({ status, receipt }: Pick<NoticeRow, 'status' | 'receipt'>): boolean =>
  status === 'published' && receipt?.wanted === 'acknowledge' && receipt.acknowledgedAt === null;

function shownDeadline(
  row: Omit<NoticeRow, 'deadline'>,
  calendar: WorkCalendar,
  at: Date,
): NoticeRow['deadline'] {
  return isOwed(row) && row.receipt?.dueAt ? deadlineText(calendar, row.receipt.dueAt, at) : null;
}

/** The notices the actor may see, as the address narrows and searches them. One statement, and the calendar. */
export async function listNotices(actor: Actor, state: ListState): Promise<Page<NoticeRow>> {
  const { page, size } = state;
  const seen = pageOf(actor, state);
  if (!seen) return { rows: [], total: 0, totalIsExact: true, page, size };
  const [found, calendar] = await Promise.all([readRows(actor, state, seen), workCalendar()]);
  // Beyond the last page no row tells how many there are.
  const count = countFound(found[0]?.counted ?? (await countList(actor, state)));
  const at = now();
  const rows = found.map(({ counted: _, ...row }) => ({
    ...row,
    deadline: shownDeadline(row, calendar, at),
  }));
  return { rows, total: count.total, totalIsExact: count.exact, page, size };
}

/** Units to narrow the list by, by name: those whose notices the actor follows. One statement. */
export function noticeUnitChoices(actor: Actor, q: string): Promise<Choice[]> {
  return unitsWithin(actor, 'notices.view', { q });
}

/** The names of the units the list is narrowed by. One statement, or none when it is not. */
export function chosenNoticeUnits(actor: Actor, ids: readonly string[] = []): Promise<Choice[]> {
  return unitsWithin(actor, 'notices.view', { ids });
}

/** What waits for the actor himself: notices to acknowledge, and to review. One statement. */
export async function noticeCounts(actor: Actor): Promise<{ todo: number; review: number }> {
  const [counted] = await db().execute<{ todo: number; review: number }>(
    sql`select ${countOf(toAcknowledgeRows(actor))} as todo, ${countOf(sql`select 1 from ${noticeSteps} where ${reviewable(actor)}`)} as review`,
  );
  return counted ?? { todo: 0, review: 0 };
}
