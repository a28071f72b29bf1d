import { AsyncLocalStorage } from 'node:async_hooks';

const moved = new AsyncLocalStorage<{ now: Date }>();

/** The present moment, or the one a test or the demonstration seed has moved the clock to. */
export function now(): Date {
  return new Date(moved.getStore()?.now ?? Date.now());
}

/** Runs `work` with the clock standing still at `at`. */
export function withClock<T>(at: Date, work: () => T): T {
  return moved.run({ now: at }, work);
}
