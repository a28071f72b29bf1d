import { existsSync, readFileSync } from 'node:fs';
import { StartFault } from '../../db/embedded/fault.ts';

/**
 * Completes this process's environment from a `.env` file, which never overrides what is set. A variable that is set to
 * nothing counts as unset afterwards, here and for everything started from here. DATABASE_URL, which holds a password, may
 * also come from the file that DATABASE_URL_FILE names.
 * @throws StartFault when that cannot be read, or both are set
 */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { env } = process;
  for (const [name, value] of Object.entries(env)) if (value === '') delete env[name];
  if (env.DATABASE_URL_FILE) env.DATABASE_URL = databaseUrlFrom(env.DATABASE_URL_FILE, env.DATABASE_URL);
  return env;
}

function databaseUrlFrom(file: string, given: string | undefined): string {
  let url: string;
  try {
    url = readFileSync(file, 'utf8').trim();
  } catch (cause) {
    throw new StartFault(`无法读取 DATABASE_URL_FILE 指定的文件 ${file}：请检查路径和权限。`, { cause });
  }
  if (url === '') throw new StartFault(`DATABASE_URL_FILE 指定的文件 ${file} 是空的。`);
  // A process started from this one has both, and they agree.
  if (given && given !== url)
    throw new StartFault('DATABASE_URL 和 DATABASE_URL_FILE 只能设置一个：请去掉其中之一。');
  return url;
}
