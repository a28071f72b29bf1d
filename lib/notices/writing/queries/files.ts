import { and, eq, exists, inArray, or, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { noticeFiles, noticeRevisions, notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { isOut, overseen, visibleNotices } from '../../queries/visible';

/**
 * Whether the actor may read an attachment: the author of any copy or revision that has it; those who follow the notice's business, of
 * any revision; everybody else who sees the notice, of the one that went out, until it is recalled. Copies share the files of the notice they were made from.
 */
export async function mayReadAttachment(actor: Actor, ownerId: string, fileId: string): Promise<boolean> {
  if (!actor.personId) return false;
  const inCopy = exists(
    db()
      .select({ one: sql`1` })
      .from(noticeFiles)
      .where(and(eq(noticeFiles.noticeId, notices.id), eq(noticeFiles.fileId, fileId))),
  );
  const part = JSON.stringify([{ fileId }]);
  const inRevision = (more?: ReturnType<typeof sql>) =>
    exists(
      db()
        .select({ one: sql`1` })
        .from(noticeRevisions)
        .where(
          and(
            eq(noticeRevisions.noticeId, notices.id),
            sql`${noticeRevisions.attachments} @> ${part}::jsonb`,
            more,
          ),
        ),
    );
  const holders = db()
    .select({ id: noticeFiles.noticeId })
    .from(noticeFiles)
    .where(eq(noticeFiles.fileId, fileId));
  // A form may have been kept as another draft, and what became of that goes on with the file.
  const submittedWith = sql`(select other.id from notices own join notices other on other.author_id = own.author_id
    join notice_revisions revision on revision.notice_id = other.id
    where own.id = ${ownerId} and revision.attachments @> ${part}::jsonb)`;
  const found = await db()
    .select({ id: notices.id })
    .from(notices)
    .where(
      and(
        or(eq(notices.id, ownerId), inArray(notices.id, holders), sql`${notices.id} in ${submittedWith}`),
        visibleNotices(actor),
        or(
          and(eq(notices.authorId, actor.personId), or(inCopy, inRevision())),
          and(overseen(actor), inRevision()),
          and(isOut, inRevision(sql`${noticeRevisions.number} = ${notices.publishedRevision}`)),
        ),
      ),
    )
    .limit(1);
  return found.length > 0;
}
