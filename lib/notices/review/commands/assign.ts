import { eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { accounts, people, roleAssignments } from '@/db/schema/identity';
import { noticeSteps } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { clashingRole, type Role } from '@/lib/access/roles';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { Refused, refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { judge } from '@/lib/workflow/move';
import type { AssignReviewer } from '../input';
import { mayAssign, mayOversee } from '../policy';
import { reviewersOf } from '../queries/reviewers';
import { stepDue } from '../rules/due';
import { stepWorkflow } from '../states';
import { type LockedStep, lockSteps, stepLabel } from './lock';

/**
 * 指定审核人 by the Office, of a step that nobody can review or that is overdue; the time begins anew. Never who wrote it, never who
 * assigns. Refused when the step has been decided, somebody has assigned meanwhile, or whose step it is still has time.
 */
export const assignReviewer = command(
  {
    name: 'review.assign',
    clause: '3.4.2',
    entity: ({ id }: AssignReviewer) => ({ type: 'review', id, label: '信息审核' }),
  },
  async (tx, actor, input) => {
    granted(mayOversee(actor));
    const [step] = await lockSteps(tx, actor, [input.id]);
    if (!step) return refuse('not_found', '没有找到这件待审信息，请刷新后再试');
    const grant = granted(mayAssign(actor, step));
    await refuseClosed(tx, actor, step, input);
    const reviewer = await chosen(tx, step, input.personId, actor.personId);
    const [calendar, settings] = await Promise.all([workCalendar(tx), settingsNow(tx)]);
    const at = now();
    const assigned = { assignedTo: reviewer.id, assignedAt: at, assignedReason: input.reason };
    // Should he be late as well, the Office is told again, and 主要领导 after it.
    const begun = { vacantSince: null, escalatedAt: null };
    await tx
      .update(noticeSteps)
      .set({ ...assigned, ...begun, dueAt: stepDue(calendar, settings, step, at) })
      .where(eq(noticeSteps.id, step.id));
    await record(tx, actor, {
      action: 'review.assign',
      entity: { type: 'review', id: step.id, label: stepLabel(step) },
      grant,
      clause: '3.4.2',
      reason: input.reason,
      before: { reviewer: step.assignedTo },
      after: { reviewer: reviewer.name },
    });
    await notify(tx, [
      {
        personId: reviewer.id,
        kind: 'notice',
        title: `街道办公室指定您审核《${step.notice.title}》`,
        detail: input.reason,
        href: `/review/${step.noticeId}`,
      },
    ]);
    return { name: reviewer.name };
  },
);

async function refuseClosed(
  tx: Tx,
  actor: Actor,
  step: LockedStep,
  { before }: AssignReviewer,
): Promise<void> {
  const open = judge({ workflow: stepWorkflow, verb: 'approve', actor, may: 'system' }, step);
  if (!open.ok) throw new Refused(open.refusal);
  if (step.assignedTo !== before) refuse('conflict', '已有人指定了审核人，请刷新后再看');
  if (step.assignedTo || (step.dueAt && step.dueAt < now())) return;
  if ((await reviewersOf(tx, [step])).has(step.id))
    refuse('rule', '这一步有人审核且未到时限，逾期后才能另行指定', { clause: '3.4.2' });
}

async function chosen(tx: Tx, step: LockedStep, personId: string, actorId: string | null) {
  const at = sql`${now().toISOString()}::timestamptz`;
  const [person] = await tx
    .select({
      id: people.id,
      name: people.name,
      outside: sql<boolean>`${people.affiliated} or ${people.departedAt} is not null`,
      signsIn: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = people.id and ${accounts.disabledAt} is null)`,
      roles: sql<Role[]>`(select coalesce(json_agg(ra.role), '[]'::json) from ${roleAssignments} ra
        where ra.person_id = people.id and ra.starts_at <= ${at} and (ra.ends_at is null or ra.ends_at > ${at}))`,
    })
    .from(people)
    .where(inArray(people.id, [personId]));
  const wrong = (message: string): never =>
    refuse('invalid', message, { clause: '3.4.2', fields: { personId: message } });
  if (!person || person.outside) return wrong('请选择在职人员');
  if (person.id === step.authorId) return wrong('本人起草的信息须由他人审核');
  if (person.id === actorId) return wrong('不能指定自己审核，请由其他管理员指定');
  if (clashingRole(person.roles, 'unit_head')) return wrong('系统管理员、审计员不参与信息审核（三员分立）');
  if (!person.signsIn) return wrong('此人没有可用账号，请另选或先发放账号');
  return person;
}
