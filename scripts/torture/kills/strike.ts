import { setTimeout as delay } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { identify } from '@/db/embedded/process-table';
import { databaseProcess, servingProcess } from '../../testing/processes';
import { launch, type Product, readyText } from '../../testing/product';

/** What is killed. After the first four the product is started again; after the others it must come back by itself. */
export const kinds = [
  'server',
  'group',
  'supervisor',
  'everything',
  'database',
  'database shutdown',
  'backend',
] as const;
export type Kind = (typeof kinds)[number];

const patienceMs = 120_000;
const lookEvery = 50;

const within = async <T>(what: string, product: Product, work: Promise<T>): Promise<T> => {
  const late = delay(patienceMs, undefined, { ref: false }).then(() => {
    throw new Error(`${what} took more than ${patienceMs / 1000} seconds:\n${product.printed()}`);
  });
  return Promise.race([work, late]);
};

/** Starts the product on the folder, without the demonstration street; resolves when it is ready. */
export async function startOn(folder: string, port: number): Promise<Product> {
  const product = await launch({ QUNXU_DATA: folder, QUNXU_DEMO: 'false', PORT: String(port) });
  await within('starting', product, product.until(readyText));
  return product;
}

/** Kills, and returns the product that is there afterwards. */
export async function strike(kind: Kind, product: Product, folder: string): Promise<Product> {
  const [server, database] = [servingProcess(folder), databaseProcess(folder) ?? 0];
  switch (kind) {
    case 'server':
      process.kill(server, 'SIGKILL');
      break;
    case 'group':
      product.send('SIGKILL', 'group');
      break;
    case 'supervisor':
      product.send('SIGKILL');
      break;
    case 'everything':
      product.send('SIGKILL', 'group');
      process.kill(database, 'SIGKILL');
      break;
    case 'database':
      process.kill(database, 'SIGKILL');
      return revived(product);
    case 'database shutdown':
      // To Postgres, SIGQUIT is immediate shutdown: nothing is written any more.
      process.kill(database, 'SIGQUIT');
      return revived(product);
    case 'backend': {
      const backends = await theirBackends();
      process.kill(backends[0] ?? 0, 'SIGKILL');
      // Postgres ends all the others and recovers; until then it may look well.
      await within('ending the others', product, gone(backends));
      return revived(product);
    }
  }
  await within('ending', product, product.exited);
  return startOn(folder, product.port);
}

/** The server processes of all connections, a busy one first. */
async function theirBackends(): Promise<number[]> {
  const rows = await db().execute<{ pid: number }>(sql`
    select pid from pg_stat_activity where backend_type = 'client backend' and pid <> pg_backend_pid()
    order by (state = 'active') desc, random()`);
  if (!rows.length) throw new Error('nobody is connected');
  return rows.map(({ pid }) => pid);
}

async function gone(pids: readonly number[]): Promise<void> {
  while (pids.some((pid) => identify(pid))) await delay(lookEvery);
}

async function revived(product: Product): Promise<Product> {
  await within('coming back', product, healthy(product));
  return product;
}

/** Twice in a row: the first answer may come from before the blow. */
async function healthy({ url }: Product): Promise<void> {
  for (let well = 0; well < 2; ) {
    await delay(lookEvery);
    const answer = await fetch(`${url}/api/health`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    well = answer?.status === 200 ? well + 1 : 0;
  }
}
