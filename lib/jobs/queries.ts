import { inArray, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import { officeTimeZone } from '@/lib/core/time';
import { sender } from './enqueue';
import type { JobFailureRow, JobState } from './list';
import { isJobName, type JobName, jobNames, jobRegistry } from './registry';
import { schedules } from './schedule';

interface LastRun {
  state: JobState;
  /** When it ended, or began when it has not. */
  at: Date;
  reason: string | null;
}

export interface ScheduleRow {
  job: JobName;
  label: string;
  /** In words. */
  when: string;
  nextAt: Date | null;
  last: LastRun | null;
  waiting: number;
  running: number;
  failed: number;
  may: { run: boolean };
}

// pg-boss keeps its own tables; this is the one place that reads them.
const job = {
  name: sql`name`,
  known: inArray(sql`name`, jobNames),
  reason: sql<
    string | null
  >`left(coalesce(output->>'message', output->'value'->>'message', output::text), 300)`,
};

interface LastRunRow extends Record<string, unknown> {
  name: string;
  state: JobState;
  at: string;
  reason: string | null;
}

interface CountRow extends Record<string, unknown> {
  name: string;
  state: JobState;
  n: number;
}

/** Every schedule with its next time, its last outcome and what waits in its queue; nothing for whoever may not see it. */
export async function listSchedules(actor: Actor): Promise<ScheduleRow[]> {
  if (!mayAtAll(actor, 'jobs.view')) return [];
  const [lastRuns, counts, boss] = await Promise.all([
    db().execute<LastRunRow>(sql`
      select distinct on (name) name, state::text as state, coalesce(completed_on, started_on, created_on) as at,
        case when state in ('failed', 'retry') then ${job.reason} end as reason
      from pgboss.job where ${job.known} and state <> 'created'
      order by name, coalesce(completed_on, started_on, created_on) desc`),
    db().execute<CountRow>(sql`
      select name, state::text as state, count(*)::int as n from pgboss.job
      where ${job.known} and state <> 'completed' group by name, state`),
    sender(),
  ]);
  const count = (name: JobName, ...states: JobState[]) =>
    counts
      .filter((row) => row.name === name && states.includes(row.state))
      .reduce((sum, row) => sum + row.n, 0);
  return schedules.map(({ job: name, cron, when }) => {
    const last = lastRuns.find((row) => row.name === name);
    return {
      job: name,
      label: jobRegistry[name].label,
      when,
      nextAt: boss.previewSchedule(cron, { tz: officeTimeZone, count: 1, from: now() })[0] ?? null,
      last: last ? { state: last.state, at: new Date(last.at), reason: last.reason } : null,
      waiting: count(name, 'created', 'retry'),
      running: count(name, 'active'),
      failed: count(name, 'failed'),
      may: { run: mayAtAll(actor, 'jobs.retry') },
    };
  });
}

interface FailureRow extends Record<string, unknown> {
  id: string;
  name: string;
  state: 'failed' | 'retry';
  attempts: number;
  at: string;
  next_at: string | null;
  reason: string | null;
}

function failures(actor: Actor, { filters }: ListState): SQL {
  const states = filters.state ?? ['failed', 'retry'];
  const names = filters.job ?? jobNames;
  return sql`${mayAtAll(actor, 'jobs.view')} and ${inArray(job.name, names)} and ${inArray(sql`state::text`, states)}`;
}

/** Jobs that failed, given up or waiting for another attempt; kept for 30 days. */
export async function listJobFailures(actor: Actor, state: ListState): Promise<Page<JobFailureRow>> {
  const where = failures(actor, state);
  const direction = state.dir === 'asc' ? sql`asc` : sql`desc`;
  const at = sql`coalesce(completed_on, started_on, created_on)`;
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from pgboss.job where ${where}`),
    db().execute<FailureRow>(sql`
      select id, name, state::text as state, retry_count + 1 as attempts, ${at} as at,
        case when state = 'retry' then start_after end as next_at, ${job.reason} as reason
      from pgboss.job where ${where} order by ${at} ${direction}, id ${direction}
      limit ${state.size} offset ${(state.page - 1) * state.size}`),
  ]);
  const may = { retry: mayAtAll(actor, 'jobs.retry') };
  return {
    rows: rows.flatMap((row) => {
      if (!isJobName(row.name)) return [];
      return {
        id: row.id,
        job: row.name,
        label: jobRegistry[row.name].label,
        state: row.state,
        attempts: row.attempts,
        at: new Date(row.at),
        nextAt: row.next_at ? new Date(row.next_at) : null,
        reason: row.reason ?? '未留下原因',
        may: { retry: may.retry && row.state === 'failed' },
      };
    }),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}
