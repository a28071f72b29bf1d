import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../place';
import type { LoadJob, LoadResult } from './job';

export interface Generator {
  run(job: LoadJob): Promise<LoadResult>;
  stop(): void;
}

/** Starts the process that sends the load. @throws Error from `run` when an answer was not what it should be */
export function startGenerator(): Generator {
  const child = fork(join(root, 'scripts/bench/load/worker.ts'), { execArgv: [] });
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', () => reject(new Error('the load generator has ended')));
  });
  // Said to whoever waits for an answer; nobody may.
  ended.catch(() => undefined);
  const answer = () =>
    new Promise<{ result?: LoadResult; error?: string }>((resolve) => {
      child.once('message', resolve);
    });
  return {
    run: async (job) => {
      child.send(job);
      const { result, error } = await Promise.race([answer(), ended]);
      if (result && result.failures === 0) return result;
      throw new Error(error ?? `${result?.failures} of ${result?.answers} failed, first ${result?.failure}`);
    },
    stop: () => {
      child.kill();
    },
  };
}
