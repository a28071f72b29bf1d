import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { noticeFiles, noticeRevisions, notices, type RevisionFile } from '@/db/schema/notices';
import { noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { environment } from '@/lib/core/env';
import { historyOf } from '@/lib/groups/orders/queries/history';
import { publishingMay } from '../publishing/policy';
import { reviewable } from '../review/queries/scope';
import { editableStatuses } from '../states';
import { writingMay } from '../writing/policy';
import { isOwed } from './list';
import { overseen, visibleNotices } from './visible';

const own = alias(noticeReceipts, 'own');
const recorder = alias(people, 'recorder');
const original = alias(notices, 'original');

/** Whether the reader follows the notice itself, not only reads it: its author, and whoever oversees it. */
const follows = (actor: Actor): SQL<boolean> =>
  sql<boolean>`(${notices.authorId} = ${actor.personId}::uuid or ${overseen(actor)})`;

const waitsForMe = (actor: Actor): SQL<boolean> => sql<boolean>`exists (select 1 from ${noticeSteps}
  where ${eq(noticeSteps.noticeId, notices.id)} and ${reviewable(actor)})`;

async function readNotice(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      notice: notices,
      authorName: people.name,
      unitName: units.name,
      originalTitle: original.title,
      follows: follows(actor),
      waitsForMe: waitsForMe(actor),
      receipt: {
        wanted: own.wanted,
        dueAt: own.dueAt,
        readAt: own.readAt,
        acknowledgedAt: own.acknowledgedAt,
        reply: own.reply,
        source: own.source,
      },
      recordedByName: recorder.name,
    })
    .from(notices)
    .innerJoin(people, eq(people.id, notices.authorId))
    .innerJoin(units, eq(units.id, notices.unitId))
    .leftJoin(original, eq(original.id, notices.repeatOf))
    .leftJoin(own, and(eq(own.noticeId, notices.id), eq(own.personId, actor.personId ?? '')))
    .leftJoin(recorder, eq(recorder.id, own.recordedBy))
    .where(and(eq(notices.id, id), visibleNotices(actor)));
  if (!row) return null;
  const { notice, ...names } = row;
  const { grams: _, ...columns } = notice;
  return { ...columns, ...names };
}

type Row = NonNullable<Awaited<ReturnType<typeof readNotice>>>;

const mostRevisions = 50;

function readRevisions(noticeId: string) {
  return db()
    .select({
      id: noticeRevisions.id,
      number: noticeRevisions.number,
      title: noticeRevisions.title,
      body: noticeRevisions.body,
      category: noticeRevisions.category,
      attachments: noticeRevisions.attachments,
      targets: noticeRevisions.targets,
      hash: noticeRevisions.hash,
      submittedAt: noticeRevisions.submittedAt,
      submittedByName: people.name,
    })
    .from(noticeRevisions)
    .innerJoin(people, eq(people.id, noticeRevisions.submittedBy))
    .where(eq(noticeRevisions.noticeId, noticeId))
    .orderBy(desc(noticeRevisions.number))
    .limit(mostRevisions);
}

const nameOf = (id: SQL) => sql<string | null>`(select named.name from people named where named.id = ${id})`;

function readSteps(noticeId: string) {
  return db()
    .select({
      id: noticeSteps.id,
      revisionId: noticeSteps.revisionId,
      position: noticeSteps.position,
      duty: noticeSteps.duty,
      status: noticeSteps.status,
      afterwards: noticeSteps.afterwards,
      statusAt: noticeSteps.statusAt,
      dueAt: noticeSteps.dueAt,
      decidedAt: noticeSteps.decidedAt,
      opinion: noticeSteps.opinion,
      decidedByName: nameOf(sql`${noticeSteps.decidedBy}`),
      decidedForName: nameOf(sql`${noticeSteps.decidedFor}`),
      assignedToName: nameOf(sql`${noticeSteps.assignedTo}`),
      vacant: sql<boolean>`${noticeSteps.vacantSince} is not null`,
    })
    .from(noticeSteps)
    .where(eq(noticeSteps.noticeId, noticeId))
    .orderBy(asc(noticeSteps.id))
    .limit(200);
}

/** The attachments and target groups of the working copy. */
async function readWorkingCopy(noticeId: string) {
  const [attachments, targets] = await Promise.all([
    db()
      .select({ fileId: files.id, name: files.name, size: files.size, sha256: files.sha256 })
      .from(noticeFiles)
      .innerJoin(files, eq(files.id, noticeFiles.fileId))
      .where(eq(noticeFiles.noticeId, noticeId))
      .orderBy(asc(noticeFiles.position))
      .limit(100),
    db().execute<{ groupId: string; name: string }>(sql`
      select g.id as "groupId", g.name from notice_targets t join groups g on g.id = t.group_id
      where t.notice_id = ${noticeId}::uuid order by g.name limit 500`),
  ]);
  return { attachments, targets: [...targets] };
}

export interface ShownText {
  title: string;
  body: string;
  attachments: RevisionFile[];
  targets: { groupId: string; name: string }[];
  /** Null of a draft nobody else has seen. */
  hash: string | null;
  revision: number | null;
}

/** The words as this reader is to have them: what went out; to its author what he is changing; else what was submitted last. */
async function shownText(
  row: Row,
  revisions: Awaited<ReturnType<typeof readRevisions>>,
  isAuthor: boolean,
): Promise<ShownText> {
  const changing = isAuthor && editableStatuses.some((one) => one === row.status);
  const wanted = row.publishedRevision ?? row.revision;
  const revision = changing ? undefined : revisions.find(({ number }) => number === wanted);
  if (revision) {
    const { title, body, attachments, targets, hash, number } = revision;
    return { title, body, attachments, targets, hash, revision: number };
  }
  const { title, body } = row;
  return { title, body, ...(await readWorkingCopy(row.id)), hash: null, revision: null };
}

/**
 * One notice as this reader may have it: its words, where it stands, what happened to it, and what he may do now; null when there is
 * none, or none that he may see. Who only receives it is told what went out, not how it was reviewed. At most six statements.
 */
export async function noticeDetail(actor: Actor, id: string) {
  const row = await readNotice(actor, id);
  if (!row) return null;
  const isAuthor = row.authorId === actor.personId;
  const [revisions, steps, calendar] = await Promise.all([
    readRevisions(row.id),
    row.follows ? readSteps(row.id) : [],
    workCalendar(),
  ]);
  const [text, events] = await Promise.all([
    shownText(row, revisions, isAuthor),
    row.follows
      ? historyOf([
          { type: 'notice', ids: [row.id] },
          { type: 'review', ids: steps.map((step) => step.id) },
        ])
      : [],
  ]);
  const at = now();
  const owed = isOwed(row);
  const current = revisions[0]?.id;
  return {
    ...row,
    isAuthor,
    text,
    link: new URL(`/notices/${row.id}`, environment().NEXTAUTH_URL).href,
    revisions: row.follows ? revisions : [],
    steps: steps
      .filter(({ revisionId }) => revisionId === current)
      .map((step) => ({
        ...step,
        deadline: step.status === 'open' && step.dueAt ? deadlineText(calendar, step.dueAt, at) : null,
      })),
    owed,
    deadline: owed && row.receipt?.dueAt ? deadlineText(calendar, row.receipt.dueAt, at) : null,
    events,
    may: {
      ...writingMay(actor, row),
      ...publishingMay(actor, row),
      review: row.waitsForMe,
      acknowledge: owed,
    },
  };
}

export type NoticeDetail = NonNullable<Awaited<ReturnType<typeof noticeDetail>>>;
