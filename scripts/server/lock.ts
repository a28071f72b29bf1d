import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { StartFault } from '../../db/embedded/fault.ts';
import { until } from '../../db/embedded/postmaster.ts';
import { identify, isRunning, type ProcessIdentity } from '../../db/embedded/process-table.ts';
import { say } from './console.ts';

interface Holder {
  self: ProcessIdentity;
  /** The processes without which the holder is about to stop: the supervisor, and npm above it. */
  above: ProcessIdentity[];
}

/** What to do while a live process holds the lock: wait for it, until told to stop, or refuse with a line. */
type WhenTaken = { wait: AbortSignal } | { refuse: (pid: number) => string };

const orphanSeconds = 60;

/** A live process holds the lock. */
export class LockTaken extends StartFault {}

/**
 * Takes a lock file for the life of this process. One left by a dead process is taken over. A holder whose supervisor is
 * gone is stopping, and is waited for, as is the supervisor of a holder that was killed: it stops the database.
 * @returns releases the lock
 * @throws LockTaken when the lock is held and is not to be waited for; the signal's reason when that aborts
 */
export async function takeLock(file: string, whenTaken: WhenTaken): Promise<() => void> {
  const mine = `${file}.${process.pid}`;
  try {
    writeFileSync(mine, JSON.stringify(ownIdentity()), { mode: 0o600, flush: true });
    while (!tryLink(mine, file)) await clear(file, whenTaken);
  } finally {
    rmSync(mine, { force: true });
  }
  return () => rmSync(file, { force: true });
}

/** The present process and, when it was started by the supervisor, that and the npm the supervisor runs under. */
function ownIdentity(): Holder {
  const self = identify(process.pid);
  if (!self) throw new Error('this process is not in the process table');
  const pids = process.connected ? [process.ppid, Number(process.env.QUNXU_LAUNCHER)] : [];
  return { self, above: pids.map(identify).filter((one) => one !== null) };
}

/** Returns when the lock may be tried again. */
async function clear(file: string, whenTaken: WhenTaken): Promise<void> {
  const holder = read(file);
  if (!holder) return removeStale(file, null);
  if ('wait' in whenTaken) {
    const { wait } = whenTaken;
    await until(Number.POSITIVE_INFINITY, () => wait.aborted || !isHolding(file, holder));
    wait.throwIfAborted();
  } else if (isRunning(holder.self) && holder.above.every(isRunning)) {
    throw new LockTaken(whenTaken.refuse(holder.self.pid));
  } else {
    await awaitEnd(holder);
  }
  removeStale(file, holder);
}

function isHolding(file: string, holder: Holder): boolean {
  return isRunning(holder.self) && read(file)?.self.pid === holder.self.pid;
}

async function awaitEnd(holder: Holder): Promise<void> {
  const supervisor = holder.above[0];
  const isGone = () => !(isRunning(holder.self) || (supervisor && isRunning(supervisor)));
  if (isGone()) return;
  say('· 上一次运行正在收尾，请稍候…');
  const ended = await until(orphanSeconds, isGone);
  if (!ended && isRunning(holder.self)) process.kill(holder.self.pid, 'SIGKILL');
}

/** Hard links are made whole or not at all, and never replace a file. */
function tryLink(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function read(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

/** Moves the file away first: whoever finds that he moved a newer lock than the one he judged puts it back. */
function removeStale(file: string, judged: Holder | null): void {
  const aside = `${file}.${process.pid}.stale`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved && moved.self.pid !== judged?.self.pid) tryLink(aside, file);
  rmSync(aside, { force: true });
}
