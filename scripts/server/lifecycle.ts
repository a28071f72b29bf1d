import { sayFault } from './console.ts';

type Cleanup = () => unknown;

/** What is under way in this process, and how it is brought to an end. */
export interface Lifecycle {
  /** Aborted when the process is to stop; hand it to children started on the way. */
  signal: AbortSignal;
  /** Registers what must be done at the end. The last registered runs first. */
  onEnd(cleanup: Cleanup): void;
  /** Ends by itself, with this exit code, for work that has nothing to wait for. */
  end(code: number): void;
}

/**
 * Runs `work`, then waits for a reason to stop: SIGINT, SIGTERM, SIGHUP, or the end of the process that started this one.
 * Then, or when `work` fails, everything registered is undone in reverse order and the process exits: 0 after a request
 * to stop (or `codeWhenStopped`), 1 after a fault. Further signals while this goes on are ignored: each step has its own limit of time.
 */
export async function live(work: (life: Lifecycle) => Promise<void>, codeWhenStopped = 0): Promise<never> {
  const cleanups: Cleanup[] = [];
  const controller = new AbortController();
  const { signal } = controller;
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => controller.abort());
  process.once('disconnect', () => controller.abort());
  let code = codeWhenStopped;
  const end = (wanted: number) => {
    code = wanted;
    controller.abort();
  };
  try {
    await work({ signal, onEnd: (cleanup) => cleanups.push(cleanup), end });
    await stopped;
  } catch (error) {
    // A step that failed because it was told to stop is no fault.
    if (!signal.aborted) {
      code = 1;
      sayFault(error);
    }
  }
  for (const cleanup of cleanups.reverse()) await attempt(cleanup);
  process.exit(code);
}

/** One part that fails to end must not keep the next from ending. */
async function attempt(cleanup: Cleanup): Promise<void> {
  try {
    await cleanup();
  } catch (error) {
    sayFault(error);
  }
}
