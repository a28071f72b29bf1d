import { and, asc, getTableColumns, gt, isNotNull, sql } from 'drizzle-orm';
import { getTableConfig, type PgColumn, type PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from '@/db/client';
import { record } from '@/lib/audit/record';
import { decrypt, encrypt, keyIdOf, lookupHash, presentHeader, secretIds } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { command } from '@/lib/workflow/command';
import type { SealedColumn } from './columns';

const mostInBatch = 200;

interface Order {
  column: SealedColumn;
  /** The key of the last row that was looked at. */
  after: string | null;
}

export interface Batch {
  resealed: number;
  /** The ids of the secrets that would be needed for the rows left as they are, one for each row. */
  unreadable: string[];
  /** Where the next batch goes on; null when there is none. */
  after: string | null;
}

interface Row {
  key: string;
  cipher: string;
}

interface Resealed {
  key: string;
  cipher: string;
  hash: string | null;
}

const nameOf = ({ table, cipher }: SealedColumn): string => `${getTableConfig(table).name}.${cipher.name}`;

/** The next rows that are not as `encrypt` would make them today, locked. */
async function lockRows(tx: Tx, { column, after }: Order): Promise<Row[]> {
  const { table, key, cipher } = column;
  const rows = await tx
    .select({ key: sql<string>`${key}`, cipher: sql<string>`${cipher}` })
    .from(table)
    .where(
      and(
        isNotNull(cipher),
        sql`not starts_with(${cipher}, ${presentHeader()})`,
        after === null ? undefined : gt(key, after),
      ),
    )
    .orderBy(asc(key))
    .limit(mostInBatch)
    .for('update');
  return rows;
}

/** The row under the present secret; null when no secret at hand opens it, or it is damaged. */
function reseal(row: Row, column: SealedColumn): Resealed | null {
  try {
    const plain = decrypt(row.cipher);
    return { key: row.key, cipher: encrypt(plain), hash: column.hash ? lookupHash(plain) : null };
  } catch (error) {
    log.warn({ err: error, column: nameOf(column), row: row.key }, 'not readable');
    return null;
  }
}

/** By which name the table's own object knows a column. */
function property(table: PgTable, column: PgColumn): string {
  const found = Object.entries(getTableColumns(table)).find(([, one]) => one.name === column.name);
  if (!found) throw new Error(`no column ${column.name}`);
  return found[0];
}

async function write(tx: Tx, { table, key, cipher, hash }: SealedColumn, rows: Resealed[]): Promise<void> {
  const values = rows.map((row) => sql`(${row.key}::uuid, ${row.cipher}::text, ${row.hash}::text)`);
  await tx
    .update(table)
    .set({
      [property(table, cipher)]: sql`fresh.cipher`,
      ...(hash ? { [property(table, hash)]: sql`fresh.hash` } : {}),
    })
    .from(sql`(values ${sql.join(values, sql`, `)}) as fresh (id, cipher, hash)`)
    .where(sql`${key} = fresh.id`);
}

/**
 * Writes some rows of a column anew under the present secret, cipher and hash together. What is done is done, so that
 * whoever is stopped goes on where he was. Rows that cannot be read stay as they are. Only the system itself may.
 */
export const resealRows = command<Order, Batch>({ name: 'secret.reseal' }, async (tx, actor, order) => {
  if (actor.personId) return refuse('forbidden', '只能在控制台更换密钥');
  const { column } = order;
  const rows = await lockRows(tx, order);
  const fresh = rows.map((row) => reseal(row, column));
  const readable = fresh.filter((row) => row !== null);
  if (readable.length) {
    await write(tx, column, readable);
    await record(tx, actor, {
      action: 'secret.reseal',
      entity: { type: 'secret', id: secretIds()[0] ?? '', label: `密钥 ${secretIds()[0]}` },
      after: { column: nameOf(column), rows: readable.length },
    });
  }
  return {
    resealed: readable.length,
    unreadable: rows.filter((_row, i) => fresh[i] === null).map((row) => keyIdOf(row.cipher)),
    after: rows.length < mostInBatch ? null : (rows.at(-1)?.key ?? null),
  };
});
