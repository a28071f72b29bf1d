import { copyFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { databaseProcess } from '../testing/processes';
import { type Product, readyText } from '../testing/product';
import { connect, makeDataFolder, start } from './stage';

const tool = (name: string, ...args: string[]): string[] => [
  process.execPath,
  'scripts/tool.mjs',
  name,
  ...args,
];

async function ended(run: Promise<Product>): Promise<{ code: number | null; printed: string }> {
  const product = await run;
  return { code: await product.exited, printed: product.printed() };
}

test('a running product is backed up beside its work, and lives again from the file', async () => {
  const folder = makeDataFolder();
  const product = await start({ QUNXU_DATA: folder });
  await product.until(readyText);
  const server = databaseProcess(folder);
  const file = join(makeDataFolder(), 'backup.zip');
  const backup = await ended(start({ QUNXU_DATA: folder }, tool('backup', '--to', file)));
  expect(backup).toMatchObject({ code: 0, printed: expect.stringContaining(`已备份到 ${file}`) });
  expect(databaseProcess(folder)).toBe(server);
  expect((await fetch(`${product.url}/api/health`)).status).toBe(200);

  const refused = await ended(start({ QUNXU_DATA: folder }, tool('restore', file)));
  expect(refused).toMatchObject({ code: 1, printed: expect.stringContaining('请先停止它') });
  product.send('SIGTERM');
  await product.exited;

  const other = makeDataFolder();
  copyFileSync(join(folder, 'qunxu-secret.key'), join(other, 'qunxu-secret.key'));
  const restored = await ended(start({ QUNXU_DATA: other }, tool('restore', file)));
  expect(restored).toMatchObject({ code: 0, printed: expect.stringContaining('已恢复') });
  expect(restored.printed).not.toContain('当前密钥与备份时的');
  expect(databaseProcess(other)).toBeNull();
  const again = await start({ QUNXU_DATA: other });
  await again.until(readyText);
}, 300_000);

test('the product makes a backup by itself when asked', async () => {
  const folder = makeDataFolder();
  const product = await start({ QUNXU_DATA: folder });
  await product.until(readyText);
  const client = connect(folder);
  // Once an hour it looks by itself whether one is due, and today's is: that would be another.
  await client`delete from pgboss.schedule`;
  await client`insert into pgboss.job (name, data) values ('backup.nightly', '{"asked": true}')`;
  let state: unknown;
  while (state !== 'completed' && state !== 'retry') {
    const [job] = await client`select state::text from pgboss.job where name = 'backup.nightly'`;
    state = job?.state;
  }
  expect(state).toBe('completed');
  expect(readdirSync(join(folder, 'backups'))).toEqual([expect.stringMatching(/^qunxu-.*\.zip$/)]);
});

test('a stopped product is started for the backup and stopped again', async () => {
  const folder = makeDataFolder();
  const migrated = await ended(start({ QUNXU_DATA: folder }, [process.execPath, 'scripts/migrate.ts']));
  expect(migrated.code).toBe(0);
  const backup = await ended(start({ QUNXU_DATA: folder }, tool('backup')));
  expect(backup).toMatchObject({ code: 0, printed: expect.stringContaining('已备份到') });
  expect(readdirSync(join(folder, 'backups'))).toHaveLength(1);
  expect(databaseProcess(folder)).toBeNull();
});

test('Ctrl-C leaves no file, no database and one line', async () => {
  const folder = makeDataFolder();
  await ended(start({ QUNXU_DATA: folder }, [process.execPath, 'scripts/migrate.ts']));
  const backup = await start({ QUNXU_DATA: folder }, tool('backup'));
  await backup.until('正在备份');
  backup.send('SIGINT', 'group');
  expect(await backup.exited).toBe(130);
  expect(backup.printed()).toContain('已中断，没有留下备份文件');
  const backups = join(folder, 'backups');
  expect(existsSync(backups) ? readdirSync(backups) : []).toEqual([]);
  expect(databaseProcess(folder)).toBeNull();
});

test('wrong arguments and wrong files are answered with one line', async () => {
  const folder = makeDataFolder();
  const env = { QUNXU_DATA: folder };
  expect(await ended(start(env, tool('backup', '--wrong')))).toMatchObject({
    code: 1,
    printed: expect.stringMatching(/^✗ 用法：npm run backup/),
  });
  expect(await ended(start(env, tool('restore')))).toMatchObject({
    code: 1,
    printed: expect.stringMatching(/^✗ 用法：npm run restore/),
  });
  expect(await ended(start(env, tool('restore', 'package.json')))).toMatchObject({
    code: 1,
    printed: expect.stringContaining('这不是群序的备份文件'),
  });
});
