import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import type { groups } from '@/db/schema/groups';
import type { people } from '@/db/schema/identity';
import type { units } from '@/db/schema/units';

type Held = typeof groups | typeof people | typeof units;

/**
 * Holds rows as they are until the transaction ends (shared: others may hold them too), in the order of their ids. `ids` is what stands
 * in the brackets of IN.
 */
export const hold = (tx: Tx, table: Held, ids: SQL) =>
  tx.execute(sql`select id from ${table} where id in (${ids}) order by id for share`);

/** Ids for the brackets, as one parameter however many there are. */
export const each = (ids: readonly string[]): SQL =>
  sql`select value::uuid from jsonb_array_elements_text(${JSON.stringify([...new Set(ids)])}::jsonb)`;
