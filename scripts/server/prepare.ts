import { spawn } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { serverAddress } from '../../db/address.ts';
import { StartFault } from '../../db/embedded/fault.ts';
import { step } from './console.ts';
import type { OpenDatabase } from './database.ts';
import { fingerprint } from './sources.ts';

/** Which street a database holds; `none` until /setup or the demonstration has made one. */
export type Street = 'none' | 'demonstration' | 'real';

/**
 * Brings the database up to date and, when it is embedded, empty and not told otherwise by QUNXU_DEMO=false, loads the
 * demonstration street.
 * @throws StartFault
 */
export async function prepare(
  root: string,
  database: OpenDatabase,
  env: NodeJS.ProcessEnv,
  signal: AbortSignal,
): Promise<Street> {
  const unfinished = join(database.dataFolder, 'demonstration.unfinished');
  // Nobody could use a street whose loading was interrupted, so nothing is lost by starting it again.
  if (database.empty && existsSync(unfinished)) await database.empty();
  if (!(await isUpToDate(database.url, root))) await applyMigrations(root, signal);
  const street = await findStreet(database.url);
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
export async function applyMigrations(root: string, signal: AbortSignal): Promise<void> {
  const fault = await runProductScript('scripts/server/apply-migrations.ts', signal, fingerprint(root));
  if (fault) throw new StartFault(fault);
}

/** Whether the database was brought up to date with these very sources, which spares every later start the work. */
async function isUpToDate(url: string, root: string): Promise<boolean> {
  const [row] = await ask(
    url,
    (client) => client`
    select obj_description(to_regnamespace('drizzle'), 'pg_namespace') as mark`,
  );
  return row?.mark === fingerprint(root);
}

async function findStreet(url: string): Promise<Street> {
  const [row] = await ask(url, (client) => client`select demonstration from street`);
  if (!row) return 'none';
  return row.demonstration ? 'demonstration' : 'real';
}

async function ask<T>(url: string, question: (client: postgres.Sql) => Promise<T>): Promise<T> {
  const server = serverAddress(url);
  const client = postgres(server.url, { ssl: server.ssl, max: 1, onnotice: () => undefined });
  try {
    return await question(client);
  } finally {
    await client.end();
  }
}

/** Scripts that use the product's modules run under tsx apart, so that the serving process has no transpiler in it. */
function runProductScript(script: string, signal: AbortSignal, ...args: string[]): Promise<string> {
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
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
