import { and, asc, desc, eq, inArray, type SQL } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { noticeRevisions, notices, type RevisionTarget } from '@/db/schema/notices';
import { type NoticeRow, noticeColumns } from '../../queries/columns';

export type RevisionRow = typeof noticeRevisions.$inferSelect;

/** A notice with its latest revision, which is the one that is reviewed and goes out. */
export interface Held {
  notice: NoticeRow;
  revision: RevisionRow;
}

/** The groups it goes to, or has gone to. */
export const groupsOf = ({ revision }: Held): string[] => revision.targets.map(({ groupId }) => groupId);

/** One notice locked, with its latest revision; undefined when there is none that suits, or it was never submitted. */
export async function holdNotice(
  tx: Tx,
  where: SQL | undefined,
  wait: 'wait' | 'skip' = 'wait',
): Promise<Held | undefined> {
  const [notice] = await tx
    .select(noticeColumns)
    .from(notices)
    .where(where)
    .limit(1)
    .for('update', wait === 'skip' ? { skipLocked: true } : {});
  if (!notice) return undefined;
  const [revision] = await tx
    .select()
    .from(noticeRevisions)
    .where(eq(noticeRevisions.noticeId, notice.id))
    .orderBy(desc(noticeRevisions.number))
    .limit(1);
  return revision && { notice, revision };
}

/** Many, locked in the order of their ids, each with its latest revision; those that were never submitted are left out. Two statements. */
export async function holdNotices(tx: Tx, ids: readonly string[]): Promise<Held[]> {
  if (!ids.length) return [];
  const rows = await tx
    .select(noticeColumns)
    .from(notices)
    .where(inArray(notices.id, [...ids]))
    .orderBy(asc(notices.id))
    .for('update');
  const revisions = await tx
    .selectDistinctOn([noticeRevisions.noticeId])
    .from(noticeRevisions)
    .where(inArray(noticeRevisions.noticeId, [...ids]))
    .orderBy(asc(noticeRevisions.noticeId), desc(noticeRevisions.number));
  const latest = new Map(revisions.map((revision) => [revision.noticeId, revision]));
  return rows.flatMap((notice) => {
    const revision = latest.get(notice.id);
    return revision ? [{ notice, revision }] : [];
  });
}

/** The same notice, as an earlier statement of this transaction has left it. */
export async function heldAgain(tx: Tx, { notice: { id }, revision }: Held): Promise<Held> {
  const [notice] = await tx.select(noticeColumns).from(notices).where(eq(notices.id, id));
  if (!notice) throw new Error(`no notice ${id}`);
  return { notice, revision };
}

/**
 * The groups a revision is for, locked: what goes out to one of them goes out one after the other, so that flood control counts
 * what another instance is just sending. Those archived meanwhile are left out.
 */
export async function holdTargets(tx: Tx, targets: readonly RevisionTarget[]): Promise<RevisionTarget[]> {
  if (!targets.length) return [];
  const ids = targets.map(({ groupId }) => groupId);
  const rows = await tx
    .select({ id: groups.id, archivedAt: groups.archivedAt })
    .from(groups)
    .where(and(inArray(groups.id, ids)))
    .orderBy(asc(groups.id))
    .for('no key update');
  const used = new Set(rows.filter(({ archivedAt }) => !archivedAt).map(({ id }) => id));
  return targets.filter(({ groupId }) => used.has(groupId));
}
