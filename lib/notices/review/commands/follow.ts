import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor, Grant } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { officeAdmins } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { transition } from '@/lib/workflow/transition';
import { moveNotices } from '../../commands/move';
import { reviewersOf } from '../queries/reviewers';
import { stepDue } from '../rules/due';
import { clauseOf, dutyNames, stepWorkflow } from '../states';
import { approveNotices } from './approve';
import { tellReviewers } from './ask';
import { type LockedStep, stepLabel } from './lock';

/** A step that has just been decided. */
export type Decided = LockedStep & { grant: Grant | undefined };

const byRevision = (steps: readonly Decided[]) => new Map(steps.map((step) => [step.revisionId, step]));

/** Steps of these revisions that wait for the one before them. */
async function waitingSteps(tx: Tx, decided: readonly Decided[]) {
  const of = byRevision(decided);
  if (!of.size) return [];
  const rows = await tx
    .select()
    .from(noticeSteps)
    .where(and(inArray(noticeSteps.revisionId, [...of.keys()]), eq(noticeSteps.status, 'waiting')))
    .orderBy(asc(noticeSteps.id))
    .for('update');
  return rows.flatMap((step) => {
    const before = of.get(step.revisionId);
    return before ? [{ ...step, before }] : [];
  });
}

type WaitingStep = Awaited<ReturnType<typeof waitingSteps>>[number];

/**
 * After an approval: the next step is put before its reviewers, or the notice is approved and given its time, which its author is told
 * there. What was out already stays as it is.
 */
export async function carryOn(tx: Tx, actor: Actor, decided: readonly Decided[]): Promise<void> {
  if (!decided.length) return;
  const [before, after] = [decided.filter((row) => !row.afterwards), decided.filter((row) => row.afterwards)];
  const waiting = await waitingSteps(tx, before);
  const next = waiting.filter(
    (step) =>
      !waiting.some((other) => other.revisionId === step.revisionId && other.position < step.position),
  );
  await openNext(tx, actor, next);
  const passed = before.filter(({ revisionId }) => !next.some((step) => step.revisionId === revisionId));
  await tellAuthors(tx, after, '已追认', ({ duty }) => `${dutyNames[duty]}${actor.name}追认`);
  await approveNotices(
    tx,
    actor,
    passed.map(({ noticeId, grant }) => ({ noticeId, grant })),
  );
}

async function openNext(tx: Tx, actor: Actor, next: readonly WaitingStep[]): Promise<void> {
  if (!next.length) return;
  const [calendar, settings, reviewers] = await Promise.all([
    workCalendar(tx),
    settingsNow(tx),
    reviewersOf(tx, next),
  ]);
  const at = now();
  const vacant = next.filter(({ id }) => !reviewers.has(id)).map(({ id }) => [id, at.toISOString()]);
  await transition(tx, {
    table: noticeSteps,
    workflow: stepWorkflow,
    verb: 'open',
    rows: next.map((step) => ({
      ...step,
      notice: step.before.notice,
      revisionNumber: step.before.revisionNumber,
    })),
    actor,
    may: 'system',
    label: stepLabel,
    clause: clauseOf,
    set: {
      openedAt: at,
      // A further step is there only because the notice is major.
      dueAt: stepDue(calendar, settings, { major: true, afterwards: false }, at),
      vacantSince: sql`(${JSON.stringify(Object.fromEntries(vacant))}::jsonb ->> ${noticeSteps.id}::text)::timestamptz`,
    },
  });
  // How far it is has changed: its author takes it back knowing that, or is told.
  const ids = next.map(({ noticeId }) => noticeId);
  await tx
    .update(notices)
    .set({ version: sql`${notices.version} + 1` })
    .where(inArray(notices.id, ids));
  await tellReviewers(
    tx,
    next.map((step) => ({
      ...step,
      title: step.before.notice.title,
      number: step.before.notice.number,
      authorName: step.before.authorName,
    })),
    reviewers,
  );
}

/**
 * After 退回修改 or 不予发布: the steps to come are void, the notice goes back to its author or ends. What was out already stays out; that it
 * was not upheld, the author and the Office are told, who may recall it.
 */
export async function sendBack(
  tx: Tx,
  actor: Actor,
  decided: readonly Decided[],
  verb: 'return' | 'reject',
  words: string,
): Promise<void> {
  if (!decided.length) return;
  const [before, after] = [decided.filter((row) => !row.afterwards), decided.filter((row) => row.afterwards)];
  const waiting = await waitingSteps(tx, before);
  await transition(tx, {
    table: noticeSteps,
    workflow: stepWorkflow,
    verb: 'void',
    rows: waiting.map((step) => ({
      ...step,
      notice: step.before.notice,
      revisionNumber: step.before.revisionNumber,
    })),
    actor,
    may: 'system',
    label: stepLabel,
    clause: clauseOf,
  });
  const theirs = before.map(({ notice }) => notice);
  await moveNotices(tx, actor, theirs, { verb, may: 'system', reason: words });
  await tellAuthors(tx, before, verb === 'return' ? '被退回修改' : '不予发布', () => words);
  await tellAuthors(tx, after, '未获追认', () => words);
  // What was recalled since, nobody has to recall any more.
  const out = after.filter(({ notice }) => notice.status !== 'recalled');
  await tellOffice(tx, out, words);
}

async function tellAuthors(
  tx: Tx,
  steps: readonly Decided[],
  word: string,
  detail: (step: Decided) => string,
): Promise<void> {
  await notify(
    tx,
    steps.map((step) => ({
      personId: step.authorId,
      kind: 'notice' as const,
      title: `《${step.notice.title}》${word}`,
      detail: detail(step),
      href: `/notices/${step.noticeId}`,
    })),
  );
}

async function tellOffice(tx: Tx, steps: readonly Decided[], words: string): Promise<void> {
  if (!steps.length) return;
  const office = await officeAdmins(tx);
  await notify(
    tx,
    steps.flatMap((step) =>
      office
        .filter((id) => id !== step.authorId)
        .map((personId) => ({
          personId,
          kind: 'notice' as const,
          title: `《${step.notice.title}》先行发布后未获追认，请决定是否召回`,
          detail: words,
          href: `/notices/${step.noticeId}`,
        })),
    ),
  );
}
