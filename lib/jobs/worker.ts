import type { Job, PgBoss } from 'pg-boss';
import { noteDatabaseAway } from '@/db/outage';
import { type Actor, systemActor } from '@/lib/access/actor';
import { withContext } from '@/lib/core/context';
import type { Result } from '@/lib/core/errors';
import { faultReason } from '@/lib/core/fault';
import { log } from '@/lib/core/log';
import { isConnectionLost, makeBoss } from './boss';
import { stopSender } from './enqueue';
import { type JobName, type JobPayload, jobNames, jobRegistry } from './registry';

/** Does a job as the system; safe to run twice. A refused command counts as a failure and is tried again. */
export type JobHandler<Name extends JobName> = (
  actor: Actor,
  payload: JobPayload<Name>,
) => Promise<Result<unknown>>;

export type JobHandlers = { [Name in JobName]: JobHandler<Name> };

interface Worker {
  boss: PgBoss;
  state: 'starting' | 'running';
}

// One worker a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & { __qunxuWorker?: Worker | undefined };

const pollingIntervalSeconds = 5;
const stopWithinMs = 10_000;

/**
 * Begins to work on the queues in this process. Returns at once: while the database is away it keeps trying, with longer
 * and longer pauses of up to 30 seconds.
 */
export function startJobs(handlers: JobHandlers): void {
  if (holder.__qunxuWorker) return;
  const worker: Worker = { boss: makeBoss({ max: 4 }), state: 'starting' };
  holder.__qunxuWorker = worker;
  begin(worker, handlers).catch((error: unknown) => {
    // Stopped before the database ever answered.
    if (holder.__qunxuWorker === worker) log.error({ err: error }, 'jobs could not start');
  });
}

async function begin(worker: Worker, handlers: JobHandlers): Promise<void> {
  await worker.boss.start({ attempts: Number.MAX_SAFE_INTEGER });
  for (const name of jobNames) await attend(worker.boss, name, handlers);
  worker.state = 'running';
  log.info({ jobs: jobNames.length }, 'jobs running');
}

async function attend<Name extends JobName>(boss: PgBoss, name: Name, handlers: JobHandlers): Promise<void> {
  await boss.work(name, { pollingIntervalSeconds }, async (jobs: Job<unknown>[]) => {
    for (const job of jobs) await runJob(name, handlers[name], job);
  });
}

/**
 * Runs one job under its own log reference.
 * @throws Error with a reason that may be shown: pg-boss keeps it, and tries the job again later
 */
export async function runJob<Name extends JobName>(
  name: Name,
  handler: JobHandler<Name>,
  job: { id: string; data: unknown },
): Promise<void> {
  await withContext({ ref: job.id.slice(0, 8).toUpperCase() }, async () => {
    try {
      const payload = jobRegistry[name].payload.parse(job.data ?? {}) as JobPayload<Name>;
      const result = await handler(systemActor(name), payload);
      if (!result.ok) throw new Error(result.refusal.message);
    } catch (error) {
      if (error instanceof Error && isConnectionLost(error)) noteDatabaseAway(error);
      else log.error({ err: error, job: name }, 'job failed');
      throw shown(error);
    }
  });
}

/** What pg-boss may keep of an error: neither the values of a statement nor a stack. */
function shown(error: unknown): Error {
  const kept = new Error(faultReason(error), { cause: undefined });
  kept.stack = '';
  return kept;
}

/** Stops fetching, waits up to ten seconds for jobs under way, and closes the connections. */
export async function stopJobs(): Promise<void> {
  const worker = holder.__qunxuWorker;
  holder.__qunxuWorker = undefined;
  await worker?.boss.stop({ graceful: true, timeout: stopWithinMs });
  await stopSender();
}

/** Whether this process works on the queues. */
export function jobsState(): 'off' | 'starting' | 'running' {
  return holder.__qunxuWorker?.state ?? 'off';
}
