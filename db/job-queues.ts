import { PgBoss, type Queue } from 'pg-boss';
import { officeTimeZone } from '../lib/core/time.ts';
import { jobNames, jobRegistry } from '../lib/jobs/registry.ts';
import { schedules } from '../lib/jobs/schedule.ts';

const day = 86_400;

/** Six attempts over some twenty minutes; what died with its process is given to another after five. */
const care: Omit<Queue, 'name'> = {
  retryLimit: 5,
  retryDelay: 30,
  retryBackoff: true,
  retryDelayMax: 600,
  expireInSeconds: 300,
  retentionSeconds: 14 * day,
  deleteAfterSeconds: 30 * day,
};

/**
 * Makes or migrates pg-boss' schema, the queue of every job, and the schedules, so that the running product needs no right to
 * create anything. Schedules that are no longer listed end. Safe to repeat; instances that start together take turns.
 */
export async function migrateJobs(databaseUrl: string): Promise<void> {
  const boss = new PgBoss({
    connectionString: databaseUrl,
    max: 1,
    connectionTimeoutMillis: 5_000,
    supervise: false,
    schedule: false,
    registerInstance: false,
  });
  // Without a listener the process would end; what matters is thrown by the calls below.
  const failures: Error[] = [];
  boss.on('error', (error) => failures.push(error));
  await boss.start();
  try {
    for (const name of jobNames) {
      const { single, minutes, keepHours } = jobRegistry[name];
      const options = {
        ...care,
        ...(minutes ? { expireInSeconds: 60 * minutes } : {}),
        ...(keepHours ? { deleteAfterSeconds: 3_600 * keepHours } : {}),
      };
      await boss.createQueue(name, { ...options, policy: single ? 'stately' : 'standard' });
      await boss.updateQueue(name, options);
    }
    await writeSchedules(boss);
  } finally {
    await boss.stop({ graceful: false });
  }
  if (failures[0]) throw failures[0];
}

async function writeSchedules(boss: PgBoss): Promise<void> {
  for (const { job, cron } of schedules) {
    await boss.schedule(job, cron, {}, { tz: officeTimeZone, missed: 'once' });
  }
  const listed = new Set<string>(schedules.map(({ job }) => job));
  for (const { name } of await boss.getSchedules()) if (!listed.has(name)) await boss.unschedule(name);
}
