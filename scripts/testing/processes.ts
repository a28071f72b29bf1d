import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { clusterFolder } from '@/db/embedded';
import { readPostmaster } from '@/db/embedded/postmaster';
import { identify } from '@/db/embedded/process-table';

/** The number of the serving process, which holds the lock of the data folder. */
export function servingProcess(folder: string): number {
  const lock = JSON.parse(readFileSync(join(folder, 'running.lock'), 'utf8')) as { self: { pid: number } };
  return lock.self.pid;
}

/** The number of the database's process, or null when it does not run. */
export function databaseProcess(folder: string): number | null {
  const server = readPostmaster(clusterFolder(folder));
  return server && identify(server.pid) ? server.pid : null;
}
