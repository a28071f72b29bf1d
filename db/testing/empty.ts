import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { forgetCalendar } from '@/lib/calendar/queries';
import { forgetSettings } from '@/lib/settings/queries';

/** Empties every table but the audit trail and its proof, which refuse to be emptied; caches with it. For `beforeEach`. */
export async function emptyStreet(): Promise<void> {
  await db().execute(emptying);
  forgetCalendar();
  forgetSettings();
}

/**
 * Truncating makes every table and each of its indexes anew, however little was in them: the few rows of most tests are deleted
 * instead, which takes a quarter of the time. All tables by one statement, since they point at one another. Many rows, which
 * would each be looked for in all that may point at them, and revisions, which refuse to be deleted, are truncated.
 */
const emptying = sql`
  do $$
  declare
    tables text[] := array(
      select quote_ident(tablename) from pg_tables where schemaname = 'public' and tablename not like 'audit%'
    );
    filled text[] := '{}';
    truncating boolean := false;
    name text;
    found integer;
  begin
    foreach name in array tables loop
      execute format('select count(*) from (select from %s limit 300) as rows', name) into found;
      continue when found = 0;
      filled := filled || name;
      truncating := truncating or found = 300 or name = 'notice_revisions';
    end loop;
    if truncating then
      execute format('truncate %s cascade', array_to_string(tables, ', '));
    elsif cardinality(filled) > 0 then
      execute (
        select format('with %s select 1', string_agg(format('emptied_%s as (delete from %s)', at, filled[at]), ', '))
        from generate_subscripts(filled, 1) as at
      );
    end if;
  end $$`;
