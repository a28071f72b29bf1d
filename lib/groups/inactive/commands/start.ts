import { desc, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type EscalatedWhy, sweeps } from '@/db/schema/sweeps';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays, openMoment } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { gatherActivities } from '../../activity/commands';
import { headsByUnit } from '../../orders/queries/heads';
import type { StartSweep } from '../input';
import { mayStartSweep } from '../policy';
import { type Dormant, planSweep, type SweepPlan } from '../queries/plan';
import { monthlyDue, sweepName } from '../rules';
import { tellAsked } from './tell';

/** 发起清理 by the Office; refused when there is nobody to ask about. */
export const startSweep = command(
  { name: 'inactive.start', clause: '2.2.1c', once: (input: StartSweep) => input.submissionId },
  async (tx, actor) => {
    const grant = granted(mayStartSweep(actor));
    const { asked } = await sweep(tx, actor, grant);
    return asked ? { asked } : refuse('rule', '目前没有需要询问的成员', { clause: '2.2.1c' });
  },
);

/** The month's sweep, in office hours, once its day has come and there has been none since the month began. Only the system itself may. */
export const sweepMonthly = command(
  { name: 'inactive.start', clause: '2.2.1c' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const at = now();
    if (openMoment(await workCalendar(tx), at).getTime() !== at.getTime()) return { asked: 0 };
    const { 'inactive.month_day': onDay } = await settingsNow(tx);
    const [latest] = await tx
      .select({ at: sweeps.startedAt })
      .from(sweeps)
      .orderBy(desc(sweeps.startedAt), desc(sweeps.id))
      .limit(1);
    return monthlyDue(at, onDay, latest?.at ?? null) ? sweep(tx, actor, undefined) : { asked: 0 };
  },
);

/** One question, as it is to be entered. */
interface Question extends Dormant {
  id: string;
  dueAt: Date;
  escalatedWhy: EscalatedWhy | null;
}

async function sweep(tx: Tx, actor: Actor, grant: Grant | undefined): Promise<{ asked: number }> {
  await gatherActivities(tx);
  const at = now();
  const plan = await planSweep(tx, at);
  const dates = await datesOf(tx, at);
  const sweepId = newId();
  await tx.insert(sweeps).values({
    id: sweepId,
    byHand: grant !== undefined,
    startedAt: at,
    startedBy: actor.personId,
    startedByName: actor.name,
    days: plan.days,
    cutoffAt: plan.cutoff,
    remindAt: dates.remind,
    dueAt: dates.answer,
    groupCount: plan.groupCount,
    leftOut: plan.leftOut,
    passed: plan.passed,
  });
  const heads = await headsByUnit(
    tx,
    plan.toAsk.map(({ unitId }) => unitId),
  );
  const questions = plan.toAsk.map((member) => question(member, heads.has(member.unitId), dates));
  const entered = await enter(tx, sweepId, actor, at, questions);
  const asked = questions.filter(({ id }) => entered.has(id));
  await tellAsked(tx, { questions: asked, heads, days: plan.days });
  await recordStart(tx, actor, grant, { sweepId, at, asked: asked.length, plan });
  return { asked: asked.length };
}

async function datesOf(tx: Tx, at: Date) {
  const settings = await settingsNow(tx);
  const calendar = await workCalendar(tx);
  const after = (days: number) => addWorkingDays(calendar, at, days);
  return {
    remind: after(settings['inactive.remind_days']),
    answer: after(settings['inactive.answer_days']),
    office: after(settings['membership.decision_days']),
  };
}

/** A unit's head is asked; where there is none, or he would be asked about himself, the Office decides from the start. */
function question(member: Dormant, headed: boolean, dates: { answer: Date; office: Date }): Question {
  let escalatedWhy: EscalatedWhy | null = null;
  if (member.own) escalatedWhy = 'own';
  else if (!headed) escalatedWhy = 'vacant';
  return { ...member, id: newId(), escalatedWhy, dueAt: escalatedWhy ? dates.office : dates.answer };
}

/** Whom another sweep has asked about in this moment is left to that one. @returns the ids that were entered. */
async function enter(
  tx: Tx,
  sweepId: string,
  actor: Actor,
  at: Date,
  questions: readonly Question[],
): Promise<Set<string>> {
  const rows = questions.map((one) => ({
    id: one.id,
    membership: one.membershipId,
    person: one.personId,
    in_group: one.groupId,
    unit: one.unitId,
    since: one.memberSince,
    last_at: one.lastAt,
    last_kind: one.lastKind,
    status: one.escalatedWhy ? 'escalated' : 'asked',
    due_at: one.dueAt,
    why: one.escalatedWhy,
  }));
  const entered = await tx.execute<{ id: string }>(sql`
    insert into sweep_items (id, sweep_id, membership_id, person_id, group_id, unit_id, member_since, last_at, last_kind,
      status, version, status_at, status_by, status_by_name, asked_at, due_at, escalated_why)
    select id, ${sweepId}, membership, person, in_group, unit, since, last_at, last_kind, status, 1,
      ${at.toISOString()}::timestamptz, ${actor.personId}::uuid, ${actor.name}, ${at.toISOString()}::timestamptz, due_at, why
    from jsonb_to_recordset(${JSON.stringify(rows)}::text::jsonb) as r (id uuid, membership uuid, person uuid, in_group uuid,
      unit uuid, since timestamptz, last_at timestamptz, last_kind text, status text, due_at timestamptz, why text)
    on conflict (membership_id) where status in ('asked', 'escalated') do nothing
    returning id`);
  return new Set(entered.map(({ id }) => id));
}

async function recordStart(
  tx: Tx,
  actor: Actor,
  grant: Grant | undefined,
  { sweepId, at, asked, plan }: { sweepId: string; at: Date; asked: number; plan: SweepPlan },
): Promise<void> {
  await record(tx, actor, {
    action: 'inactive.start',
    entity: {
      type: 'sweep',
      id: sweepId,
      label: sweepName({ startedAt: at, byHand: grant !== undefined }),
    },
    ...(grant ? { grant } : {}),
    clause: '2.2.1c',
    after: { asked, groups: plan.groupCount, leftOut: plan.leftOut.length, days: plan.days },
  });
}
