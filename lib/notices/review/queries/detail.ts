import { and, desc, eq, exists, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { noticeRevisions, notices, type RevisionTarget } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { editableStatuses } from '../../states';
import { authorAway, standIns } from '../../writing/queries/away';
import { mayAssign, mayReview } from '../policy';
import { checksOf } from './checks';
import { isInCharge, reviewersOf } from './reviewers';
import { visibleSteps } from './scope';

/** More than a person will compare; of revisions and of steps the latest are kept. */
const mostRevisions = 20;
const mostSteps = 100;

const author = alias(people, 'author');
const submitter = alias(people, 'submitter');

/** What became of what the author has submitted so far. */
export interface AuthorRecord {
  submitted: number;
  returned: number;
  rejected: number;
  recalled: number;
}

const authorRecord = sql<AuthorRecord>`(select json_build_object(
  'submitted', (select count(*)::int from notices n where n.author_id = ${notices.authorId} and n.submitted_at is not null),
  'returned', (select count(*)::int from notice_steps s where s.author_id = ${notices.authorId} and s.status = 'returned'),
  'rejected', (select count(*)::int from notice_steps s where s.author_id = ${notices.authorId} and s.status = 'rejected'),
  'recalled', (select count(*)::int from notices n where n.author_id = ${notices.authorId} and n.status = 'recalled')))`;

/** Members now of each group that the latest revision is for, by id, and how many people they are together. */
interface HeadCounts {
  groups: Record<string, number> | null;
  people: number;
}

const headCounts = sql<HeadCounts>`(select json_build_object(
  'groups', json_object_agg(id, members) filter (where id is not null),
  'people', sum(members) filter (where id is null))
  from (
    select m.group_id as id, count(distinct m.person_id)::int as members from memberships m
    where m.until is null and m.group_id in (
      select (target ->> 'groupId')::uuid
      from notice_revisions r cross join jsonb_array_elements(r.targets) target
      where r.notice_id = ${notices.id} and r.number = ${notices.revision})
    group by grouping sets ((m.group_id), ())) counted)`;

/** In whose name it was submitted last, whatever its author is making of it since. */
const reviewedUnit = sql`(select s.unit_id from notice_steps s where s.notice_id = ${notices.id} order by s.id desc limit 1)`;

/** Whoever may see one of its steps may see them all. */
const withVisibleStep = (actor: Actor): SQL =>
  exists(
    db()
      .select({ one: sql`1` })
      .from(noticeSteps)
      .where(and(eq(noticeSteps.noticeId, notices.id), visibleSteps(actor))),
  );

async function readNotice(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      id: notices.id,
      number: notices.number,
      status: notices.status,
      statusAt: notices.statusAt,
      statusBy: notices.statusBy,
      statusByName: notices.statusByName,
      authorId: notices.authorId,
      authorName: author.name,
      unitName: units.name,
      major: notices.major,
      receiptWanted: notices.receiptWanted,
      receiptDueAt: notices.receiptDueAt,
      revision: notices.revision,
      repeatOf: notices.repeatOf,
      publishAt: notices.publishAt,
      publishedAt: notices.publishedAt,
      recalledAt: notices.recalledAt,
      recallReason: notices.recallReason,
      heldWhy: notices.heldWhy,
      authorAway: authorAway(),
      standIns: standIns(),
      record: authorRecord,
      headCounts,
    })
    .from(notices)
    .innerJoin(author, eq(author.id, notices.authorId))
    .innerJoin(units, eq(units.id, reviewedUnit))
    .where(and(eq(notices.id, id), withVisibleStep(actor)));
  return row;
}

const readRevisions = (noticeId: string) =>
  db()
    .select({ revision: noticeRevisions, submittedByName: submitter.name })
    .from(noticeRevisions)
    .innerJoin(submitter, eq(submitter.id, noticeRevisions.submittedBy))
    .where(eq(noticeRevisions.noticeId, noticeId))
    .orderBy(desc(noticeRevisions.number))
    .limit(mostRevisions)
    .then((rows) => rows.map(({ revision, submittedByName }) => ({ ...revision, submittedByName })));

