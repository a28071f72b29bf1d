import { and, asc, desc, eq, ilike, inArray, isNotNull, lt, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countedUpTo, countFound, countUpTo, db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { type NoticeCategory, noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps, revisionViews } from '@/db/schema/reviews';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import { countOf } from '@/lib/inbox/queries';
import type { QueueRow, QueueView } from '../list';
import { mayOversee, mayReview, reviews } from '../policy';
import { isInCharge } from './reviewers';
import { reviewable, unattended, visibleSteps } from './scope';

const author = alias(people, 'author');

const shownView = ({ filters }: ListState): QueueView | undefined =>
  filters.show?.[0] as QueueView | undefined;

function inView(actor: Actor, view: QueueView | undefined): SQL | undefined {
  const open = eq(noticeSteps.status, 'open');
  if (view === 'me') return reviewable(actor);
  if (view === 'done') return actor.personId ? eq(noticeSteps.decidedBy, actor.personId) : sql`false`;
  return and(open, visibleSteps(actor), view === 'vacant' ? unattended() : undefined);
}

/** By the title that was judged, never by one its author has changed it to since. */
function found(q: string): SQL | undefined {
  if (!q) return undefined;
  const pattern = likePattern(q);
  return or(
    ilike(noticeRevisions.title, pattern),
    ilike(notices.number, pattern),
    ilike(author.name, pattern),
    ilike(author.initials, likePattern(q, 'start')),
  );
}

function narrowed(actor: Actor, state: ListState): SQL | undefined {
  const { filters, q } = state;
  const [major, both] = filters.major ?? [];
  return and(
    inView(actor, shownView(state)),
    filters.category && inArray(noticeRevisions.category, filters.category as NoticeCategory[]),
    major && !both ? eq(notices.major, major === 'yes') : undefined,
    filters.overdue && and(eq(noticeSteps.status, 'open'), lt(noticeSteps.dueAt, now())),
    found(q),
  );
}

/** All steps that are left, for counting; every step has its notice, its revision and its author, who are joined where a filter is about them. */
function everyStep({ filters, q }: ListState, where: SQL | undefined): SQL {
  const about = q || filters.category || filters.major;
  const joined = sql`join ${notices} on ${notices.id} = ${noticeSteps.noticeId}
    join ${noticeRevisions} on ${noticeRevisions.id} = ${noticeSteps.revisionId} join people author on author.id = ${noticeSteps.authorId}`;
  return sql`select 1 from ${noticeSteps} ${about ? joined : sql``} where ${where}`;
}

const columns = (actor: Actor) => ({
  id: noticeSteps.id,
  noticeId: noticeSteps.noticeId,
  status: noticeSteps.status,
  version: noticeSteps.version,
  duty: noticeSteps.duty,
  afterwards: noticeSteps.afterwards,
  unitId: noticeSteps.unitId,
  authorId: noticeSteps.authorId,
  assignedTo: noticeSteps.assignedTo,
  escalation: noticeSteps.escalation,
  dueAt: noticeSteps.dueAt,
  decidedAt: noticeSteps.decidedAt,
  number: notices.number,
  recalled: sql<boolean>`${isNotNull(notices.recalledAt)}`,
  major: notices.major,
  title: noticeRevisions.title,
  category: noticeRevisions.category,
  revisionNumber: noticeRevisions.number,
  submittedAt: noticeRevisions.submittedAt,
  hits: sql<number>`(select count(distinct hit ->> 'key')::int from jsonb_array_elements(${noticeRevisions.hits}) hit)`,
  attachments: sql<number>`jsonb_array_length(${noticeRevisions.attachments})`,
  targets: sql<number>`jsonb_array_length(${noticeRevisions.targets})`,
  unitName: units.name,
  authorName: author.name,
  assignedToName: sql<string | null>`(select a.name from people a where a.id = ${noticeSteps.assignedTo})`,
  vacant: sql<boolean>`${isNotNull(noticeSteps.vacantSince)}`,
  inCharge: isInCharge(sql`${noticeSteps.unitId}`, now()),
  opened: sql<boolean>`exists (select 1 from ${revisionViews} where ${revisionViews.revisionId} = ${noticeSteps.revisionId}
    and ${revisionViews.personId} = ${actor.personId}::uuid)`,
});

function readSteps(actor: Actor, state: ListState, where: SQL | undefined) {
  const by = state.dir === 'desc' ? desc : asc;
  const key = state.sort === 'decided' ? noticeSteps.decidedAt : noticeSteps.dueAt;
  return db()
    .select({ ...columns(actor), counted: countedUpTo(everyStep(state, where)) })
    .from(noticeSteps)
    .innerJoin(notices, eq(notices.id, noticeSteps.noticeId))
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
    .innerJoin(units, eq(units.id, noticeSteps.unitId))
    .innerJoin(author, eq(author.id, noticeSteps.authorId))
    .where(where)
    .orderBy(by(key), by(noticeSteps.id))
    .limit(state.size)
    .offset((state.page - 1) * state.size);
}

/** Whether the actor has anything to do with the queue: by duty, or because something was assigned to him. One statement at most. */
export async function hasQueue(actor: Actor): Promise<boolean> {
  if (reviews(actor) || !actor.personId) return reviews(actor);
  const [row] = await db()
    .select({ id: noticeSteps.id })
    .from(noticeSteps)
    .where(eq(noticeSteps.assignedTo, actor.personId))
    .limit(1);
  return row !== undefined;
}

/** How many steps wait for the actor, and for the Office to name somebody (null: that is not his business): what its badge counts. */
export async function queueCounts(actor: Actor): Promise<{ me: number; vacant: number | null }> {
  const steps = (where: SQL | undefined) => countOf(sql`select 1 from ${noticeSteps} where ${where}`);
  const vacant = mayOversee(actor).allowed ? steps(unattended()) : sql`null::int`;
  const [counted] = await db().execute<{ me: number; vacant: number | null }>(
    sql`select ${steps(reviewable(actor))} as me, ${vacant} as vacant`,
  );
  return counted ?? { me: 0, vacant: null };
}

/** Steps that wait for the actor, that he oversees, or that he has decided, with what to decide them on. One statement, and the calendar. */
export async function listQueue(actor: Actor, state: ListState): Promise<Page<QueueRow>> {
  const where = narrowed(actor, state);
  const [rows, calendar] = await Promise.all([readSteps(actor, state, where), workCalendar()]);
  const at = now();
  // Beyond the last page no row tells how many there are.
  const count = rows[0] ? countFound(rows[0].counted) : await countUpTo(db(), everyStep(state, where));
  return {
    rows: rows.map(({ counted: _, inCharge, unitId, authorId, assignedTo, escalation, ...row }) => {
      const parties = { ...row, inCharge, unitId, authorId, assignedTo, escalation };
      const review = row.status === 'open' && mayReview(actor, parties).allowed;
      return {
        ...row,
        deadline: row.status === 'open' && row.dueAt ? deadlineText(calendar, row.dueAt, at) : null,
        may: { review, many: review && row.opened && !row.major && !row.afterwards },
      };
    }),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

const mostAhead = 200;

/** Where a notice stands among those that wait for the actor, with its neighbours; the first one for a notice that does not. One statement. */
export async function placeInQueue(actor: Actor, noticeId: string) {
  const rows = await db()
    .select({ noticeId: noticeSteps.noticeId })
    .from(noticeSteps)
    .where(reviewable(actor))
    .orderBy(asc(noticeSteps.dueAt), asc(noticeSteps.id))
    .limit(mostAhead);
  const ids = rows.map((row) => row.noticeId);
  const at = ids.indexOf(noticeId);
  return {
    place: at < 0 ? null : at + 1,
    total: ids.length,
    previous: at > 0 ? (ids[at - 1] ?? null) : null,
    next: ids[at + 1] ?? null,
  };
}

export type QueuePlace = Awaited<ReturnType<typeof placeInQueue>>;
