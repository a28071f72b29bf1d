import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { BackupFault } from './fault';
import { type TableEntry, tablePart } from './manifest';
import { Meter } from './meter';
import type { OpenBackup } from './source';
import {
  columnList,
  copyIn,
  copyOut,
  qualified,
  readSequences,
  readTables,
  setSequence,
  type Table,
} from './tables';

export interface Loaded {
  rows: number;
  /** Jobs of kinds that this product no longer knows; they were left out. */
  unknownJobs: number;
}

/**
 * Loads every table in the caller's transaction, in the order in which they refer to each other, sets the sequences, and
 * compares what then is there with the backup: rows and checksum of every table.
 * @throws BackupFault that names the table
 */
export async function loadTables(client: Client, backup: OpenBackup, signal: AbortSignal): Promise<Loaded> {
  const { tables, sequences } = backup.manifest;
  const present = new Map((await readTables(client)).map((table) => [qualified(table), table]));
  const loaded: Loaded = { rows: 0, unknownJobs: 0 };
  for (const entry of tables) {
    const table = present.get(qualified(entry));
    if (!table) throw differs(entry);
    present.delete(qualified(entry));
    if (entry.schema === 'pgboss') loaded.unknownJobs += await loadJobs(client, backup, entry, table, signal);
    else await loadTable(client, backup, entry, table, signal);
    loaded.rows += entry.rows;
  }
  const [forgotten] = present.values();
  if (forgotten) throw new BackupFault(`备份中没有表 ${forgotten.name}，不能恢复。`);
  for (const { name } of await readSequences(client)) {
    const sequence = sequences.find((one) => one.name === name);
    if (!sequence) throw new BackupFault(`备份中没有序号 ${name}，不能恢复。`);
    await setSequence(client, sequence);
  }
  return { ...loaded, rows: loaded.rows - loaded.unknownJobs };
}

const differs = ({ name }: TableEntry): BackupFault =>
  new BackupFault(`备份中表 ${name} 的结构与本产品不同，不能恢复。`);

async function loadTable(
  client: Client,
  backup: OpenBackup,
  entry: TableEntry,
  table: Table,
  signal: AbortSignal,
): Promise<void> {
  if ([...entry.columns].sort().join() !== [...table.columns].sort().join()) throw differs(entry);
  // Rows come back as they were, also one that a trigger would not let in: what is wrong with it is said afterwards.
  await client.query(`alter table ${qualified(table)} disable trigger user`);
  await copyPart(client, backup, entry, copyIn(qualified(table), entry.columns), signal);
  await client.query(`alter table ${qualified(table)} enable trigger user`);
  await compare(client, entry, table, signal);
}

async function copyPart(
  client: Client,
  backup: OpenBackup,
  entry: TableEntry,
  statement: string,
  signal: AbortSignal,
): Promise<void> {
  await pipeline(await backup.open(tablePart(entry)), client.query(copyFrom(statement)), { signal });
}

async function compare(client: Client, entry: TableEntry, table: Table, signal: AbortSignal): Promise<void> {
  const meter = new Meter();
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const rows = client.query(copyTo(copyOut({ ...table, columns: entry.columns })));
  await pipeline(rows, meter, nowhere, { signal });
  const found = meter.measure();
  if (found.lines !== entry.rows || found.sha256 !== entry.sha256)
    throw new BackupFault(`表 ${entry.name} 恢复后与备份不一致，已全部撤回。`);
}

/**
 * The queue belongs to a library that has versions of its own: its table may have gained or lost columns, and jobs may be
 * of a kind that is gone. They come by way of a temporary table shaped like the backup.
 * @returns how many were left out
 */
async function loadJobs(
  client: Client,
  backup: OpenBackup,
  entry: TableEntry,
  table: Table,
  signal: AbortSignal,
): Promise<number> {
  const lost = entry.columns.filter((column) => !table.columns.includes(column));
  const common = entry.columns.filter((column) => table.columns.includes(column));
  const extra = lost.map((column) => `, add column ${columnList([column])} text`).join('');
  await client.query(
    `create temp table restored_job on commit drop as select ${columnList(common)} from ${qualified(table)} limit 0`,
  );
  if (extra) await client.query(`alter table restored_job ${extra.slice(2)}`);
  await copyPart(client, backup, entry, copyIn('restored_job', entry.columns), signal);
  const columns = columnList(common);
  const { rowCount } = await client.query(`insert into ${qualified(table)} (${columns})
    select ${columns} from restored_job where name in (select name from pgboss.queue)`);
  const unknown = entry.rows - (rowCount ?? 0);
  if (unknown === 0 && lost.length === 0) await compare(client, entry, table, signal);
  return unknown;
}