const nameOf = (id: SQL) => sql<string | null>`(select named.name from people named where named.id = ${id})`;

const readSteps = (noticeId: string) =>
  db()
    .select({
      step: noticeSteps,
      revisionNumber: noticeRevisions.number,
      decidedByName: nameOf(sql`${noticeSteps.decidedBy}`),
      decidedForName: nameOf(sql`${noticeSteps.decidedFor}`),
      assignedToName: nameOf(sql`${noticeSteps.assignedTo}`),
      inCharge: isInCharge(sql`${noticeSteps.unitId}`, now()),
    })
    .from(noticeSteps)
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
    .where(eq(noticeSteps.noticeId, noticeId))
    .orderBy(desc(noticeRevisions.number), desc(noticeSteps.position))
    .limit(mostSteps)
    .then((rows) => rows.toReversed().map(({ step, ...names }) => ({ ...step, ...names })));

export type ReviewStep = Awaited<ReturnType<typeof readSteps>>[number];
export type Revision = Awaited<ReturnType<typeof readRevisions>>[number];

/** 目标群 with their members now, and how many people they are together. */
const reachOf = (targets: readonly RevisionTarget[], { groups, people: all }: HeadCounts) => ({
  groups: targets.map((target) => ({ ...target, people: groups?.[target.groupId] ?? 0 })),
  people: all,
});

/**
 * The notice as it was submitted, and as its reviewers have left it: what its author is changing meanwhile is his alone. A reviewer may
 * have made it a major matter, which is acknowledged.
 */
function asReviewed<Notice extends NonNullable<Awaited<ReturnType<typeof readNotice>>>>(
  notice: Notice,
  latest: Revision,
  steps: readonly ReviewStep[],
): Notice {
  if (!editableStatuses.some((status) => status === notice.status)) return notice;
  const { receiptDueAt } = latest;
  const major = latest.major || steps.some((step) => step.revisionId === latest.id && step.major);
  return { ...notice, major, receiptWanted: major ? 'acknowledge' : latest.receiptWanted, receiptDueAt };
}

/** Of the open step: who can decide it now, and by when. */
async function openStep(actor: Actor, step: ReviewStep | undefined) {
  if (!step) return null;
  const [reviewers, calendar] = await Promise.all([reviewersOf(db(), [step]), workCalendar()]);
  const names = (reviewers.get(step.id) ?? []).map(({ name }) => name);
  const at = now();
  const late = step.dueAt !== null && step.dueAt < at;
  const review = mayReview(actor, step);
  return {
    ...step,
    deadline: step.dueAt ? deadlineText(calendar, step.dueAt, at) : null,
    reviewers: names,
    grant: review.allowed ? review.grant : null,
    may: {
      review: review.allowed,
      setMajor: review.allowed && !step.major && !step.afterwards,
      assign: mayAssign(actor, step).allowed && (names.length === 0 || late || step.assignedTo !== null),
    },
  };
}

/**
 * A notice as its reviewers see it: the latest revision, the earlier ones, steps, rules, head counts, the author's record, and what the
 * actor may do now; null when there is none, or none whose steps he may see. Six statements, calendar and settings.
 */
export async function reviewDetail(actor: Actor, id: string) {
  const row = await readNotice(actor, id);
  if (!row) return null;
  const [revisions, steps] = await Promise.all([readRevisions(id), readSteps(id)]);
  const [latest] = revisions;
  if (!latest) return null;
  const notice = asReviewed(row, latest, steps);
  const open = steps.find(({ status }) => status === 'open');
  const [checks, current] = await Promise.all([
    checksOf(
      notice,
      latest,
      steps.filter(({ revisionId }) => revisionId === latest.id),
    ),
    openStep(actor, open),
  ]);
  const reach = reachOf(latest.targets, notice.headCounts);
  return { ...notice, latest, revisions, steps, checks, reach, current };
}

export type ReviewDetail = NonNullable<Awaited<ReturnType<typeof reviewDetail>>>;
