import { readMigrationFiles } from 'drizzle-orm/migrator';
import type { Client } from 'pg';
import { migrationLock } from '@/db/migrate';
import type { Head } from '@/lib/proof/block-form';
import { BackupFault } from './fault';
import type { Manifest } from './manifest';

type Migration = ReturnType<typeof readMigrationFiles>[number];

const folder = 'db/migrations';

/**
 * The migrations that make the structure the backup was taken from: the first ones of this product.
 * @throws BackupFault when the backup has others, or more
 */
export function chooseMigrations(manifest: Manifest): Migration[] {
  const known = readMigrationFiles({ migrationsFolder: folder });
  manifest.migrations.forEach(({ hash }, place) => {
    const own = known[place];
    if (!own)
      throw new BackupFault(
        `备份来自更新的版本（${manifest.version}）：请先把本产品升级到该版本或更高，再恢复。`,
      );
    if (own.hash !== hash)
      throw new BackupFault(
        `备份的数据库结构与本产品不同（第 ${place + 1} 次升级不一致）：请用制作备份的版本（${manifest.version}）恢复。`,
      );
  });
  return known.slice(0, manifest.migrations.length);
}

/**
 * @throws BackupFault when the database has migrations this product does not know: of a newer one, whose tables would be
 * left out without a word
 */
export function assertKnown(migrations: Manifest['migrations']): void {
  const known = new Set(readMigrationFiles({ migrationsFolder: folder }).map(({ hash }) => hash));
  if (migrations.some(({ hash }) => !known.has(hash)))
    throw new BackupFault('数据库由另一版本的群序升级过：请用那个版本备份。');
}

/** The end of the audit trail's chain; null before anything was sealed, or in a structure that knows no seals yet. */
export async function readHead(client: Client): Promise<Head | null> {
  const table = await client.query<{ there: boolean }>(
    "select to_regclass('audit_blocks') is not null as there",
  );
  if (!table.rows[0]?.there) return null;
  const { rows } = await client.query<{ number: string; hash: string }>(
    'select number, hash from audit_blocks order by number desc limit 1',
  );
  return rows[0] ? { number: Number(rows[0].number), hash: rows[0].hash } : null;
}

/** Two instances that start or restore at once take turns; released with the transaction. */
export async function lockMigrations(client: Client): Promise<void> {
  await client.query('select pg_advisory_xact_lock($1)', [migrationLock]);
}

/** @throws BackupFault when the database holds anything but the empty queues of background jobs */
export async function assertEmpty(client: Client): Promise<void> {
  const { rows } = await client.query<{ n: number }>(`
    select count(*)::int as n from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S') and n.nspname !~ '^pg_' and n.nspname not in ('information_schema', 'pgboss')
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype = 'e')`);
  if ((rows[0]?.n ?? 0) > 0 || (await hasJobs(client)))
    throw new BackupFault(
      '目标数据库不是空的，没有动它：请另建一个空数据库，或用 QUNXU_DATA 指定一个新的数据目录，再恢复。',
    );
}

async function hasJobs(client: Client): Promise<boolean> {
  const table = await client.query<{ there: boolean }>(
    "select to_regclass('pgboss.job') is not null as there",
  );
  if (!table.rows[0]?.there) return false;
  const job = await client.query('select from pgboss.job limit 1');
  return job.rows.length > 0;
}

/**
 * Applies the migrations in the caller's transaction and notes them as drizzle does, so that db/migrate.ts goes on from
 * there. (Drizzle's own migrator commits by itself, and always goes to the end.)
 */
export async function buildSchema(client: Client, migrations: readonly Migration[]): Promise<void> {
  await client.query('create schema if not exists drizzle');
  await client.query(
    'create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)',
  );
  for (const { sql, hash, folderMillis } of migrations) {
    for (const statement of sql) await client.query(statement);
    await client.query('insert into drizzle.__drizzle_migrations (hash, created_at) values ($1, $2)', [
      hash,
      folderMillis,
    ]);
  }
}
