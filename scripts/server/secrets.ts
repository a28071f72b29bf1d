import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';

const shortest = 32;

/**
 * Sees that QUNXU_SECRET is in the environment: phone numbers are encrypted and session cookies sealed with keys derived from
 * it. One that was not configured comes from a file in the data folder, made at the first start and readable by its owner
 * only. Whoever loses it loses the phone numbers: the file belongs in every backup.
 * @throws StartFault when it is too short or the file cannot be used
 */
export function provideSecret(dataFolder: string, env: NodeJS.ProcessEnv): void {
  const secret = env.QUNXU_SECRET || fromFile(fileIn(dataFolder));
  if (secret.length < shortest) throw new StartFault(`QUNXU_SECRET 太短：至少要 ${shortest} 个字符。`);
  env.QUNXU_SECRET = secret;
}

const fileIn = (dataFolder: string): string => join(dataFolder, 'qunxu-secret.key');

/**
 * The same for work on a product that exists: a secret made up now would not be the one its data was written with.
 * @throws StartFault when there is none
 */
export function requireSecret(dataFolder: string, env: NodeJS.ProcessEnv): void {
  if (!(env.QUNXU_SECRET || existsSync(fileIn(dataFolder))))
    throw new StartFault('没有找到密钥：请设置与正在使用的产品相同的 QUNXU_SECRET 或 QUNXU_DATA。');
  provideSecret(dataFolder, env);
}

function fromFile(file: string): string {
  try {
    writeFileSync(file, `${randomBytes(32).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
      flush: true,
    });
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw new StartFault('磁盘空间不足：请清理磁盘后重试。', { cause });
    if (codeOf(cause) !== 'EEXIST') throw new StartFault(`无法写入密钥文件 ${file}：请检查权限。`, { cause });
  }
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StartFault(`无法读取密钥文件 ${file}：请检查权限。`, { cause });
  }
}
