import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { verdict } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { transition } from '@/lib/workflow/transition';
import { reviewersOf } from '../queries/reviewers';
import { stepDue } from '../rules/due';
import { authorStanding, planSteps } from '../rules/route';
import { clauseOf, dutyNames, stepWorkflow } from '../states';
import { approveNotices } from './approve';
import { tellReviewers } from './ask';
import { stepLabel } from './lock';

type Notice = Pick<typeof notices.$inferSelect, 'id' | 'number' | 'unitId' | 'authorId' | 'major' | 'title'>;
type Revision = Pick<typeof noticeRevisions.$inferSelect, 'id' | 'number' | 'title'>;

interface ToReview {
  notice: Notice;
  revision: Revision;
  /** 先发后审: it is out already. */
  afterwards?: boolean;
}

/** The rows of a fresh revision's steps; `actor` is its author. */
async function plannedRows(tx: Tx, actor: Actor, { notice, revision, afterwards = false }: ToReview) {
  const [calendar, settings] = await Promise.all([workCalendar(tx), settingsNow(tx)]);
  const at = now();
  const what = { major: notice.major, afterwards };
  return planSteps(authorStanding(actor, notice.unitId), what).map(({ duty, status }, index) => ({
    id: newId(),
    noticeId: notice.id,
    revisionId: revision.id,
    position: index + 1,
    duty,
    unitId: notice.unitId,
    authorId: notice.authorId,
    ...what,
    status,
    statusAt: at,
    statusBy: actor.personId,
    statusByName: actor.name,
    openedAt: status === 'open' ? at : null,
    dueAt: status === 'open' ? stepDue(calendar, settings, what, at) : null,
  }));
}

/**
 * The steps of a revision that its author has just submitted (3.4.1, 3.4.2), in place of those of earlier ones: the first is put before its
 * reviewers, or before the Office where there are none. Where nobody but the author has to answer for it, it is approved at once. The notice is locked, and is in review or,
 * with `afterwards`, out.
 */
export async function openSteps(tx: Tx, actor: Actor, submitted: ToReview): Promise<{ approved: boolean }> {
  const { notice, revision } = submitted;
  // Sent back by the second, it stands approved by the first: not with the words it has now.
  if (revision.number > 1) await voidSteps(tx, actor, notice.id, `已提交第 ${revision.number} 版`);
  if (actor.personId !== notice.authorId) throw new Error('a revision is submitted by its author');
  const rows = await plannedRows(tx, actor, submitted);
  const open = rows.filter(({ status }) => status === 'open');
  const reviewers = await reviewersOf(tx, open);
  await tx.insert(noticeSteps).values(
    rows.map((row) => ({
      ...row,
      vacantSince: row.status === 'open' && !reviewers.has(row.id) ? row.statusAt : null,
    })),
  );
  const told = { title: revision.title, number: notice.number, authorName: actor.name };
  await Promise.all([
    tellReviewers(
      tx,
      open.map((row) => ({ ...row, ...told })),
      reviewers,
    ),
    recordOpened(tx, actor, rows, stepLabel({ notice, revisionNumber: revision.number })),
  ]);
  if (open.length) return { approved: false };
  const own = verdict(actor, 'notices.review', { unitId: notice.unitId });
  await approveNotices(tx, actor, [{ noticeId: notice.id, grant: own.allowed ? own.grant : undefined }]);
  return { approved: true };
}

async function recordOpened(
  tx: Tx,
  actor: Actor,
  rows: Awaited<ReturnType<typeof plannedRows>>,
  label: string,
): Promise<void> {
  await record(
    tx,
    actor,
    ...rows.map(({ id, status, duty }) => ({
      action: status === 'self_issued' ? 'review.self_issue' : 'review.plan',
      entity: { type: 'review', id, label },
      clause: clauseOf({ duty }),
      after: { status, duty: dutyNames[duty] },
    })),
  );
}

const standing = ['waiting', 'open', 'approved', 'self_issued'] as const;

/**
 * What was decided or asked of a notice counts no more: its author has taken it back, or submitted it anew. The notice is locked; its steps
 * are locked here.
 * @returns who had approved it
 */
export async function voidSteps(
  tx: Tx,
  actor: Actor,
  noticeId: string,
  reason: string | null,
): Promise<string[]> {
  const rows = await tx
    .select({
      step: noticeSteps,
      revisionNumber: noticeRevisions.number,
      number: notices.number,
    })
    .from(noticeSteps)
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, noticeSteps.revisionId))
    .innerJoin(notices, eq(notices.id, noticeSteps.noticeId))
    .where(and(eq(noticeSteps.noticeId, noticeId), inArray(noticeSteps.status, [...standing])))
    .orderBy(asc(noticeSteps.id))
    .for('update', { of: noticeSteps });
  await transition(tx, {
    table: noticeSteps,
    workflow: stepWorkflow,
    verb: 'void',
    rows: rows.map(({ step, revisionNumber, number }) => ({ ...step, revisionNumber, notice: { number } })),
    actor,
    may: 'system',
    label: stepLabel,
    clause: clauseOf,
    reason,
  });
  return rows.flatMap(({ step }) => step.decidedBy ?? []);
}
