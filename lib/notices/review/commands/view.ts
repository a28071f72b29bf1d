import { and, eq } from 'drizzle-orm';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps, revisionViews } from '@/db/schema/reviews';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { noteRead } from '../../receipts/commands/read';
import type { ViewRevision } from '../input';
import { visibleSteps } from '../queries/scope';
import { stepLabel } from './lock';

/**
 * That the reviewer has opened a revision: only then may it be approved together with others. Kept once a person and revision. Of what is out
 * already he has read what he was sent.
 */
export const viewRevision = command(
  {
    name: 'review.view',
    clause: '3.4.2',
    entity: ({ revisionId }: ViewRevision) => ({ type: 'review', id: revisionId, label: '信息审核' }),
  },
  async (tx, actor, { revisionId }) => {
    const [step] = await tx
      .select({
        id: noticeSteps.id,
        noticeId: noticeSteps.noticeId,
        number: notices.number,
        revisionNumber: noticeRevisions.number,
      })
      .from(noticeSteps)
      .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
      .innerJoin(notices, eq(notices.id, noticeSteps.noticeId))
      .where(and(eq(noticeSteps.revisionId, revisionId), visibleSteps(actor)))
      .limit(1);
    if (!(step && actor.personId)) return refuse('not_found', '没有找到这件待审信息');
    const fresh = await tx
      .insert(revisionViews)
      .values({ revisionId, personId: actor.personId, at: now() })
      .onConflictDoNothing()
      .returning({ revisionId: revisionViews.revisionId });
    if (fresh.length)
      await record(tx, actor, {
        action: 'review.view',
        entity: {
          type: 'review',
          id: step.id,
          label: stepLabel({ notice: step, revisionNumber: step.revisionNumber }),
        },
        clause: '3.4.2',
      });
    await noteRead(tx, step.noticeId, actor.personId);
    return { first: fresh.length > 0 };
  },
);
