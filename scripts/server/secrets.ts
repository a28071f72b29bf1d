import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';
import { secretsIn, shortestSecret } from '../../lib/core/secret-file.ts';
import { say } from './console.ts';

/**
 * Sees that the product has its secret: phone numbers are encrypted and session cookies sealed with keys derived from it.
 * It comes from QUNXU_SECRET, from the file QUNXU_SECRET_FILE names (Docker, systemd), or from a file in the data folder, made
 * at the first start and readable by its owner only. Whoever loses it loses the phone numbers.
 * @throws StartFault when it is too short, given twice, or its file cannot be used or be trusted
 */
export function provideSecret(dataFolder: string, env: NodeJS.ProcessEnv): void {
  if (env.QUNXU_SECRET && env.QUNXU_SECRET_FILE)
    throw new StartFault('QUNXU_SECRET 和 QUNXU_SECRET_FILE 只能设置一个：请去掉其中之一。');
  if (env.QUNXU_SECRET) return assertLong([env.QUNXU_SECRET], 'QUNXU_SECRET');
  const file = env.QUNXU_SECRET_FILE ?? ownSecretFile(dataFolder);
  if (env.QUNXU_SECRET_FILE) guardGiven(file);
  else {
    makeOnce(file);
    guardOwn(file);
  }
  assertLong(readSecrets(file), `密钥文件 ${file}`);
  env.QUNXU_SECRET_FILE = file;
}

/** Where the product keeps a secret that nobody has given it. */
export const ownSecretFile = (dataFolder: string): string => join(dataFolder, 'qunxu-secret.key');

/**
 * The same for work on a product that exists: a secret made up now would not be the one its data was written with.
 * @throws StartFault when there is none
 */
export function requireSecret(dataFolder: string, env: NodeJS.ProcessEnv): void {
  if (!(env.QUNXU_SECRET || env.QUNXU_SECRET_FILE || existsSync(ownSecretFile(dataFolder))))
    throw new StartFault(
      '没有找到密钥：请设置与正在使用的产品相同的 QUNXU_SECRET、QUNXU_SECRET_FILE 或 QUNXU_DATA。',
    );
  provideSecret(dataFolder, env);
}

function assertLong(secrets: readonly string[], where: string): void {
  if (secrets.length === 0) throw new StartFault(`${where} 是空的：请放回原来的密钥。`);
  if (secrets.some((secret) => secret.length < shortestSecret))
    throw new StartFault(`${where} 太短：密钥至少要 ${shortestSecret} 个字符。`);
}

/** A new secret, of 256 random bits. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

function makeOnce(file: string): void {
  try {
    writeFileSync(file, `${newSecret()}\n`, { mode: 0o600, flag: 'wx', flush: true });
  } catch (cause) {
    if (codeOf(cause) === 'ENOSPC') throw new StartFault('磁盘空间不足：请清理磁盘后重试。', { cause });
    if (codeOf(cause) !== 'EEXIST') throw new StartFault(`无法写入密钥文件 ${file}：请检查权限。`, { cause });
  }
}

function readSecrets(file: string): readonly string[] {
  try {
    return secretsIn(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
}

const unreadable = (file: string, cause: unknown): StartFault =>
  codeOf(cause) === 'ENOENT'
    ? new StartFault(`密钥文件 ${file} 不存在：请检查 QUNXU_SECRET_FILE。`, { cause })
    : new StartFault(`无法读取密钥文件 ${file}：请检查权限。`, { cause });

/** Whoever owns a file may change it: only root's and our own are trusted. Systems without users have none to ask. */
function guardOwner(file: string): Stats {
  let stats: Stats;
  try {
    stats = statSync(file);
  } catch (cause) {
    throw unreadable(file, cause);
  }
  const self = process.getuid?.();
  if (self !== undefined && stats.uid !== self && stats.uid !== 0)
    throw new StartFault(`密钥文件 ${file} 属于其他用户（uid ${stats.uid}）：请改为由运行群序的用户拥有。`);
  return stats;
}

const others = 0o077;
const othersMayWrite = 0o022;
const strangersMayRead = 0o004;

/** The file we have made ourselves: closed again when somebody has opened it. */
function guardOwn(file: string): void {
  if (process.platform === 'win32') return;
  if ((guardOwner(file).mode & others) === 0) return;
  try {
    chmodSync(file, 0o600);
  } catch (cause) {
    throw new StartFault(`密钥文件 ${file} 权限过宽，也无法收紧：请执行 chmod 600 ${file}。`, { cause });
  }
  say(`! 密钥文件 ${file} 的权限过宽，已改为仅运行群序的用户可读写；如曾有他人登录本机，请更换密钥。`);
}

/** A file given to us is not ours to change; Docker and Kubernetes make them readable for all inside a container. */
function guardGiven(file: string): void {
  if (process.platform === 'win32') return;
  const { mode } = guardOwner(file);
  if (mode & othersMayWrite)
    throw new StartFault(`密钥文件 ${file} 可被其他用户改写：请执行 chmod 600 ${file}。`);
  if (mode & strangersMayRead) say(`! 密钥文件 ${file} 可被本机所有用户读取：建议 chmod 600 ${file}。`);
}
