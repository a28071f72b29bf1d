/**
 * `npm run restore -- FILE [--check]`: puts a backup into the configured database, which must be empty, or into the
 * embedded one of a new data folder. With `--check` the file is only read and judged.
 */
import { rmSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeDatabase } from '@/db/client';
import { StartFault } from '@/db/embedded/fault';
import { restoreBackup } from '@/lib/backup/restore';
import { figuresOf } from '@/lib/backup/rules';
import { checkContent, type OpenBackup, openBackup } from '@/lib/backup/source';
import { formatMoment } from '@/lib/core/time';
import { stopSender } from '@/lib/jobs/enqueue';
import { findingText } from '@/lib/proof/findings';
import { say, step } from './server/console';
import { joinDatabase, openDatabase } from './server/database';
import { loadEnvironment } from './server/environment';
import { type Lifecycle, live } from './server/lifecycle';
import { provideSecret } from './server/secrets';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What shells report of a program ended by Ctrl-C. */
const interrupted = 130;

await live(async (life) => {
  process.chdir(root);
  const env = loadEnvironment();
  const { file, checkOnly } = readArguments(env.INIT_CWD ?? root);
  let finished = false;
  life.onEnd(() => life.signal.aborted && !finished && say('✗ 已中断，没有恢复任何数据。'));
  const dataFolder = checkOnly
    ? await joinDatabase(root, env, life)
    : (await openDatabase(root, env, life)).dataFolder;
  provideSecret(dataFolder, env);
  const backup = await openBackup(file);
  await step('正在核对备份文件', () => checkContent(backup, life.signal));
  say(`  备份于 ${formatMoment(new Date(backup.manifest.takenAt))}，${figuresOf(backup.manifest)}`);
  if (!checkOnly) await restore(backup, file, dataFolder, life);
  finished = true;
  say(checkOnly ? '✓ 备份文件完整。' : '✓ 已恢复。所有人需要重新登录。运行 npm start 启动。');
  warn(backup);
  life.end(0);
}, interrupted);

async function restore(backup: OpenBackup, file: string, dataFolder: string, life: Lifecycle): Promise<void> {
  life.onEnd(closeDatabase);
  life.onEnd(stopSender);
  // Left by an interrupted first start, it would tell the next start to empty the database.
  rmSync(join(dataFolder, 'demonstration.unfinished'), { force: true });
  const { unknownJobs, trail } = await step('正在恢复', () =>
    restoreBackup({ backup, name: basename(file), signal: life.signal }),
  );
  const remarkable = trail.finding ?? trail.doubt;
  if (remarkable) say(`! 审计日志在备份时就有问题：${findingText(remarkable)}。`);
  else say(`  审计日志完好：核对了 ${trail.records.toLocaleString('en-US')} 条已封存的记录。`);
  if (unknownJobs > 0) say(`  略去 ${unknownJobs} 个本产品已没有的后台任务。`);
}

function warn({ manifest, sameSecret }: OpenBackup): void {
  if (manifest.missing.length) say(`! 备份时就缺少 ${manifest.missing.length} 个附件。`);
  if (!sameSecret)
    say(
      '! 当前密钥与备份时的不同：手机号不能解密，备份是否被改动也无法核对。' +
        '请先放回原来的 QUNXU_SECRET（或 qunxu-secret.key），再启动。',
    );
}

function readArguments(from: string): { file: string; checkOnly: boolean } {
  const usage = '用法：npm run restore -- 备份文件 [--check]';
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { check: { type: 'boolean', default: false } },
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) throw new StartFault(usage);
    return { file: resolve(from, file), checkOnly: values.check };
  } catch (cause) {
    throw new StartFault(usage, { cause });
  }
}
