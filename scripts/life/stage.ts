import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { onTestFinished } from 'vitest';
import { clusterFolder } from '@/db/embedded';
import { readCredentials } from '@/db/embedded/credentials';
import { stopPostmaster } from '@/db/embedded/postmaster';
import { identify } from '@/db/embedded/process-table';
import { launch, type Product } from '../testing/product';

/** A new data folder, also for the user that databases run as under root. */
export function makeFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'qunxu-life-'));
  chmodSync(folder, 0o711);
  return folder;
}

/** A data folder of this test, cleared away with whatever runs on it when the test has finished. */
export function makeDataFolder(): string {
  const folder = makeFolder();
  onTestFinished(async () => {
    await stopPostmaster(clusterFolder(folder), 30);
    rmSync(folder, { recursive: true, force: true });
  });
  return folder;
}

/** Starts the product on the folder, without the demonstration street, and ends it with the test. */
export async function start(env: Record<string, string>, command?: string[]): Promise<Product> {
  const product = await launch({ QUNXU_DEMO: 'false', ...env }, command);
  onTestFinished(async () => {
    if (identify(product.pid)) product.send('SIGKILL', 'group');
    await product.exited;
  });
  return product;
}

/** A connection to the product's embedded database; ends with the test. */
export function connect(folder: string): postgres.Sql {
  const { port, password } = readCredentials(join(folder, 'postgres.json'));
  const client = postgres(`postgres://qunxu:${password}@127.0.0.1:${port}/qunxu`, {
    max: 1,
    onnotice: () => undefined,
  });
  onTestFinished(() => client.end({ timeout: 1 }));
  return client;
}

/** Commits one row that a later life of the product must still have. */
export async function commitRow(folder: string): Promise<void> {
  const client = connect(folder);
  await client`create table life_of_a_row (said text)`;
  await client`insert into life_of_a_row values ('committed')`;
}

/** What `commitRow` left. */
export async function findRow(folder: string): Promise<unknown> {
  const [row] = await connect(folder)`select said from life_of_a_row`;
  return row?.said;
}
