import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { noteDatabaseAway } from '@/db/outage';
import { jobsState } from './worker';

export interface Health {
  /** `down`: cannot serve. */
  status: 'ok' | 'down';
  database: 'ok' | 'away';
  /** `off`: this process leaves the jobs to another. */
  jobs: ReturnType<typeof jobsState>;
}

const patienceMs = 2_000;
let asking: Promise<boolean> | undefined;

/** Asks the database at most one question at a time, however many want to know. */
function databaseAnswers(): Promise<boolean> {
  asking ??= db()
    .execute(sql`select 1`)
    .then(() => true)
    .catch((error: unknown) => {
      noteDatabaseAway(error);
      return false;
    })
    .finally(() => {
      asking = undefined;
    });
  return asking;
}

/** Whether this process can serve; known within two seconds. */
export async function health(): Promise<Health> {
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs);
  });
  const database = await Promise.race([databaseAnswers(), silence]);
  clearTimeout(timer);
  return { status: database ? 'ok' : 'down', database: database ? 'ok' : 'away', jobs: jobsState() };
}
