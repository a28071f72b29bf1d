/**
 * `npm run secret:rotate [-- --retire]`: writes everything that is encrypted anew under a new secret, which is made and put
 * first into the product's own key file; a secret that was given (QUNXU_SECRET, QUNXU_SECRET_FILE) is changed where it was given,
 * and this does the rest. The product may be running. Stopped in the middle, it goes on where it was. `--retire` afterwards takes
 * the earlier secrets out of the product's own key file.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeDatabase } from '@/db/client';
import { StartFault } from '@/db/embedded/fault';
import { systemActor } from '@/lib/access/actor';
import { secretIds } from '@/lib/core/crypto';
import { secretsIn } from '@/lib/core/secret-file';
import { stopSender } from '@/lib/jobs/enqueue';
import { valuesBySecret } from '@/lib/secrets/queries';
import { resealEverything } from '@/lib/secrets/reseal';
import { say, step } from './server/console';
import { joinDatabase } from './server/database';
import { loadEnvironment } from './server/environment';
import { live } from './server/lifecycle';
import { takeLock } from './server/lock';
import { replaceSecrets, setAside } from './server/secret-rotation';
import { newSecret, ownSecretFile, requireSecret } from './server/secrets';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
/** What shells report of a program ended by Ctrl-C. */
const interrupted = 130;
const system = systemActor('cli');
const underWay = (pid: number): string => `另一个 secret:rotate 正在运行（进程 ${pid}）：请等它结束。`;
const howToChange =
  '密钥由 QUNXU_SECRET 或 QUNXU_SECRET_FILE 提供，须由您更换：把新密钥设为 QUNXU_SECRET，原密钥放入 QUNXU_SECRET_PREVIOUS' +
  '（或在密钥文件中把新密钥写在第一行，原密钥写在下面），重启后再运行本命令。见 docs/operations.md。';
const keepOld = '原密钥请与此前的备份一起另行保管：恢复旧备份、核对此前的封存仍需要它。';
const mayRetire = `  确认无误后运行 npm run secret:rotate -- --retire 停用原密钥。${keepOld}`;
const mayRemove = `  现在可以从 QUNXU_SECRET_PREVIOUS（或密钥文件第一行以下）去掉原密钥并重启。${keepOld}`;

await live(async (life) => {
  process.chdir(root);
  const env = loadEnvironment();
  const retiring = readArguments();
  let finished = false;
  life.onEnd(
    () => life.signal.aborted && !finished && say('✗ 已中断。再次运行 npm run secret:rotate 即可接着做。'),
  );
  const dataFolder = await joinDatabase(root, env, life);
  requireSecret(dataFolder, env);
  life.onEnd(closeDatabase);
  life.onEnd(stopSender);
  life.onEnd(await takeLock(join(dataFolder, 'secret-rotation.lock'), { refuse: underWay }));
  const own = env.QUNXU_SECRET_FILE === ownSecretFile(dataFolder) ? env.QUNXU_SECRET_FILE : null;
  const whole = retiring ? await retire(own) : await rotate(own, life.signal);
  finished = true;
  life.end(whole ? 0 : 1);
}, interrupted);

/** Values that are not under the present secret, by the secret they are under. */
async function outdated(): Promise<Map<string, number>> {
  const values = await valuesBySecret(system);
  values.delete(secretIds()[0] ?? '');
  return values;
}

async function rotate(own: string | null, signal: AbortSignal): Promise<boolean> {
  const unfinished = (await outdated()).size > 0;
  if (unfinished) say(`· 接着把数据改用当前密钥（标识 ${secretIds()[0]}）。`);
  else if (own) begin(own);
  else if (secretIds().length === 1) throw new StartFault(howToChange);
  const { resealed, unreadable } = await step('正在重新加密', () => resealEverything(system, signal));
  say(`✓ 已用密钥 ${secretIds()[0]} 重新加密 ${resealed.toLocaleString('en-US')} 项。`);
  for (const [id, n] of unreadable)
    say(
      `! ${n} 项无法读取：它们需要密钥 ${id === 'v1' ? '（未标明）' : id}，或已损坏。请放回该密钥后再运行一次。`,
    );
  if (unreadable.size === 0 && secretIds().length > 1) say(own ? mayRetire : mayRemove);
  return unreadable.size === 0;
}

function begin(file: string): void {
  const before = secretIds()[0];
  replaceSecrets(file, [newSecret(), ...secretsIn(file)]);
  say(`· 已生成新密钥（标识 ${secretIds()[0]}），原密钥（标识 ${before}）暂留，用于读取旧数据。`);
}

async function retire(own: string | null): Promise<boolean> {
  const left = await outdated();
  for (const [id, n] of left) say(`! 还有 ${n} 项数据使用密钥 ${id}。`);
  if (left.size > 0) throw new StartFault('原密钥还不能停用：请先运行 npm run secret:rotate。');
  const [present, ...others] = secretIds();
  if (others.length === 0) say(`✓ 只有一个密钥（标识 ${present}），没有可以停用的。`);
  else if (own) {
    const aside = setAside(own);
    say(`✓ 已停用原密钥（标识 ${others.join('、')}），当前密钥标识 ${present}。`);
    say(`  原密钥移到了 ${aside}，本产品不再读取它：请转移到与旧备份相同的保管处，再从本机删除。`);
  } else say(`✓ 没有数据再使用原密钥（标识 ${others.join('、')}）。${mayRemove.trim()}`);
  return true;
}

function readArguments(): boolean {
  try {
    return parseArgs({ options: { retire: { type: 'boolean', default: false } } }).values.retire;
  } catch (cause) {
    throw new StartFault('用法：npm run secret:rotate [-- --retire]', { cause });
  }
}
