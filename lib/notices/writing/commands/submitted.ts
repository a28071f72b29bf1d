import { and, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { noticeRevisions } from '@/db/schema/notices';
import { placeFiles } from './files';
import type { OwnNotice } from './lock';
import { placeTargets } from './targets';

/** Whether it was reviewed as a major matter, as a reviewer may have made it one, and in whose name it was submitted. */
const asReviewed = sql<{ major: boolean | null; unitId: string | null }>`(
  select json_build_object('major', bool_or(s.major), 'unitId', min(s.unit_id::text))
  from notice_steps s where s.revision_id = notice_revisions.id)`;

/**
 * Puts what was submitted last in place of the working copy: groups and attachments here, the columns for the caller's UPDATE. What the
 * author has changed since is his alone. The notice is locked.
 */
export async function backToSubmitted(tx: Tx, { id, revision, unitId }: OwnNotice) {
  const [found] = await tx
    .select({ last: noticeRevisions, asReviewed })
    .from(noticeRevisions)
    .where(and(eq(noticeRevisions.noticeId, id), eq(noticeRevisions.number, revision)));
  if (!found) throw new Error(`nothing of ${id} was submitted`);
  const { targets, attachments, hits, ...last } = found.last;
  await Promise.all([
    placeTargets(
      tx,
      id,
      targets.map(({ groupId }) => groupId),
    ),
    placeFiles(
      tx,
      id,
      attachments.map(({ fileId }) => fileId),
    ),
  ]);
  const { title, titleReason, body, category, receiptDueAt, releaseWhen, plannedAt } = last;
  const major = last.major || found.asReviewed.major === true;
  return {
    ...{ title, titleReason, body, category, major, receiptDueAt, releaseWhen, plannedAt },
    unitId: found.asReviewed.unitId ?? unitId,
    // What is major is acknowledged (2.2.2b).
    receiptWanted: major ? ('acknowledge' as const) : last.receiptWanted,
    answers: Object.fromEntries(hits.flatMap(({ key, answer }) => (answer ? [[key, answer]] : []))),
  };
}
