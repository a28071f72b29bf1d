import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';
import { migrate } from '../../db/migrate.ts';
import { step } from './console.ts';
import type { OpenDatabase } from './database.ts';

/** Which street the database holds; `none` until /setup or the demonstration has made one. */
export type Street = 'none' | 'demonstration' | 'real';

/**
 * Brings the database up to date and, when it is embedded, empty and not told otherwise by QUNXU_DEMO=false, loads the
 * demonstration street.
 * @throws StartFault
 */
export async function prepare(
  database: OpenDatabase,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Street> {
  const unfinished = join(database.dataFolder, 'demonstration.unfinished');
  // Nobody could use a street whose loading was interrupted, so nothing is lost by starting it again.
  if (database.empty && existsSync(unfinished)) await database.empty();
  await applyMigrations(database.url);
  const street = await findStreet(database.url);
  if (street !== 'none' || !database.empty || env.QUNXU_DEMO === 'false') return street;
  // SEAM: db/seed/load.ts is being written.
  if (!existsSync('db/seed/load.ts')) return street;
  writeFileSync(unfinished, '', { flush: true });
  await step('正在载入演示街道，首次约需一分钟', () => runProductScript('db/seed/load.ts', signal));
  rmSync(unfinished);
  return findStreet(database.url);
}

/**
 * A new one-time token for /setup, valid until the next is issued; null when there is a street already.
 * @throws StartFault
 */
export async function issueSetupToken(signal: AbortSignal): Promise<string | null> {
  // SEAM: lib/identity/setup.ts is being written.
  if (!existsSync('lib/identity/setup.ts')) return null;
  return (await runProductScript('scripts/server/setup-token.ts', signal)).trim() || null;
}

/**
 * Applies the migrations that the database has not seen.
 * @throws StartFault
 */
export async function applyMigrations(url: string): Promise<void> {
  try {
    await migrate(url);
  } catch (cause) {
    throw new StartFault(explain(cause), { cause });
  }
}

function explain(error: unknown): string {
  // Drizzle wraps what the server said.
  const reason = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const code = codeOf(reason);
  if (code === '42501') return '数据库账户权限不足：它应是该数据库的所有者（能建表）。';
  if (code === '53100' || code === 'ENOSPC') return '数据库所在磁盘空间不足：请清理磁盘后重试。';
  return `数据库升级未完成：${reason instanceof Error ? reason.message.split('\n')[0] : String(reason)}`;
}

async function findStreet(url: string): Promise<Street> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const [row] = await client<{ demonstration: boolean }[]>`select demonstration from street`;
    if (!row) return 'none';
    return row.demonstration ? 'demonstration' : 'real';
  } finally {
    await client.end();
  }
}

/** Scripts that use the product's modules run under tsx apart, so that the serving process has no transpiler in it. */
function runProductScript(script: string, signal: AbortSignal): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', script], {
    signal,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [output, errors] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    errors += chunk.toString();
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => {
      if (code === 0) return resolve(output);
      process.stderr.write(errors);
      reject(new StartFault(`${script} 未能完成，原因见上。`));
    });
  });
}
