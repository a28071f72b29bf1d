import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingHours, deadlineText, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { officeAdmins } from '@/lib/groups/orders/queries/recipients';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { escalatedToPrimary } from '../policy';
import { primaryLeaders, type Reviewer, reviewersOf } from '../queries/reviewers';
import { tellReviewers } from './ask';

/** So many steps are looked at in one transaction. */
const batchSize = 500;

/** Where a batch ended, in the order of the queue. */
export interface QueuePlace {
  dueAt: Date;
  id: string;
}

/** What one batch came to. */
export interface Escalated {
  escalated: number;
  vacant: number;
  /** From where the next batch goes on; null after the last. */
  next: QueuePlace | null;
}

/**
 * What nobody has reviewed in time goes to the Office, and after a few working hours more (`notices.review_hours`) to 主要领导, who may then decide it; its reviewers are
 * reminded once a day. A step that has come to have nobody is shown to the Office. One batch of all open steps, the first or the one after
 * a place; in office hours; only the system itself may.
 */
export const escalateReviews = command(
  { name: 'review.escalate', clause: '3.4.2' },
  async (tx, actor, { after }: { after?: QueuePlace }): Promise<Escalated> => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    if (openMoment(calendar, at).getTime() !== at.getTime()) return { escalated: 0, vacant: 0, next: null };
    const steps = await openSteps(tx, after);
    const reviewers = await reviewersOf(tx, steps);
    const vacant = await findVacant(tx, steps, reviewers, at);
    const escalated = await escalate(tx, calendar, steps, reviewers, at);
    if (escalated || vacant)
      await record(tx, actor, { action: 'review.escalate', clause: '3.4.2', after: { escalated, vacant } });
    return { escalated, vacant, next: placeAfter(steps) };
  },
);

/** Locked together with nothing else: a step somebody is deciding on just now is left for the next hour. */
function openSteps(tx: Tx, after: QueuePlace | undefined) {
  const beyond =
    after &&
    sql`(${noticeSteps.dueAt}, ${noticeSteps.id}) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
  return tx
    .select({
      step: noticeSteps,
      title: notices.title,
      number: notices.number,
      authorName: people.name,
      assignee: sql<string | null>`(select a.name from people a where a.id = ${noticeSteps.assignedTo})`,
    })
    .from(noticeSteps)
    .innerJoin(notices, eq(notices.id, noticeSteps.noticeId))
    .innerJoin(people, eq(people.id, noticeSteps.authorId))
    .where(and(eq(noticeSteps.status, 'open'), beyond))
    .orderBy(asc(noticeSteps.dueAt), asc(noticeSteps.id))
    .limit(batchSize)
    .for('update', { of: noticeSteps, skipLocked: true })
    .then((rows) => rows.map(({ step, ...facts }) => ({ ...step, ...facts })));
}

type OpenStep = Awaited<ReturnType<typeof openSteps>>[number];
type Reviewers = ReadonlyMap<string, Reviewer[]>;

function placeAfter(steps: readonly OpenStep[]): QueuePlace | null {
  const last = steps.at(-1);
  return steps.length === batchSize && last?.dueAt ? { dueAt: last.dueAt, id: last.id } : null;
}

const idsOf = (steps: readonly OpenStep[]): SQL =>
  sql`${noticeSteps.id} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(steps.map(({ id }) => id))}::jsonb))`;

/** A head or whoever is named leaves, a delegation ends: a step that had somebody has nobody now, and the other way round. */
async function findVacant(
  tx: Tx,
  steps: readonly OpenStep[],
  reviewers: Reviewers,
  at: Date,
): Promise<number> {
  const lost = steps.filter(({ id, vacantSince }) => !vacantSince && !reviewers.has(id));
  const found = steps.filter(({ id, vacantSince }) => vacantSince && reviewers.has(id));
  if (lost.length) await tx.update(noticeSteps).set({ vacantSince: at }).where(idsOf(lost));
  if (found.length) await tx.update(noticeSteps).set({ vacantSince: null }).where(idsOf(found));
  await tellReviewers(tx, [...lost, ...found], reviewers);
  return lost.length;
}

/** Escalated once already, and the hours for a review have passed again since. */
async function dueAgain(
  tx: Tx,
  calendar: WorkCalendar,
  steps: readonly OpenStep[],
  at: Date,
): Promise<OpenStep[]> {
  const { 'notices.review_hours': hours } = await settingsNow(tx);
  return steps.filter(
    ({ escalation, escalatedAt }) =>
      escalation === 1 && escalatedAt && addWorkingHours(calendar, escalatedAt, hours) <= at,
  );
}

async function escalate(
  tx: Tx,
  calendar: WorkCalendar,
  steps: readonly OpenStep[],
  reviewers: Reviewers,
  at: Date,
): Promise<number> {
  const overdue = steps.filter(({ dueAt }) => dueAt && dueAt < at);
  if (!overdue.length) return 0;
  // Not since it was put before whoever has it now.
  const fresh = overdue.filter(({ escalatedAt }) => escalatedAt === null);
  const again = await dueAgain(tx, calendar, overdue, at);
  // Whom the Office named instead is late as well.
  const further = [...again, ...fresh.filter(({ escalation }) => escalation === escalatedToPrimary)];
  const once = { escalation: sql`greatest(${noticeSteps.escalation}, 1)`, escalatedAt: at };
  if (fresh.length) await tx.update(noticeSteps).set(once).where(idsOf(fresh));
  if (again.length)
    await tx.update(noticeSteps).set({ escalation: escalatedToPrimary, escalatedAt: at }).where(idsOf(again));
  const [office, primary] = await Promise.all([officeAdmins(tx), further.length ? primaryLeaders(tx) : []]);
  const late = (step: OpenStep) => deadlineText(calendar, step.dueAt ?? at, at).text;
  await notify(tx, [
    ...overdue.flatMap((step) =>
      askedOf(step, reviewers.get(step.id) ?? []).map((id) =>
        message(step, id, `审核${late(step)}，请尽快审核`, `due:${officeDay(at)}`),
      ),
    ),
    ...fresh.flatMap((step) =>
      office
        .filter((id) => id !== step.authorId)
        .map((id) => message(step, id, `审核${late(step)}，可另行指定审核人`, 'office')),
    ),
    ...further.flatMap((step) =>
      primary
        .filter((id) => id !== step.authorId)
        .map((id) => message(step, id, `审核${late(step)}仍未办理，请主要领导审核`, 'primary')),
    ),
  ]);
  return fresh.length + again.length;
}

/** Whom the Office has named, while he can review it; else all who can. */
function askedOf({ assignedTo }: OpenStep, able: readonly Reviewer[]): string[] {
  const ids = able.map(({ id }) => id);
  return assignedTo && ids.includes(assignedTo) ? [assignedTo] : ids;
}

const message = (step: OpenStep, personId: string, what: string, key: string) => ({
  personId,
  kind: 'notice' as const,
  title: `《${step.title}》${what}`,
  detail: [step.number, step.assignee && `指定审核人${step.assignee}`].filter(Boolean).join(' · '),
  href: `/review/${step.noticeId}`,
  dedupeKey: `review.overdue:${step.id}:${step.assignedTo ?? ''}:${key}`,
});
