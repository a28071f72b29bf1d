import { eq, inArray } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { files } from '@/db/schema/house';
import { noticeSteps, type StepStatus } from '@/db/schema/reviews';
import { fingerprint } from '@/lib/notices/queries/fingerprint';
import type { RevisionRow } from '../commands/lock';

const standing: readonly StepStatus[] = ['approved', 'self_issued'];

/**
 * Why what is about to go out is not what was approved, in words; null when it is (3.4.2). The fingerprint is computed anew, with the
 * attachments' checksums as the files have them now; every step of this very revision has to be passed.
 */
export async function flawOf(on: Reader, revision: RevisionRow): Promise<string | null> {
  const steps = await on
    .select({ status: noticeSteps.status })
    .from(noticeSteps)
    .where(eq(noticeSteps.revisionId, revision.id));
  if (!steps.length || steps.some(({ status }) => !standing.includes(status)))
    return `第 ${revision.number} 版没有全部通过审核`;
  const stored = await checksums(
    on,
    revision.attachments.map(({ fileId }) => fileId),
  );
  const attachments = revision.attachments.map(({ fileId, name }) => ({
    name,
    sha256: stored.get(fileId) ?? '',
  }));
  return fingerprint({ ...revision, attachments }) === revision.hash
    ? null
    : '内容与审核通过的版本不一致（内容指纹不符）';
}

async function checksums(on: Reader, ids: readonly string[]): Promise<Map<string, string>> {
  if (!ids.length) return new Map();
  const rows = await on
    .select({ id: files.id, sha256: files.sha256 })
    .from(files)
    .where(inArray(files.id, [...ids]));
  return new Map(rows.map(({ id, sha256 }) => [id, sha256]));
}
