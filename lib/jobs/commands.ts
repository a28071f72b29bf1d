import { lt, sql } from 'drizzle-orm';
import type * as z from 'zod';
import { submissions } from '@/db/schema/house';
import { granted, verdict } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse, sqlState } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';
import { enqueue, sender, within } from './enqueue';
import type { retryJobInput, runScheduleInput } from './input';
import { jobRegistry } from './registry';
import { schedules } from './schedule';

const entityOf = (job: keyof typeof jobRegistry, id: string = job) => ({
  type: 'job',
  id,
  label: jobRegistry[job].label,
});

const waiting = '同一任务已在等待执行，不必重复';

/** Puts a job that was given up back into its queue, for one more attempt now. */
export const retryJob = command<z.output<typeof retryJobInput>, null>(
  { name: 'job.retry', entity: ({ job, id }) => entityOf(job, id) },
  async (tx, actor, { job, id }) => {
    const grant = granted(verdict(actor, 'jobs.retry'));
    const [failed] = await tx.execute(
      sql`select 1 from pgboss.job where name = ${job} and id = ${id} and state = 'failed' for update`,
    );
    if (!failed) refuse('conflict', '该任务已不是失败状态，请刷新后查看');
    const boss = await sender();
    await boss.retry(job, id, within(tx)).catch((error: unknown) => {
      if (sqlState(error) === '23505') refuse('conflict', waiting);
      throw error;
    });
    await record(tx, actor, {
      action: 'job.retry',
      entity: entityOf(job, id),
      grant,
      before: { status: 'failed' },
      after: { status: 'retry' },
    });
    return null;
  },
);

/** Runs a scheduled job now, besides its schedule. */
export const runSchedule = command<z.output<typeof runScheduleInput>, null>(
  { name: 'job.run', entity: ({ job }) => entityOf(job) },
  async (tx, actor, { job }) => {
    const grant = granted(verdict(actor, 'jobs.retry'));
    if (!schedules.some((schedule) => schedule.job === job)) refuse('not_found', '该任务没有定时');
    const id = await enqueue(tx, job, { asked: true });
    if (!id) refuse('conflict', waiting);
    await record(tx, actor, { action: 'job.run', entity: entityOf(job), grant, after: { job: id } });
    return null;
  },
);

const submissionDays = 30;
const dayMs = 86_400_000;

/** Forgets the ids of forms sent 30 days ago; none of them will be sent again. Only the system itself may. */
export const purgeSubmissions = command(
  { name: 'submission.purge' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const gone = await tx
      .delete(submissions)
      .where(lt(submissions.at, new Date(now().getTime() - submissionDays * dayMs)))
      .returning({ id: submissions.id });
    if (gone.length) await record(tx, actor, { action: 'submission.purge', after: { ended: gone.length } });
    return gone.length;
  },
);
