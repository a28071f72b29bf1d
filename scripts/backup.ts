/**
 * `npm run backup [-- --to FILE] [--allow-missing]`: database and attachments as they are at one moment, in one file. The
 * product may be running: its database is used as it runs. One that is stopped is started for the purpose.
 */
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeDatabase } from '@/db/client';
import { StartFault } from '@/db/embedded/fault';
import { usualFile } from '@/lib/backup/folder';
import { makeBackup } from '@/lib/backup/make';
import { figuresOf } from '@/lib/backup/rules';
import { now } from '@/lib/core/clock';
import { stopSender } from '@/lib/jobs/enqueue';
import { say, step } from './server/console';
import { joinDatabase } from './server/database';
import { loadEnvironment } from './server/environment';
import { live } from './server/lifecycle';
import { requireSecret } from './server/secrets';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What shells report of a program ended by Ctrl-C. */
const interrupted = 130;

await live(async (life) => {
  process.chdir(root);
  const env = loadEnvironment();
  const { to, allowMissing } = readArguments();
  let finished = false;
  life.onEnd(() => life.signal.aborted && !finished && say('✗ 已中断，没有留下备份文件。'));
  requireSecret(await joinDatabase(root, env, life), env);
  life.onEnd(closeDatabase);
  life.onEnd(stopSender);
  const file = to ? resolve(env.INIT_CWD ?? root, to) : usualFile(now());
  const manifest = await step('正在备份', () =>
    makeBackup({ file, by: 'cli', allowMissing, signal: life.signal }),
  );
  finished = true;
  say(`✓ 已备份到 ${file}`);
  say(`  ${figuresOf(manifest)}`);
  if (manifest.missing.length)
    say(`  缺少 ${manifest.missing.length} 个附件：${manifest.missing.join('、')}`);
  say(
    '  备份含个人信息，请妥善保管。密钥不在其中：请另行保管 QUNXU_SECRET（或数据目录中的 qunxu-secret.key）。',
  );
  life.end(0);
}, interrupted);

function readArguments(): { to: string | undefined; allowMissing: boolean } {
  try {
    const { values } = parseArgs({
      options: { to: { type: 'string' }, 'allow-missing': { type: 'boolean', default: false } },
    });
    return { to: values.to, allowMissing: values['allow-missing'] };
  } catch (cause) {
    throw new StartFault('用法：npm run backup [-- --to 文件] [--allow-missing]', { cause });
  }
}
