import { createHash } from 'node:crypto';
import { accessSync, chmodSync, constants, mkdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { type Account, blockedAt, databaseAccount } from '../../db/embedded/account.ts';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';
import { clusterFolder } from '../../db/embedded.ts';
import { say } from './console.ts';

/**
 * The folder of everything the product keeps outside an external database, made when missing: QUNXU_DATA, else `.data` in
 * the project. As root the embedded database's own user must be able to reach it; when the project lies where he cannot
 * (a home of mode 0700) and nothing else was configured, a folder under /var/lib is taken.
 * @returns its real, absolute path
 * @throws StartFault when it cannot be used
 */
export function openDataFolder(root: string, configured: string | undefined, embedded: boolean): string {
  const wanted = resolve(root, configured || '.data');
  const folder = prepare(wanted);
  if (!embedded) return folder;
  const account = databaseAccount(clusterFolder(folder));
  const blocked = admit(folder, account);
  if (!blocked) return folder;
  if (configured) throw unreachable(folder, blocked);
  const elsewhere = prepare(join('/var/lib/qunxu', nameFor(root)));
  const still = admit(elsewhere, account);
  if (still) throw unreachable(elsewhere, still);
  say(`· 以 root 运行且项目在私有目录中，数据保存在 ${elsewhere}`);
  return elsewhere;
}

function prepare(folder: string): string {
  const previous = process.umask(0o022);
  try {
    // As root the database's user passes through; what is secret inside has a mode of its own.
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
    return realpathSync(folder);
  } catch (cause) {
    throw new StartFault(explain(folder, codeOf(cause)), { cause });
  } finally {
    process.umask(previous);
  }
}

function explain(folder: string, code: string): string {
  if (code === 'ENOSPC') return `磁盘空间不足，无法建立数据目录 ${folder}：请清理磁盘后重试。`;
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `数据目录 ${folder} 不是文件夹：请用 QUNXU_DATA 指定一个文件夹。`;
  return `数据目录 ${folder} 无法写入：请检查权限，或用 QUNXU_DATA 指定其他目录。`;
}

/** Lets the account enter the folder itself, which is ours; returns what still blocks it. */
function admit(folder: string, account: Account): string | null {
  if (account === null) {
    chmodSync(folder, 0o700);
    return null;
  }
  chmodSync(folder, statSync(folder).mode | 0o011);
  return blockedAt(folder, account);
}

function unreachable(folder: string, blocked: string): StartFault {
  return new StartFault(
    `数据库不能以 root 运行，而它的用户进不了 ${blocked}，无法使用数据目录 ${folder}：` +
      '请用 QUNXU_DATA 指定其他目录，例如 QUNXU_DATA=/var/lib/qunxu npm start。',
  );
}

function nameFor(root: string): string {
  return `${basename(root)}-${createHash('sha256').update(root).digest('hex').slice(0, 8)}`;
}
