import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { judge } from '@/lib/workflow/move';
import type { SetMajor } from '../input';
import { mayReview } from '../policy';
import { stepDue } from '../rules/due';
import { stepWorkflow } from '../states';
import { type LockedStep, lockSteps, stepLabel } from './lock';

/**
 * 设为重要事项 by whoever reviews the open step: the leader in charge reviews it as well, there is a working day for each step, and
 * everybody it is for is to acknowledge it. Nobody takes it back (3.4.1). Refused when the step is not the actor's, or has been decided.
 */
export const setMajor = command(
  {
    name: 'review.set_major',
    clause: '3.4.1',
    entity: ({ id }: SetMajor) => ({ type: 'review', id, label: '信息审核' }),
  },
  async (tx, actor, { id, version }) => {
    const [step] = await lockSteps(tx, actor, [id]);
    if (!step) return refuse('not_found', '没有找到这件待审信息，请刷新后再试');
    const grant = granted(mayReview(actor, step));
    const open = judge({ workflow: stepWorkflow, verb: 'approve', actor, may: 'system' }, step);
    if (!open.ok) throw new Refused(open.refusal);
    if (step.version !== version) refuse('conflict', '审核进度已有变化，请刷新后再试');
    if (step.afterwards) refuse('rule', '信息已先行发布，无需再设为重要事项', { clause: '3.1.3' });
    if (step.notice.major) refuse('conflict', '这件信息已是重要事项');
    await mark(tx, actor, step);
    await record(tx, actor, {
      action: 'review.set_major',
      entity: { type: 'review', id, label: stepLabel(step) },
      grant,
      clause: '3.4.1',
      before: { major: false },
      after: { major: true },
    });
    return { title: step.notice.title };
  },
);

async function mark(tx: Tx, actor: Actor, step: LockedStep): Promise<void> {
  const [calendar, settings] = await Promise.all([workCalendar(tx), settingsNow(tx)]);
  const major = { major: true };
  // What is major is acknowledged (2.2.2b); by when, the publishing says where the author has not.
  const acknowledged = { ...major, receiptWanted: 'acknowledge' as const };
  // Since whoever has it now was asked: of whom the Office has assigned, the time began anew.
  const since = step.assignedAt ?? step.openedAt ?? now();
  const dueAt = stepDue(calendar, settings, { major: true, afterwards: false }, since);
  // Whoever still sees it as it was neither decides on it nor takes it back.
  await tx
    .update(notices)
    .set({ ...acknowledged, version: sql`${notices.version} + 1` })
    .where(eq(notices.id, step.noticeId));
  await tx
    .update(noticeSteps)
    .set({ ...major, dueAt, version: sql`${noticeSteps.version} + 1` })
    .where(eq(noticeSteps.id, step.id));
  const further = await tx
    .update(noticeSteps)
    .set(major)
    .where(and(eq(noticeSteps.revisionId, step.revisionId), inArray(noticeSteps.duty, ['leader', 'primary'])))
    .returning({ id: noticeSteps.id });
  if (further.length) return;
  await tx.insert(noticeSteps).values({
    id: newId(),
    noticeId: step.noticeId,
    revisionId: step.revisionId,
    position: step.position + 1,
    duty: 'leader',
    unitId: step.unitId,
    authorId: step.authorId,
    ...major,
    status: 'waiting',
    statusAt: now(),
    statusBy: actor.personId,
    statusByName: actor.name,
  });
}
