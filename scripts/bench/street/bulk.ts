import type postgres from 'postgres';

interface Part {
  name: string;
  definition: string;
}

/**
 * Fills tables while they have neither indexes nor references to others, which are made again afterwards, all rows at once: for millions of
 * rows that is minutes less. What was wrong is found then. Checks stay as they are.
 */
export async function inBulk(
  on: postgres.Sql,
  tables: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const again: string[] = [];
  for (const table of tables) again.push(...(await strip(on, table)));
  await work();
  for (const statement of again) await on.unsafe(statement);
}

/** @returns the statements that bring back what was dropped */
async function strip(on: postgres.Sql, table: string): Promise<string[]> {
  const constraints = await on<Part[]>`
    select conname as name, pg_get_constraintdef(own.oid) as definition from pg_constraint own
    where conrelid = ${table}::regclass and contype in ('f', 'p', 'u')
      -- What others refer to has to stay.
      and (contype = 'f' or not exists (select 1 from pg_constraint other where other.conindid = own.conindid and other.contype = 'f'))
    order by contype desc, conname`;
  for (const { name } of constraints) await on.unsafe(`alter table ${table} drop constraint "${name}"`);
  const indexes = await on<Part[]>`
    select indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition from pg_index
    where indrelid = ${table}::regclass and not exists (select 1 from pg_constraint where conindid = indexrelid)`;
  for (const { name } of indexes) await on.unsafe(`drop index ${name}`);
  return [
    ...constraints.map(
      ({ name, definition }) => `alter table ${table} add constraint "${name}" ${definition}`,
    ),
    ...indexes.map(({ definition }) => definition),
  ];
}
