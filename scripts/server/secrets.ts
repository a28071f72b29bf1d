import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
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
    const secret = env[name] || fromFile(join(dataFolder, `${name.toLowerCase().replace('_', '-')}.key`));
    if (secret.length < shortest) throw new StartFault(`${name} 太短：至少要 ${shortest} 个字符。`);
    env[name] = secret;
  }
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
