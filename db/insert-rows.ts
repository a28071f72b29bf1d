import { getTableColumns, getTableName, type SQL, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import type { Tx } from './client';

/** An insert without its rows: the two pieces of text they stand between. */
interface Insert {
  into: SQL;
  types: SQL;
}

// By table and by the columns that are filled. They are few; each text is put together once.
const inserts = new WeakMap<PgTable, Map<string, Insert>>();

function insertOf(table: PgTable, keys: readonly string[]): Insert {
  const known = inserts.get(table) ?? new Map<string, Insert>();
  inserts.set(table, known);
  const insert = known.get(keys.join()) ?? makeInsert(table, keys);
  known.set(keys.join(), insert);
  return insert;
}

function makeInsert(table: PgTable, keys: readonly string[]): Insert {
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => keys.includes(key));
  const names = columns.map(([, { name }]) => `"${name}"`).join(', ');
  const values = columns.map(([key]) => `"${key}"`).join(', ');
  const types = columns.map(([key, column]) => `"${key}" ${column.getSQLType()}`).join(', ');
  return {
    into: sql.raw(
      `insert into "${getTableName(table)}" (${names}) select ${values} from jsonb_to_recordset(`,
    ),
    types: sql.raw(`) as given (${types})`),
  };
}

/** As the driver sends texts: half of a surrogate pair becomes a replacement character, which jsonb would refuse. */
const asSent = (_key: string, value: unknown): unknown =>
  typeof value === 'string' ? value.replace(/\p{Cs}/gu, '\ufffd') : value;

/**
 * Inserts rows, in their order, by a statement that is the same for any number of them: they travel as one value. It is put together
 * once and prepared once, where the query builder's costs more than the insert itself. A column that no row names has its default,
 * one that only some rows name is null in the others. For plain values, dates and JSON.
 * @returns how many were inserted: fewer than given only where `onConflict` says that a row which is there already may stay
 */
export async function insertRows<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
  onConflict: 'fail' | 'keep' = 'fail',
): Promise<number> {
  if (!rows.length) return 0;
  const keys = Object.keys(getTableColumns(table)).filter((key) =>
    rows.some((row) => key in row && row[key as keyof typeof row] !== undefined),
  );
  const { into, types } = insertOf(table, keys);
  const kept = onConflict === 'keep' ? sql.raw(' on conflict do nothing') : undefined;
  const { count } = await tx.execute(sql`${into}${JSON.stringify(rows, asSent)}::jsonb${types}${kept}`);
  return count;
}
