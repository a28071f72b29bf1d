/**
 * The product from start to end, in one process: data folder, database, migrations, build, Next, and at the end the same
 * in reverse. Run by scripts/start.mjs and scripts/dev.mjs (`--dev`), or directly where dependencies are installed.
 *
 * Told to stop (SIGINT, SIGTERM, SIGHUP, or the supervisor's death) it takes no new connections, finishes the requests in
 * flight, runs what the product registered in lib/core/shutdown.ts (job workers, then the connection pool), closes Next
 * and stops the embedded database last. Killed outright, it leaves a database that the next start takes over.
 *
 * Runs on Node's own type stripping: imports name their files' extension and use no alias.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import next from 'next';
import { runEndings } from '../lib/core/shutdown.ts';
import { ensureBuilt } from './server/build.ts';
import { readTrustProxy, stampAddress } from './server/client-address.ts';
import { say, sayFault } from './server/console.ts';
import { openDatabase } from './server/database.ts';
import { loadEnvironment } from './server/environment.ts';
import { type Address, assertFree, drain, listen, readAddress } from './server/http.ts';
import { type Lifecycle, live } from './server/lifecycle.ts';
import { issueSetupToken, prepare, type Street } from './server/prepare.ts';
import { provideSecret } from './server/secrets.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dev = process.argv.includes('--dev');
/** In development every open page holds a channel that never ends. */
const drainSeconds = dev ? 1 : 25;

await live(async (life) => {
  process.chdir(root);
  const env = loadEnvironment();
  const address = readAddress(env);
  const proxyTrusted = readTrustProxy(env);
  let ready = false;
  life.onEnd(() => ready && say('✓ 已停止。'));
  const database = await openDatabase(root, env, life);
  await assertFree(address);
  provideSecret(database.dataFolder, env);
  const street = await prepare(root, database, env, life.signal);
  life.signal.throwIfAborted();
  if (!dev) await ensureBuilt(root, life.signal);
  env.NEXTAUTH_URL ??= `http://localhost:${address.port}`;
  await serve(address, proxyTrusted, life);
  greet(env.NEXTAUTH_URL, street, street === 'none' ? await issueSetupToken(life.signal) : null);
  ready = true;
});

async function serve(address: Address, proxyTrusted: boolean, life: Lifecycle): Promise<void> {
  process.env.NEXT_TELEMETRY_DISABLED = '1';
  const app = next({ dev, dir: root, hostname: address.host, port: address.port });
  life.onEnd(() => app.close());
  life.onEnd(() => runEndings((_name, error) => sayFault(error)));
  await app.prepare();
  const handle = app.getRequestHandler();
  const server = await listen((request, response) => {
    stampAddress(request, proxyTrusted);
    void handle(request, response);
  }, address);
  life.onEnd(() => {
    say('· 正在停止：先办完进行中的请求…');
    return drain(server, drainSeconds);
  });
}

function greet(url: string, street: Street, setupToken: string | null): void {
  say(`✓ 群序已就绪：${url}`);
  if (street === 'demonstration') {
    say(
      '  演示账号：office（街道办公室）、head.heping（社区负责人）、heping.zhang（群管理员）、auditor（审计员）',
    );
    say('  统一密码：Qunxu-demo-2026（仅用于演示街道）');
  }
  if (setupToken) say(`  首次使用请打开 ${url}/setup ，一次性口令：${setupToken}`);
  say('  按 Ctrl-C 停止。');
}
