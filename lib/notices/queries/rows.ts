import { and, asc, desc, eq, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { noticeFiles, noticeRevisions, notices } from '@/db/schema/notices';
import { noticeReceipts } from '@/db/schema/receipts';
import { noticeSteps, type StepStatus } from '@/db/schema/reviews';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { reviewable } from '../review/queries/scope';
import { authorAway, standIns } from '../writing/queries/away';
import { noticeColumns } from './columns';
import { postings } from './postings';
import { overseen, visibleNotices } from './visible';

const own = alias(noticeReceipts, 'own');
const recorder = alias(people, 'recorder');
const original = alias(notices, 'original');

/** Whether the reader follows the notice itself, not only reads it: its author, and whoever oversees it. */
const follows = (actor: Actor): SQL<boolean> =>
  sql<boolean>`(${notices.authorId} = ${actor.personId}::uuid or ${overseen(actor)})`;

const waitsForMe = (actor: Actor): SQL<boolean> => sql<boolean>`exists (select 1 from ${noticeSteps}
  where ${eq(noticeSteps.noticeId, notices.id)} and ${reviewable(actor)})`;

/** How the review of what was sent out first stands; null of a notice that was reviewed before. */
const reviewedAfterwards = sql<StepStatus | null>`(select s.status from notice_steps s
  where s.notice_id = ${notices.id} and s.afterwards order by s.id desc limit 1)`;

/** A notice that the actor sees, with whose it is and what he himself was asked; null when there is none. One statement. */
export async function readNotice(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      notice: noticeColumns,
      authorName: people.name,
      unitName: units.name,
      originalTitle: original.title,
      follows: follows(actor),
      waitsForMe: waitsForMe(actor),
      authorAway: authorAway(),
      standIns: standIns(),
      reviewedAfterwards,
      postings: postings(sql`${notices.publishedAt} is not null and ${follows(actor)}`),
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
  return { ...notice, ...names };
}

/** Without what its record is made of. */
export type NoticeFacts = Omit<NonNullable<Awaited<ReturnType<typeof readNotice>>>, 'postings'>;

const mostRevisions = 50;

/** What was submitted, the latest first. One statement. */
export function readRevisions(noticeId: string) {
  return db()
    .select({
      id: noticeRevisions.id,
      number: noticeRevisions.number,
      title: noticeRevisions.title,
      body: noticeRevisions.body,
      category: noticeRevisions.category,
      receiptWanted: noticeRevisions.receiptWanted,
      receiptDueAt: noticeRevisions.receiptDueAt,
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

/** Of what was submitted most often, the latest. */
const mostSteps = 200;

/** Its review, step by step. One statement. */
export function readSteps(noticeId: string) {
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
    .orderBy(desc(noticeSteps.id))
    .limit(mostSteps)
    .then((rows) => rows.toReversed());
}

/** The attachments and target groups of the working copy. */
export async function readWorkingCopy(noticeId: string) {
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
