import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { StartFault } from '../../db/embedded/fault.ts';
import { step } from './console.ts';
import type { OpenDatabase } from './database.ts';
import type { MigrationAnswer, Street } from './migrate-and-look.ts';

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
  const street = await applyMigrations(signal);
  if (street !== 'none' || !database.empty || env.QUNXU_DEMO === 'false') return street;
  writeFileSync(unfinished, '', { flush: true });
  await step('正在载入演示街道，首次约需一分钟', () => runProductScript('db/seed/load.ts', signal));
  rmSync(unfinished);
  return 'demonstration';
}

/**
 * A new one-time token for /setup, valid until the next is issued; null when there is a street already.
 * @throws StartFault
 */
export async function issueSetupToken(signal: AbortSignal): Promise<string | null> {
  return (await runProductScript('scripts/server/setup-token.ts', signal)).trim() || null;
}

/**
 * Applies what the database has not seen of migrations and job queues.
 * @throws StartFault
 */
export async function applyMigrations(signal: AbortSignal): Promise<Street> {
  const answer = JSON.parse(
    await runProductScript('scripts/server/migrate-and-look.ts', signal),
  ) as MigrationAnswer;
  if ('fault' in answer) throw new StartFault(answer.fault);
  return answer.street;
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
      if (/ENOSPC|No space left/.test(errors))
        return reject(new StartFault('磁盘空间不足：请清理磁盘后重试。'));
      process.stderr.write(errors);
      reject(new StartFault(`${script} 未能完成，原因见上。`));
    });
  });
}
