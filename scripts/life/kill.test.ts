import { expect, test } from 'vitest';
import { databaseProcess, servingProcess } from '../testing/processes';
import { readyText } from '../testing/product';
import { commitRow, findRow, makeDataFolder, start } from './stage';

/** Starts the product again on the folder and returns what it finds of the committed row. */
async function rowAfterRestart(folder: string): Promise<unknown> {
  const next = await start({ QUNXU_DATA: folder });
  await next.until(readyText);
  return findRow(folder);
}

async function startWithRow(folder: string, command?: string[]) {
  const product = await start({ QUNXU_DATA: folder }, command);
  await product.until(readyText);
  await commitRow(folder);
  return product;
}

test('the server killed alone: the supervisor ends with it, and the next start has every row', async () => {
  const folder = makeDataFolder();
  const product = await startWithRow(folder);
  process.kill(servingProcess(folder), 'SIGKILL');
  expect(await product.exited).toBe(1);
  expect(await rowAfterRestart(folder)).toBe('committed');
});

test('the process group killed: the next start takes over the database that was left running', async () => {
  const folder = makeDataFolder();
  const product = await startWithRow(folder);
  const database = databaseProcess(folder);
  product.send('SIGKILL', 'group');
  await product.exited;
  expect(await rowAfterRestart(folder)).toBe('committed');
  expect(databaseProcess(folder)).toBe(database);
});

test('the supervisor killed alone: the server stops by itself and the next start waits for it', async () => {
  const folder = makeDataFolder();
  const product = await startWithRow(folder);
  product.send('SIGKILL');
  expect(await rowAfterRestart(folder)).toBe('committed');
});

test('npm killed alone: the product under it stops by itself and the next start waits for it', async () => {
  const folder = makeDataFolder();
  const npm = await startWithRow(folder, ['npm', 'start']);
  npm.send('SIGKILL');
  expect(await rowAfterRestart(folder)).toBe('committed');
});

test('server and database killed: the next start recovers what was committed', async () => {
  const folder = makeDataFolder();
  const product = await startWithRow(folder);
  const database = databaseProcess(folder);
  product.send('SIGKILL', 'group');
  process.kill(database ?? 0, 'SIGKILL');
  await product.exited;
  expect(await rowAfterRestart(folder)).toBe('committed');
  expect(databaseProcess(folder)).not.toBe(database);
});

test('the database killed under the product: it is started again and the product recovers by itself', async () => {
  const folder = makeDataFolder();
  const product = await startWithRow(folder);
  process.kill(databaseProcess(folder) ?? 0, 'SIGKILL');
  await product.until('数据库意外停止，已重新启动');
  expect(await findRow(folder)).toBe('committed');
  await expect
    .poll(async () => (await fetch(`${product.url}/api/health`)).status, { timeout: 60_000 })
    .toBe(200);
});
