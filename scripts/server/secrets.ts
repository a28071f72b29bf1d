import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';

const shortest = 32;

/**
 * Sees that QUNXU_SECRET (protects phone numbers and tokens at rest) and NEXTAUTH_SECRET (signs session cookies) are in
 * the environment. One that was not configured comes from a file in the data folder, made at the first start and
 * readable by its owner only. Whoever loses the first loses the phone numbers: the file belongs in every backup.
 * @throws StartFault when a configured secret is too short or the file cannot be used
 */
export function provideSecrets(dataFolder: string, env: NodeJS.ProcessEnv): void {
  for (const name of ['QUNXU_SECRET', 'NEXTAUTH_SECRET'] as const) {
    const secret = env[name] || fromFile(fileOf(dataFolder, name));
    if (secret.length < shortest) throw new StartFault(`${name} 太短：至少要 ${shortest} 个字符。`);
    env[name] = secret;
  }
}

const fileOf = (dataFolder: string, name: string): string =>
  join(dataFolder, `${name.toLowerCase().replace('_', '-')}.key`);

/**
 * The same for work on a product that exists: a secret made up now would not be the one its data was written with.
 * @throws StartFault when there is none
 */
export function requireSecrets(dataFolder: string, env: NodeJS.ProcessEnv): void {
  if (!(env.QUNXU_SECRET || existsSync(fileOf(dataFolder, 'QUNXU_SECRET'))))
    throw new StartFault('没有找到密钥：请设置与正在使用的产品相同的 QUNXU_SECRET 或 QUNXU_DATA。');
  provideSecrets(dataFolder, env);
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
