import { desc, getTableColumns, type SQL, sql } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditBlocks } from '@/db/schema/proof';
import type { Block } from './block-form';
import { type RecordColumn, recordColumns } from './record-form';

const columns = getTableColumns(auditEvents);

/**
 * The columns of a record as text that no session's settings change: for a query whose rows `recordLine` takes. Times go by way
 * of JSON, which knows no DateStyle and keeps every digit.
 */
export const recordText = Object.fromEntries(
  recordColumns.map((column) => [
    column,
    column === 'at'
      ? sql`(to_jsonb(${columns.at} at time zone 'UTC') #>> '{}') || 'Z'`
      : sql`${columns[column]}::text`,
  ]),
) as Record<RecordColumn, SQL<string | null>>;

/** The chain's last block; null before anything was sealed. */
export async function lastBlock(on: Reader): Promise<Block | null> {
  const [last] = await on.select().from(auditBlocks).orderBy(desc(auditBlocks.number)).limit(1);
  return last ?? null;
}

/** Whether the database has come to know seals at all. */
export async function hasSeals(): Promise<boolean> {
  const [row] = await db().execute<{ there: boolean }>(
    sql`select to_regclass('audit_blocks') is not null as there`,
  );
  return row?.there ?? false;
}

/** Whose transaction ids these are, and where they stand: everything older than `horizon` is over. */
export interface Cluster {
  id: string;
  horizon: bigint;
  /** The first transaction id that was not yet given out. */
  next: bigint;
}

export async function clusterNow(on: Reader): Promise<Cluster> {
  const [row] = await on.execute<{ id: string; horizon: string; next: string }>(sql`
    select (select system_identifier from pg_control_system())::text as id,
      pg_snapshot_xmin(pg_current_snapshot())::text as horizon, pg_snapshot_xmax(pg_current_snapshot())::text as next`);
  if (!row) throw new Error('the server does not tell its transaction ids');
  return { id: row.id, horizon: BigInt(row.horizon), next: BigInt(row.next) };
}
