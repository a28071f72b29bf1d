import { sql } from 'drizzle-orm';
import { log } from '@/lib/core/log';
import { db, renewDatabase } from './client';

interface Outage {
  began: number;
  failures: number;
}

// One outage a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & { __qunxuOutage?: Outage | undefined };
const probeMs = 2_000;

/**
 * Notes that the database could not be reached. The first failure of an outage is logged, and its end; the hundreds of
 * requests that fail in between are only counted. What they failed on is not used again.
 */
export function noteDatabaseAway(error: unknown): void {
  if (holder.__qunxuOutage) {
    holder.__qunxuOutage.failures += 1;
    return;
  }
  holder.__qunxuOutage = { began: performance.now(), failures: 1 };
  log.error({ err: error }, 'database away');
  renewDatabase();
  probeLater();
}

function probeLater(): void {
  setTimeout(() => void probe(), probeMs).unref();
}

async function probe(): Promise<void> {
  try {
    await db().execute(sql`select 1`);
  } catch {
    // Still away: that is what the outage already says.
    probeLater();
    return;
  }
  const outage = holder.__qunxuOutage;
  holder.__qunxuOutage = undefined;
  if (!outage) return;
  const seconds = Math.round((performance.now() - outage.began) / 1000);
  log.info({ seconds, failures: outage.failures }, 'database back');
}
