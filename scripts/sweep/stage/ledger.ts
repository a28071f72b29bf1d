import { sql } from 'drizzle-orm';
import { db } from '@/db/client';

/**
 * Has the database itself note what is written: on every table of the product and of its job queue, three triggers that count the
 * rows of each statement into a ledger, in the statement's own transaction. What is taken back leaves nothing there.
 *
 * Not counted: rows of an UPDATE that stay as they were, `sessions.last_seen_at`, and the counters of attempts, which are
 * there to count refusals too.
 */
export async function watchTables(): Promise<number> {
  await db().execute(sql.raw(machinery));
  const tables = await db().execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname in ('public', 'pgboss') and tablename <> 'rate_limits'
      and not (quote_ident(schemaname) || '.' || quote_ident(tablename))::regclass::oid in (select inhrelid from pg_inherits)`);
  for (const { name } of tables) await db().execute(sql.raw(triggersOn(name)));
  return tables.length;
}

const machinery = `
  create schema sweep;
  create table sweep.ledger (id bigserial primary key, transaction xid8 not null default pg_current_xact_id(),
    place text not null, deed text not null, rows int not null);
  create function sweep.note() returns trigger language plpgsql as $$
  declare n int;
  begin
    if tg_op = 'INSERT' then select count(*) into n from new_rows;
    elsif tg_op = 'DELETE' then select count(*) into n from old_rows;
    elsif tg_op = 'UPDATE' then
      select count(*) into n from (
        select to_jsonb(new_rows) - 'last_seen_at' from new_rows except all
        select to_jsonb(old_rows) - 'last_seen_at' from old_rows) changed;
    else n := 1;
    end if;
    if n > 0 then insert into sweep.ledger (place, deed, rows) values (tg_table_name, lower(tg_op), n); end if;
    return null;
  end $$;`;

const triggersOn = (table: string): string => `
  create trigger sweep_insert after insert on ${table} referencing new table as new_rows
    for each statement execute function sweep.note();
  create trigger sweep_update after update on ${table} referencing old table as old_rows new table as new_rows
    for each statement execute function sweep.note();
  create trigger sweep_delete after delete on ${table} referencing old table as old_rows
    for each statement execute function sweep.note();
  create trigger sweep_truncate before truncate on ${table} for each statement execute function sweep.note();`;

/** Where the ledger stands. */
export async function ledgerEnd(): Promise<number> {
  const [row] = await db().execute<{ last: string }>(
    sql`select coalesce(max(id), 0) as last from sweep.ledger`,
  );
  return Number(row?.last ?? 0);
}

/** What transactions have written since then, each as `2 insert audit_events, 1 update units`, with how many did so. */
export async function writtenSince(mark: number): Promise<Record<string, number>> {
  const rows = await db().execute<{ written: string; times: number }>(sql`
    select written, count(*)::int as times from (
      select string_agg(rows || ' ' || deed || ' ' || place, ', ' order by place, deed, id) as written
      from sweep.ledger where id > ${mark} group by transaction) whole
    group by written`);
  return Object.fromEntries(rows.map(({ written, times }) => [written, times]));
}

/** What calls from one address left in the audit trail. */
export interface Trace extends Record<string, unknown> {
  outcome: string;
  code: string | null;
}

/** The audit records of these addresses. */
export async function traces(addresses: readonly string[]): Promise<Map<string, Trace[]>> {
  const rows = await db().execute<Trace & { address: string }>(sql`
    select address, outcome, code from audit_events
    where address in (select jsonb_array_elements_text(${JSON.stringify(addresses)}::jsonb)) order by id`);
  const found = new Map<string, Trace[]>();
  for (const { address, outcome, code } of rows)
    found.set(address, [...(found.get(address) ?? []), { outcome, code }]);
  return found;
}

/** Tables that hold the text in any column of any row: what was planted there must not have come in. */
export async function tablesHolding(text: string): Promise<string[]> {
  const tables = await db().execute<{ name: string }>(sql`
    select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'pgboss')`);
  const found: string[] = [];
  for (const { name } of tables) {
    const [row] = await db().execute(
      sql`select 1 from ${sql.raw(name)} t where to_jsonb(t)::text like ${`%${text}%`} limit 1`,
    );
    if (row) found.push(name);
  }
  return found;
}
