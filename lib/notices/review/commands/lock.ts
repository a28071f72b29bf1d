import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { inOrder } from '@/db/pipeline';
import { people } from '@/db/schema/identity';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps, revisionViews } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { noticeColumns } from '../../queries/columns';
import { isInCharge } from '../queries/reviewers';
import { visibleSteps } from '../queries/scope';

/** Steps the actor may see, locked after their notices: always in this order, each kind by id. */
export async function lockSteps(tx: Tx, actor: Actor, ids: readonly string[]) {
  if (!ids.length) return [];
  const wanted: SQL | undefined = and(inArray(noticeSteps.id, [...ids]), visibleSteps(actor));
  const theirs = tx
    .select(noticeColumns)
    .from(notices)
    .where(sql`${notices.id} in (select ${noticeSteps.noticeId} from ${noticeSteps} where ${wanted})`)
    .orderBy(asc(notices.id))
    .for('update');
  const steps = tx
    .select({
      step: noticeSteps,
      revisionNumber: noticeRevisions.number,
      revisionTitle: noticeRevisions.title,
      authorName: people.name,
      inCharge: isInCharge(sql`${noticeSteps.unitId}`, now()),
      opened: sql<boolean>`exists (select 1 from ${revisionViews} where ${revisionViews.revisionId} = ${noticeSteps.revisionId}
        and ${revisionViews.personId} = ${actor.personId})`,
    })
    .from(noticeSteps)
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
    .innerJoin(people, eq(people.id, noticeSteps.authorId))
    .where(wanted)
    .orderBy(asc(noticeSteps.id))
    .for('update', { of: noticeSteps });
  const [held, rows] = await inOrder(theirs, steps);
  const byId = new Map(held.map((notice) => [notice.id, notice]));
  return rows.flatMap(({ step, ...facts }) => {
    const notice = byId.get(step.noticeId);
    return notice ? [{ ...step, ...facts, notice }] : [];
  });
}

export type LockedStep = Awaited<ReturnType<typeof lockSteps>>[number];

/** What the audit trail calls a step. */
export const stepLabel = ({
  notice,
  revisionNumber,
}: {
  notice: { number: string | null };
  revisionNumber: number;
}): string => `${notice.number ?? ''} 第 ${revisionNumber} 版`;
