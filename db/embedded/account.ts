import { execFileSync, spawnSync } from 'node:child_process';
import { statSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFault } from './fault.ts';

/** The user a Postgres process runs as; null means the present user. */
export type Account = { uid: number; gid: number } | null;

/**
 * Postgres refuses to run as root. As root the database belongs to whoever already owns its files, else to the system
 * user `postgres`, which is made when it is missing.
 * @throws StartFault when the user cannot be made.
 */
export function databaseAccount(clusterFolder: string): Account {
  if (process.getuid?.() !== 0) return null;
  return ownerOf(clusterFolder) ?? systemUser() ?? createSystemUser();
}

/** The first folder on the way to `path`, or `path` itself, that the account may not enter; null when it may enter all. */
export function blockedAt(path: string, account: Account): string | null {
  if (account === null || mayEnter(path, account)) return null;
  const parent = dirname(path);
  return (parent === path ? null : blockedAt(parent, account)) ?? path;
}

/** Whether the account may enter the folder; asked of the system itself, which also knows of access lists and mounts. */
function mayEnter(folder: string, account: NonNullable<Account>): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' })
      .status === 0
  );
}

function ownerOf(folder: string): Account {
  const owner = statSync(folder, { throwIfNoEntry: false });
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : null;
}

function systemUser(): Account {
  const id = (flag: string) =>
    Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8', stdio: 'pipe' }));
  try {
    return { uid: id('-u'), gid: id('-g') };
  } catch {
    return null;
  }
}

function createSystemUser(): Account {
  const made = spawnSync('useradd', [
    '--system',
    '--user-group',
    '--no-create-home',
    '--shell',
    '/bin/false',
    'postgres',
  ]);
  const account = made.status === 0 ? systemUser() : null;
  if (account) return account;
  throw new StartFault(
    '数据库不能以 root 运行，也未能创建系统用户 postgres：请用普通用户运行，或先执行 useradd --system postgres。',
  );
}
