import { and, inArray, sql } from 'drizzle-orm';
import type { Reader } from '@/db/client';

/** The triggers that keep the trail and its proof as they are (migrations 0001 and 0005), by their tables. */
const guards: Readonly<Record<string, readonly string[]>> = {
  audit_events: ['audit_events_no_update', 'audit_events_may_go', 'audit_events_no_truncate'],
  audit_blocks: ['audit_blocks_no_change', 'audit_blocks_no_truncate'],
  audit_seals: ['audit_seals_no_update', 'audit_seals_may_go', 'audit_seals_no_truncate'],
  audit_removals: ['audit_removals_no_change', 'audit_removals_no_truncate', 'audit_removals_admit'],
};

/** Those that are missing or switched off. */
export async function disabledGuards(on: Reader): Promise<string[]> {
  const names = Object.values(guards).flat();
  const rows = await on.execute<{ name: string; table: string }>(sql`
    select t.tgname as name, c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where ${and(inArray(sql`t.tgname`, names), sql`t.tgenabled in ('O', 'A')`)} and c.relnamespace = 'public'::regnamespace`);
  const active = new Set(rows.map(({ name, table }) => `${table}.${name}`));
  return Object.entries(guards).flatMap(([table, own]) =>
    own.filter((name) => !active.has(`${table}.${name}`)),
  );
}
