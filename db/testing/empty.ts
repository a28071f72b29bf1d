import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { forgetCalendar } from '@/lib/calendar/queries';
import { forgetSettings } from '@/lib/settings/queries';

/** Empties every table but the audit trail and its proof, which refuse to be emptied; caches with it. For `beforeEach`. */
export async function emptyStreet(): Promise<void> {
  const tables = await db().execute<{ name: string }>(
    sql`select quote_ident(tablename) as name from pg_tables where schemaname = 'public' and tablename not like 'audit%'`,
  );
  await db().execute(sql.raw(`truncate ${tables.map((table) => table.name).join(', ')} cascade`));
  forgetCalendar();
  forgetSettings();
}
