/**
 * `npm run account:recover -- USERNAME`: lets a system administrator back in who has lost password or second factor when nobody else
 * can help. Prints a one-time code; the other administrators and the auditors are told. The product may be running or not.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { closeDatabase } from '@/db/client';
import { StartFault } from '@/db/embedded/fault';
import { systemActor } from '@/lib/access/actor';
import { formatMoment } from '@/lib/core/time';
import { recoverAdministrator } from '@/lib/identity/factors/commands/recover';
import { stopSender } from '@/lib/jobs/enqueue';
import { say } from './server/console';
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
  const username = readUsername();
  requireSecret(await joinDatabase(root, env, life), env);
  life.onEnd(closeDatabase);
  life.onEnd(stopSender);
  const recovered = await recoverAdministrator(systemActor('cli'), { username });
  if (!recovered.ok) throw new StartFault(`${recovered.refusal.message}。`);
  const { code, expiresAt } = recovered.value;
  say(`✓ 用户名 ${username} 的一次性登录码：${code}`);
  say(
    `  ${formatMoment(expiresAt)} 前有效，登录后须设置新密码。原密码和动态口令已失效，登录中的会话已结束。`,
  );
  say('  已告知其他系统管理员和审计员，并记入审计日志。');
  life.end(0);
}, interrupted);

function readUsername(): string {
  const usage = '用法：npm run account:recover -- 用户名';
  try {
    const { positionals } = parseArgs({ allowPositionals: true });
    const [username] = positionals;
    if (positionals.length === 1 && username) return username.trim().toLowerCase();
  } catch (cause) {
    throw new StartFault(usage, { cause });
  }
  throw new StartFault(usage);
}
