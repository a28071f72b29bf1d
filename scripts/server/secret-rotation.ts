import { chownSync, closeSync, fsyncSync, openSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { StartFault } from '../../db/embedded/fault.ts';
import { secretsIn } from '../../lib/core/secret-file.ts';

/**
 * Replaces the secrets of a file in one step: it holds the old ones or the new ones, also after a crash, and stays its
 * owner's. Running products follow with their next use of a key (lib/core/secret-file.ts).
 * @throws StartFault when it cannot be written
 */
export function replaceSecrets(file: string, secrets: readonly string[]): void {
  const fresh = `${file}.${process.pid}.new`;
  try {
    const { uid, gid } = statSync(file);
    writeFileSync(fresh, `${secrets.join('\n')}\n`, { mode: 0o600, flag: 'wx', flush: true });
    // As root, for a product that runs as somebody else.
    if (process.getuid?.() === 0) chownSync(fresh, uid, gid);
    renameSync(fresh, file);
    flushFolder(dirname(file));
  } catch (cause) {
    throw new StartFault(`无法写入密钥文件 ${file}：请检查磁盘空间和权限。密钥没有改变。`, { cause });
  }
}

/**
 * Takes all secrets but the first out of the file, into another beside it that the product does not read: old backups need
 * them, and whoever keeps those decides when they go.
 * @returns the other file
 */
export function setAside(file: string): string {
  const [present = '', ...earlier] = secretsIn(file);
  const aside = `${file}.retired`;
  try {
    writeFileSync(aside, `${earlier.join('\n')}\n`, { mode: 0o600, flag: 'a', flush: true });
  } catch (cause) {
    throw new StartFault(`无法写入 ${aside}：请检查磁盘空间和权限。密钥没有改变。`, { cause });
  }
  replaceSecrets(file, [present]);
  return aside;
}

function flushFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
