import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate as applyMigrations } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import { serverAddress } from './address.ts';
import { migrateJobs } from './job-queues.ts';

/** The server is older than the product can use. */
export class ServerTooOld extends Error {
  override name = 'ServerTooOld';
}

const oldestMajor = 15;
/** Any fixed number: two instances that start together migrate one after the other. */
export const migrationLock = 7_201_101;

/**
 * Applies db/migrations to the database, and makes the queues of background jobs, one instance at a time.
 * @throws ServerTooOld when the server's major version is below 15; the driver's errors otherwise.
 */
export async function migrate(databaseUrl: string, folder = 'db/migrations'): Promise<void> {
  const { url, ssl } = serverAddress(databaseUrl);
  const client = postgres(url, { ssl, max: 1, connect_timeout: 5, onnotice: () => undefined });
  try {
    const [row] = await client<
      { version: number }[]
    >`select current_setting('server_version_num')::int as version`;
    const major = Math.floor((row?.version ?? 0) / 10_000);
    if (major < oldestMajor) throw new ServerTooOld(`PostgreSQL ${major}`);
    await client`select pg_advisory_lock(${migrationLock})`;
    await applyMigrations(drizzle({ client }), { migrationsFolder: folder });
    await migrateJobs(databaseUrl);
  } finally {
    await client.end({ timeout: 5 });
  }
}
