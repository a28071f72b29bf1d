import type { Client } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { Archive } from './archive';
import { BackupFault } from './fault';
import { type FileEntry, type Manifest, tablePart } from './manifest';
import { assertKnown, readHead } from './schema';
import { copyOut, qualified, readSequences, readTables } from './tables';

export type Snapshot = Pick<
  Manifest,
  'server' | 'migrations' | 'tables' | 'sequences' | 'auditEvents' | 'auditHead'
> & {
  /** The attachments that the rows know of. */
  attachments: FileEntry[];
};

/**
 * Streams every table into the archive as it was at one moment; writers go on meanwhile and are not held up. The tables are
 * locked against nothing but a change of their structure.
 * @throws BackupFault when there is nothing to back up, or another version's tables
 */
export async function writeSnapshot(client: Client, archive: Archive): Promise<Snapshot> {
  await client.query('begin isolation level repeatable read read only');
  const tables = await readTables(client);
  if (!tables.some(({ schema }) => schema === 'public'))
    throw new BackupFault('数据库中还没有群序的数据，没有可以备份的内容。');
  await client.query(`lock table ${tables.map(qualified).join(', ')} in access share mode`);
  const rest = await readRest(client);
  assertKnown(rest.migrations);
  const entries: Snapshot['tables'] = [];
  for (const table of tables) {
    const rows = client.query(copyTo(copyOut(table)));
    const { bytes, lines, sha256 } = await archive.add(tablePart(table), rows, { compress: true });
    const { schema, name, columns } = table;
    entries.push({ schema, name, columns, rows: lines, bytes, sha256 });
  }
  await client.query('commit');
  return { tables: entries, ...rest };
}

async function readRest(client: Client): Promise<Omit<Snapshot, 'tables'>> {
  const server = await client.query<{ server: string }>("select current_setting('server_version') as server");
  const migrations = await client.query<{ hash: string; at: string }>(
    'select hash, created_at as at from drizzle.__drizzle_migrations order by created_at',
  );
  const files = await client.query<FileEntry>(
    'select storage_key as key, size, sha256 from files order by storage_key collate "C"',
  );
  const audit = await client.query<{ n: number }>('select count(*)::int as n from audit_events');
  return {
    server: server.rows[0]?.server ?? '',
    migrations: migrations.rows.map(({ hash, at }) => ({ hash, at: Number(at) })),
    sequences: await readSequences(client),
    attachments: files.rows,
    auditEvents: audit.rows[0]?.n ?? 0,
    auditHead: await readHead(client),
  };
}
