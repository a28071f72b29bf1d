import { sql as raw, type SQL } from 'drizzle-orm';
import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import { environment } from '@/lib/core/env';
import { serverAddress } from './address';
import { abandonLost } from './lost-connection';

export type Database = PostgresJsDatabase<Record<string, never>>;
export type Tx = Parameters<Parameters<Database['transaction']>[0]>[0];
/** Where a read may run: the pool, or the caller's own transaction. */
export type Reader = Database | Tx;

interface Connection {
  url: string;
  client: postgres.Sql;
  database: Database;
}

// One pool a process, also when the bundler evaluates this module more than once.
const holder = globalThis as typeof globalThis & { __qunxuDatabase?: Connection };

function connect(url: string): Connection {
  const server = serverAddress(url);
  const client = postgres(server.url, {
    ssl: server.ssl,
    max: environment().DATABASE_POOL,
    idle_timeout: 60,
    connect_timeout: 5,
    // A connection that dies while the driver asks for the array types ends the process (its issue 1223). So arrays come as jsonb.
    fetch_types: false,
    onnotice: () => undefined,
    connection: {
      application_name: 'qunxu',
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 60_000,
      // Pages are many short statements: further processes for one of them cost more than they save, and others' time. The driver
      // leaves out a 0 that is a number.
      max_parallel_workers_per_gather: '0',
      // Servers that compile statements (Debian's do) would take longer to compile a search than to carry it out.
      jit: 'off',
      TimeZone: 'Asia/Shanghai',
    },
  });
  return { url, client, database: drizzle({ client: abandonLost(client) }) };
}

function connection(): Connection {
  const url = environment().DATABASE_URL;
  if (!holder.__qunxuDatabase || holder.__qunxuDatabase.url !== url) holder.__qunxuDatabase = connect(url);
  return holder.__qunxuDatabase;
}

/** The pool named by DATABASE_URL; connects with the first query. */
export function db(): Database {
  return connection().database;
}

/**
 * Leaves a pool that has lost connections to finish what it can, and begins another. Each lost one would answer the next
 * query on it with the error of its last (the driver keeps that; its issue 1215).
 */
export function renewDatabase(): void {
  const open = holder.__qunxuDatabase;
  delete holder.__qunxuDatabase;
  open?.client.end({ timeout: 5 }).catch(() => {
    // It was lost before.
  });
}

/** Ends the pool, waiting up to five seconds for queries under way. */
export async function closeDatabase(): Promise<void> {
  const open = holder.__qunxuDatabase;
  delete holder.__qunxuDatabase;
  await open?.client.end({ timeout: 5 });
}

/**
 * Counts at most `limit + 1` rows of a query (already restricted by its WHERE), so that no list pays for an exact total.
 * @returns `{ total, exact }`; when not exact, total is `limit`.
 */
export async function countUpTo(
  on: Reader,
  query: SQL,
  limit = 1000,
): Promise<{ total: number; exact: boolean }> {
  const rows = await on.execute<{ n: number }>(raw`select ${countedUpTo(query, limit)} as n`);
  return countFound(rows[0]?.n ?? 0, limit);
}

/** The same count as a scalar of another statement; `countFound` says what it means. */
export function countedUpTo(query: SQL, limit = 1000): SQL<number> {
  return raw<number>`(select count(*)::int from (${query} limit ${limit + 1}) as counted)`;
}

/** What a count that went no further than one above its limit says. */
export function countFound(n: number, limit = 1000): { total: number; exact: boolean } {
  return n > limit ? { total: limit, exact: false } : { total: n, exact: true };
}
