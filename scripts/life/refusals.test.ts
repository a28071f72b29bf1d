import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { startEmbedded } from '@/db/embedded';
import { freePort, readyText } from '../testing/product';
import { listenAsPostgres14 } from './old-server';
import { makeDataFolder, makeFolder, start } from './stage';

const isRoot = process.getuid?.() === 0;

/** Starts the product and expects it to end at once with exactly one line that says what is wrong. */
async function refusal(env: Record<string, string>): Promise<string> {
  const product = await start({ QUNXU_DATA: '/nowhere', ...env });
  expect(await product.exited).toBe(1);
  const lines = product
    .printed()
    .split('\n')
    .filter((line) => line !== '' && !/^(·| {2}完成)/.test(line));
  expect(lines).toHaveLength(1);
  return lines[0] ?? '';
}

test('a port that is taken', async () => {
  const port = await freePort();
  const taker = createServer().listen(port, '127.0.0.1');
  onTestFinished(() => void taker.close());
  expect(await refusal({ QUNXU_DATA: makeDataFolder(), PORT: String(port) })).toContain(
    `端口 ${port} 已被占用`,
  );
});

test('a port that is none', async () => {
  expect(await refusal({ QUNXU_DATA: makeDataFolder(), PORT: '70000' })).toContain('不是有效端口');
});

test('a second start on the same data folder', async () => {
  const folder = makeDataFolder();
  const first = await start({ QUNXU_DATA: folder });
  await first.until(readyText);
  expect(await refusal({ QUNXU_DATA: folder })).toContain(`已在使用数据目录 ${folder}`);
});

describe('data folder', () => {
  test('that is a file', async () => {
    const file = join(makeDataFolder(), 'file');
    writeFileSync(file, '');
    expect(await refusal({ QUNXU_DATA: file })).toContain('不是文件夹');
  });

  test('that cannot be written', async () => {
    const folder = join(makeDataFolder(), 'locked');
    mkdirSync(folder, { mode: 0o500 });
    // Nothing stops root from writing there; the kernel's own folder does.
    expect(await refusal({ QUNXU_DATA: isRoot ? '/sys/qunxu' : folder })).toContain('无法写入');
  });

  test.runIf(isRoot)('that the database user cannot reach', async () => {
    const home = join(makeDataFolder(), 'home');
    mkdirSync(join(home, 'data'), { recursive: true });
    chmodSync(home, 0o700);
    expect(await refusal({ QUNXU_DATA: join(home, 'data') })).toContain(`进不了 ${home}`);
  });
});

describe('DATABASE_URL', () => {
  let url = new URL('postgres://nobody');

  beforeAll(async () => {
    const folder = makeFolder();
    const database = await startEmbedded(folder, { throwaway: true });
    url = new URL(database.url);
    return async () => {
      await database.stop();
      rmSync(folder, { recursive: true });
    };
  });

  const changed = (change: (copy: URL) => void) => {
    const copy = new URL(url);
    change(copy);
    return copy.href;
  };

  test('that is no address', async () => {
    expect(await refusal({ DATABASE_URL: 'localhost:5432/qunxu' })).toContain('DATABASE_URL 格式不正确');
  });

  test('without a database name', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres://qunxu@localhost' })).toContain('缺少数据库名');
  });

  test('of a server that is away', async () => {
    const port = await freePort();
    const away = changed((copy) => {
      copy.port = String(port);
    });
    expect(await refusal({ DATABASE_URL: away })).toContain(`连不上数据库服务器 127.0.0.1:${port}`);
  });

  test('with a host that does not exist', async () => {
    expect(await refusal({ DATABASE_URL: 'postgres://qunxu@qunxu.invalid/qunxu' })).toContain(
      '找不到数据库服务器',
    );
  });

  test('with a wrong password', async () => {
    const wrong = changed((copy) => {
      copy.password = 'wrong';
    });
    expect(await refusal({ DATABASE_URL: wrong })).toContain('拒绝账户 qunxu 登录');
  });

  test('with a database that is missing', async () => {
    const missing = changed((copy) => {
      copy.pathname = '/missing';
    });
    expect(await refusal({ DATABASE_URL: missing })).toContain('数据库 missing 不存在');
  });

  test('of a server older than 15', async () => {
    const server = await listenAsPostgres14();
    onTestFinished(() => void server.close());
    const { port } = server.address() as AddressInfo;
    expect(await refusal({ DATABASE_URL: `postgres://qunxu@127.0.0.1:${port}/qunxu` })).toContain(
      'PostgreSQL 14',
    );
  });
});
