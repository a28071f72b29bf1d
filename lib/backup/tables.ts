import { getTableName, is } from 'drizzle-orm';
import { PgTable } from 'drizzle-orm/pg-core';
import type { Client } from 'pg';
import * as activity from '@/db/schema/activity';
import * as drafts from '@/db/schema/drafts';
import * as factors from '@/db/schema/factors';
import * as groups from '@/db/schema/groups';
import * as house from '@/db/schema/house';
import * as identity from '@/db/schema/identity';
import * as imports from '@/db/schema/imports';
import * as membership from '@/db/schema/membership';
import * as notices from '@/db/schema/notices';
import * as proof from '@/db/schema/proof';
import * as receipts from '@/db/schema/receipts';
import * as reviews from '@/db/schema/reviews';
import * as roster from '@/db/schema/roster';
import * as screening from '@/db/schema/screening';
import * as sweeps from '@/db/schema/sweeps';
import * as units from '@/db/schema/units';

/** A table whose rows belong into a backup. */
export interface Table {
  schema: 'public' | 'pgboss';
  name: string;
  columns: string[];
  /** The primary key; text columns are compared byte by byte, since servers sort words differently. */
  key: { column: string; text: boolean }[];
}

interface CatalogRow extends Table {
  id: number;
  refersTo: number[] | null;
}

/** Tables of others in the same database are theirs to keep. A test sees that none of ours is forgotten. */
const ours: string[] = [
  units,
  groups,
  identity,
  factors,
  membership,
  house,
  proof,
  imports,
  drafts,
  activity,
  sweeps,
  roster,
  screening,
  notices,
  reviews,
  receipts,
].flatMap((schema) => Object.values(schema).flatMap((one) => (is(one, PgTable) ? [getTableName(one)] : [])));

/**
 * Every table of the product, and the queue of background jobs: what waits there has been promised in a transaction like
 * any other row.
 */
const catalogue = `
  select c.oid::int as id, n.nspname as schema, c.relname as name,
    (select json_agg(a.attname order by a.attnum) from pg_attribute a
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
    coalesce((select json_agg(json_build_object('column', a.attname, 'text', a.attcollation <> 0) order by k.place)
      from pg_index i, unnest(i.indkey) with ordinality k(attnum, place), pg_attribute a
      where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '[]') as key,
    (select json_agg(distinct f.confrelid::int) from pg_constraint f
      where f.conrelid = c.oid and f.contype = 'f' and f.confrelid <> c.oid) as "refersTo"
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and not c.relispartition
    and (n.nspname = 'public' and c.relname = any($1) or n.nspname = 'pgboss' and c.relname = 'job')
  order by n.nspname desc, c.relname`;

/** The tables, each after those it refers to. @throws Error for a table without a primary key, or a circle of references */
export async function readTables(client: Client): Promise<Table[]> {
  const { rows } = await client.query<CatalogRow>(catalogue, [ours]);
  const listed = new Set(rows.map((row) => row.id));
  const placed = new Set<number>();
  const ordered: Table[] = [];
  while (ordered.length < rows.length) {
    const next = rows.filter(
      (row) =>
        !placed.has(row.id) && (row.refersTo ?? []).every((other) => placed.has(other) || !listed.has(other)),
    );
    if (next.length === 0) throw new Error('tables refer to one another in a circle');
    for (const { id, schema, name, columns, key } of next) {
      if (key.length === 0) throw new Error(`table ${schema}.${name} has no primary key`);
      placed.add(id);
      ordered.push({ schema, name, columns, key });
    }
  }
  return ordered;
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** `"id", "name"` */
export const columnList = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** `"public"."people"` */
export const qualified = ({ schema, name }: { schema: string; name: string }): string =>
  `${quoted(schema)}.${quoted(name)}`;

/** Writes the rows in the order of their key, so that the same rows always are the same bytes. */
export function copyOut(table: Table): string {
  const order = table.key.map(({ column, text }) => `${quoted(column)}${text ? ' collate "C"' : ''}`);
  return `copy (select ${columnList(table.columns)} from ${qualified(table)} order by ${order.join(', ')}) to stdout`;
}

/** Takes the rows that `copyOut` has written, into the table or one shaped like it. */
export function copyIn(target: string, columns: readonly string[]): string {
  return `copy ${target} (${columnList(columns)}) from stdin`;
}

export interface Sequence {
  name: string;
  value: string;
  called: boolean;
}

/** Where the sequences stand. They know no snapshot: read after it was taken, they are never behind its rows. */
export async function readSequences(client: Client): Promise<Sequence[]> {
  const { rows } = await client.query<{ name: string }>(
    "select sequencename as name from pg_sequences where schemaname = 'public' order by sequencename",
  );
  const sequences: Sequence[] = [];
  for (const { name } of rows) {
    const found = await client.query<{ value: string; called: boolean }>(
      `select last_value::text as value, is_called as called from ${qualified({ schema: 'public', name })}`,
    );
    const [row] = found.rows;
    if (row) sequences.push({ name, ...row });
  }
  return sequences;
}

/** Puts a sequence of the schema `public` where it stood. */
export async function setSequence(client: Client, { name, value, called }: Sequence): Promise<void> {
  await client.query('select setval($1::regclass, $2::bigint, $3)', [
    qualified({ schema: 'public', name }),
    value,
    called,
  ]);
}
