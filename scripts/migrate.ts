/**
 * `npm run db:migrate`: brings the configured database up to date, or the embedded one (starting and stopping it), without
 * starting the product. For a deployment that migrates before it replaces its servers.
 */
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { say } from './server/console.ts';
import { openDatabase } from './server/database.ts';
import { loadEnvironment } from './server/environment.ts';
import { live } from './server/lifecycle.ts';
import { applyMigrations } from './server/prepare.ts';
import { provideSecret } from './server/secrets.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

await live(async (life) => {
  process.chdir(root);
  const env = loadEnvironment();
  const { dataFolder } = await openDatabase(root, env, life);
  provideSecret(dataFolder, env);
  await applyMigrations(root, life.signal);
  say('✓ 数据库结构已是最新。');
  life.end(0);
});
