import { join } from 'node:path';
import { StartFault } from '../../db/embedded/fault.ts';
import { type EmbeddedDatabase, runningEmbedded, startEmbedded } from '../../db/embedded.ts';
import { say, sayFault, step } from './console.ts';
import { openDataFolder } from './data-folder.ts';
import { checkExternalDatabase } from './external-database.ts';
import type { Lifecycle } from './lifecycle.ts';
import { LockTaken, takeLock } from './lock.ts';

const watchEvery = 1000;

export interface OpenDatabase {
  url: string;
  dataFolder: string;
  /** Only the embedded database may be emptied. */
  empty: (() => Promise<void>) | null;
}

/**
 * The configured database after a look at it, or the embedded one, started, locked against a second product and stopped
 * at the end. DATABASE_URL and QUNXU_DATA are in the environment afterwards.
 * @throws StartFault
 */
export async function openDatabase(
  root: string,
  env: NodeJS.ProcessEnv,
  life: Lifecycle,
): Promise<OpenDatabase> {
  const external = env.DATABASE_URL ?? null;
  if (external) await checkExternalDatabase(external);
  const dataFolder = openDataFolder(root, env.QUNXU_DATA, external === null);
  env.QUNXU_DATA = dataFolder;
  if (external) return { url: external, dataFolder, empty: null };
  life.onEnd(
    await takeLock(join(dataFolder, 'running.lock'), { refuse: (pid) => alreadyRunning(dataFolder, pid) }),
  );
  const database = await step('正在启动数据库', () => startEmbedded(dataFolder));
  life.onEnd(database.stop);
  life.onEnd(watchOver(database));
  env.DATABASE_URL = database.url;
  return { url: database.url, dataFolder, empty: database.empty };
}

/**
 * Like `openDatabase`, for work that goes on beside a running product: its embedded database is used as it runs, and left
 * running.
 * @throws StartFault
 */
export async function joinDatabase(root: string, env: NodeJS.ProcessEnv, life: Lifecycle): Promise<string> {
  try {
    return (await openDatabase(root, env, life)).dataFolder;
  } catch (error) {
    if (!(error instanceof LockTaken && env.QUNXU_DATA)) throw error;
    const url = runningEmbedded(env.QUNXU_DATA);
    if (!url) throw new StartFault('群序正在启动或停止：请稍后重试。', { cause: error });
    env.DATABASE_URL = url;
    return env.QUNXU_DATA;
  }
}

/**
 * Starts the embedded database again when it dies while the product runs; requests meanwhile meet the page for a database
 * that is away. The supervisor always knows its number.
 * @returns ends the watch
 */
function watchOver(database: EmbeddedDatabase): () => Promise<void> {
  const tellSupervisor = () => process.send?.({ database: database.pid });
  tellSupervisor();
  let reviving = Promise.resolve();
  const look = async () => {
    if (!(await database.revive())) return;
    say('· 数据库意外停止，已重新启动。');
    tellSupervisor();
  };
  const watch = setInterval(() => {
    reviving = reviving.then(look).catch(sayFault);
  }, watchEvery);
  return async () => {
    clearInterval(watch);
    await reviving;
  };
}

function alreadyRunning(dataFolder: string, pid: number): string {
  return `群序已在使用数据目录 ${dataFolder}（进程 ${pid}）：请先停止它，或用 QUNXU_DATA 指定另一目录。`;
}
