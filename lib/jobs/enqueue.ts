import { sql } from 'drizzle-orm';
import { fromDrizzle, type PgBoss, systemClock } from 'pg-boss';
import { v5 } from 'uuid';
import type { Tx } from '@/db/client';
import { environment } from '@/lib/core/env';
import { makeBoss } from './boss';
import { type JobName, type JobPayload, jobRegistry } from './registry';

interface Sender {
  url: string;
  ready: Promise<PgBoss>;
}

// One sender a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & { __qunxuSender?: Sender | undefined };

/** Timers that do not keep a script alive which has put its jobs into the queue and is done. */
const restingClock = {
  ...systemClock,
  setTimeout: (work: () => void, ms: number) => setTimeout(work, ms).unref(),
  setInterval: (work: () => void, ms: number) => setInterval(work, ms).unref(),
};

function start(): Promise<PgBoss> {
  const boss = makeBoss({
    max: 1,
    supervise: false,
    schedule: false,
    registerInstance: false,
    clock: restingClock,
  });
  return boss.start().catch((error: unknown) => {
    holder.__qunxuSender = undefined;
    throw error;
  });
}

/** pg-boss as a client only: it knows the queues and works on none. The worker of this process is apart from it. */
export function sender(): Promise<PgBoss> {
  const url = environment().DATABASE_URL;
  if (holder.__qunxuSender?.url !== url) {
    void stopSender();
    holder.__qunxuSender = { url, ready: start() };
  }
  return holder.__qunxuSender.ready;
}

/** Ends the client's connection; the next use makes another. */
export async function stopSender(): Promise<void> {
  const open = holder.__qunxuSender;
  holder.__qunxuSender = undefined;
  const boss = await open?.ready.catch(() => null);
  await boss?.stop({ graceful: false });
}

/** pg-boss' statements in the caller's transaction. */
export const within = (tx: Tx) => ({ db: fromDrizzle(tx, sql) });

// Any fixed UUID: what keys are hashed under.
const keySpace = '2f3f1c0e-6a4e-4c52-9d2e-7a3c3a0f5c11';

/**
 * Puts a job into the queue within the caller's transaction: it exists when, and only when, the transaction commits.
 * The same `key` for the same job is queued once, ever (within the 30 days a finished job is kept); a `single` job that is
 * already waiting is not queued again.
 * @returns the job's id; null when it was queued before
 */
export async function enqueue<Name extends JobName>(
  tx: Tx,
  name: Name,
  payload: JobPayload<Name>,
  options: { key?: string } = {},
): Promise<string | null> {
  const data = jobRegistry[name].payload.parse(payload);
  const id = options.key === undefined ? {} : { id: v5(`${name}:${options.key}`, keySpace) };
  return (await sender()).send(name, data, { ...id, ...within(tx) });
}
