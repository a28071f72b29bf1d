import { type ChildProcess, spawn } from 'node:child_process';
import {
  chownSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import type { Account } from './account.ts';
import type { Binaries } from './binaries.ts';
import { StartFault } from './fault.ts';
import { readPostmaster, until } from './postmaster.ts';

/** Where a cluster lives and who runs it. */
export interface Place {
  data: string;
  cluster: string;
  log: string;
  account: Account;
  binaries: Binaries;
}

const startSeconds = 60;
const logLimit = 10_000_000;

/**
 * Makes the cluster unless it is there. Made under another name and renamed when complete: an interrupted start leaves
 * nothing half-made behind.
 * @throws StartFault
 */
export async function ensureCluster(place: Place, superuserPassword: string, fast: boolean): Promise<void> {
  if (existsSync(join(place.cluster, 'PG_VERSION'))) return;
  const unfinished = `${place.cluster}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { mode: 0o700 });
  const passwordFile = join(place.data, 'initial-password');
  writeFileSync(passwordFile, `${superuserPassword}\n`, { mode: 0o600 });
  if (place.account) {
    chownSync(unfinished, place.account.uid, place.account.gid);
    chownSync(passwordFile, place.account.uid, place.account.gid);
  }
  try {
    await initialise(place, unfinished, passwordFile, fast);
    renameSync(unfinished, place.cluster);
  } finally {
    rmSync(passwordFile, { force: true });
    rmSync(unfinished, { recursive: true, force: true });
  }
}

function initialise(place: Place, folder: string, passwordFile: string, fast: boolean): Promise<void> {
  const flags = [
    `--pgdata=${folder}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    ...(fast ? ['--no-sync'] : []),
  ];
  const child = spawn(place.binaries.initdb, flags, {
    ...place.account,
    cwd: '/',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let errors = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(new StartFault(explain(String(cause)), { cause })));
    child.once('close', (code) => (code === 0 ? resolve() : reject(new StartFault(explain(errors)))));
  });
}

/**
 * A process of the server keeps what it needed for one statement for the next. glibc would give it back each time: planning a search and the pages
 * it is given anew took up to twice as long.
 */
const keptMemory = {
  MALLOC_TRIM_THRESHOLD_: String(16 * 2 ** 20),
  MALLOC_MMAP_THRESHOLD_: String(16 * 2 ** 20),
  MALLOC_TOP_PAD_: String(2 ** 20),
};

/**
 * Starts the server detached, so that Ctrl-C in the terminal reaches the product but not its database, and waits until
 * it takes connections.
 * @throws StartFault
 */
export async function startPostgres(
  place: Place,
  port: number,
  settings: Record<string, string>,
): Promise<ChildProcess> {
  const flags = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const fresh = (statSync(place.log, { throwIfNoEntry: false })?.size ?? 0) > logLimit;
  const log = openSync(place.log, fresh ? 'w' : 'a', 0o600);
  const before = statSync(place.log).size;
  const child = spawn(place.binaries.postgres, ['-D', place.cluster, '-p', String(port), ...flags], {
    ...place.account,
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { NODE_ENV: process.env.NODE_ENV, PATH: process.env.PATH, ...keptMemory },
  });
  closeSync(log);
  child.unref();
  child.once('error', () => undefined);
  const ended = () => child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  const isReady = () => {
    const server = readPostmaster(place.cluster);
    return server?.pid === child.pid && server?.status === 'ready';
  };
  await until(startSeconds, () => ended() || isReady());
  if (ended() || !isReady()) {
    child.kill('SIGINT');
    throw new StartFault(explain(readFileSync(place.log, 'utf8').slice(before)));
  }
  return child;
}

/** The preferred port on the loopback address when it is free, else any free one. */
export async function freePort(preferred: number): Promise<number> {
  return (await tryPort(preferred)) ?? (await tryPort(0)) ?? preferred;
}

function tryPort(port: number): Promise<number | null> {
  return new Promise((resolve) => {
    const probe = createServer();
    probe.once('error', () => resolve(null));
    probe.listen(port, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}

/** One line for what Postgres or initdb wrote before it gave up. */
function explain(output: string): string {
  if (/No space left on device|ENOSPC/i.test(output))
    return '磁盘空间不足，数据库无法启动：请清理磁盘后重试。';
  if (/database files are incompatible/i.test(output)) {
    return '数据目录由另一版本的数据库建立，不能直接使用：请用原版本导出数据后再导入。';
  }
  if (/Permission denied|EACCES/i.test(output)) return '数据库无权使用数据目录：请检查目录的所有者与权限。';
  const reason = output.match(/(?:FATAL|PANIC|error):\s*(.+)/)?.[1] ?? output.trim().split('\n').at(-1) ?? '';
  return `数据库无法启动：${reason}`;
}
