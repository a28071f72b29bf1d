/**
 * `npm run audit:verify [-- --head FILE]…`: verifies the whole audit trail against its seals, the heads kept in the data folder,
 * and heads kept elsewhere: a downloaded one, another machine's list, a backup. Reads only; the product may be running or not.
 * Ends with 0 when all is well, 2 when something is broken, 3 when something has to be explained, 1 when it could not be verified.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeDatabase } from '@/db/client';
import { StartFault } from '@/db/embedded/fault';
import { findingText } from '@/lib/proof/findings';
import { ownHeads } from '@/lib/proof/jobs';
import { hasSeals } from '@/lib/proof/trail';
import { type Verification, verifyTrail } from '@/lib/proof/verify';
import { keptHeads } from './audit/kept-heads';
import { say, step } from './server/console';
import { joinDatabase } from './server/database';
import { loadEnvironment } from './server/environment';
import { live } from './server/lifecycle';
import { requireSecret } from './server/secrets';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What shells report of a program ended by Ctrl-C. */
const interrupted = 130;
/** Broken; or whole, with records that have to be explained. */
const [broken, doubtful] = [2, 3];

await live(async (life) => {
  process.chdir(root);
  const env = loadEnvironment();
  const given = readArguments().map((file) => resolve(env.INIT_CWD ?? root, file));
  requireSecret(await joinDatabase(root, env, life), env);
  life.onEnd(closeDatabase);
  if (!(await hasSeals()))
    throw new StartFault('数据库还没有升级到本版本：请先用 npm start 启动一次，再核对。');
  const heads = await keptHeads(given);
  const found = await step('正在核对审计日志', () => verifyTrail([ownHeads(), ...heads]));
  report(found, given.length);
  life.end(exitCode(found));
}, interrupted);

function exitCode({ finding, doubt }: Verification): number {
  if (finding) return broken;
  return doubt ? doubtful : 0;
}

const figure = (count: number): string => count.toLocaleString('en-US');

function report(found: Verification, files: number): void {
  const { finding, doubt, head, records, pending, removedThrough, unchecked } = found;
  if (finding) say(`✗ 审计日志有问题：${findingText(finding)}。`);
  else say(`✓ 审计日志完好：已封存的 ${figure(records)} 条记录，无缺失、无改动。`);
  if (doubt) say(`! 需要核实：${findingText(doubt)}。`);
  if (head) say(`  封存印记：第 ${head.number} 段 ${head.hash}`);
  if (pending) say(`  另有 ${figure(pending)} 条记录尚未封存。`);
  if (removedThrough) say(`  第 ${removedThrough} 段及以前的记录已到期清理。`);
  if (unchecked) say(`  ${figure(unchecked)} 段由以前的密钥签章，签章未核对，由其后的封存段证明。`);
  if (!finding && files === 0) say('  请不时用 --head 与另行保存的封存印记核对。');
}

function readArguments(): string[] {
  try {
    const { values } = parseArgs({ options: { head: { type: 'string', multiple: true, default: [] } } });
    return values.head;
  } catch (cause) {
    throw new StartFault('用法：npm run audit:verify [-- --head 封存印记文件或备份文件]', { cause });
  }
}
