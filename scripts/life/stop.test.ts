import { connect as connectSocket } from 'node:net';
import { expect, test } from 'vitest';
import { databaseProcess } from '../testing/processes';
import { readyText } from '../testing/product';
import { makeDataFolder, start } from './stage';

test('says where it is, answers, and leaves nothing running after SIGTERM', async () => {
  const folder = makeDataFolder();
  const product = await start({ QUNXU_DATA: folder });
  await product.until(`${readyText}：${product.url}`);
  expect((await fetch(`${product.url}/api/health`)).status).toBe(200);
  product.send('SIGTERM');
  expect(await product.exited).toBe(0);
  await expect(fetch(`${product.url}/api/health`)).rejects.toThrow();
  expect(databaseProcess(folder)).toBeNull();
});

test('stops properly when Ctrl-C reaches every process of the terminal', async () => {
  const folder = makeDataFolder();
  const product = await start({ QUNXU_DATA: folder });
  await product.until(readyText);
  product.send('SIGINT', 'group');
  expect(await product.exited).toBe(0);
  expect(databaseProcess(folder)).toBeNull();
});

test('answers a request that was under way when SIGTERM came, before the database stops', async () => {
  const folder = makeDataFolder();
  const product = await start({ QUNXU_DATA: folder });
  await product.until(readyText);
  const request = await beginRequest(product.port);
  product.send('SIGTERM');
  await product.until('正在停止');
  expect(await request.finish()).toMatch(/^HTTP\/1\.1 200 /);
  expect(await product.exited).toBe(0);
});

test('stops while it is still starting', async () => {
  const folder = makeDataFolder();
  const product = await start({ QUNXU_DATA: folder });
  await product.until('正在启动数据库');
  product.send('SIGTERM');
  expect(await product.exited).toBe(0);
  expect(product.printed()).not.toContain(readyText);
  expect(databaseProcess(folder)).toBeNull();
});

/** Sends half a request for /api/health, which asks the database; `finish` sends the rest and returns the answer. */
async function beginRequest(port: number): Promise<{ finish: () => Promise<string> }> {
  const socket = connectSocket(port, '127.0.0.1');
  let answer = '';
  socket.on('data', (chunk) => {
    answer += chunk.toString();
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  await new Promise<void>((resolve) =>
    socket.write('GET /api/health HTTP/1.1\r\nHost: localhost\r\n', () => resolve()),
  );
  return {
    finish: async () => {
      socket.write('Accept: application/json\r\n\r\n');
      await closed;
      return answer;
    },
  };
}
