import { join } from 'node:path';
import { startEmbedded } from '../../db/embedded.ts';
import { step } from './console.ts';
import { openDataFolder } from './data-folder.ts';
import { checkExternalDatabase } from './external-database.ts';
import type { Lifecycle } from './lifecycle.ts';
import { takeLock } from './lock.ts';

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
  process.send?.({ database: database.pid });
  env.DATABASE_URL = database.url;
  return { url: database.url, dataFolder, empty: database.empty };
}

function alreadyRunning(dataFolder: string, pid: number): string {
  return `群序已在使用数据目录 ${dataFolder}（进程 ${pid}）：请先停止它，或用 QUNXU_DATA 指定另一目录。`;
}
