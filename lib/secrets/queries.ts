import { count, isNotNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { sealedColumns } from './columns';

/**
 * How many values are kept under which secret, by its id (`v1`: written before texts named theirs). Nothing for a person:
 * it is the console's business.
 */
export async function valuesBySecret(actor: Actor): Promise<Map<string, number>> {
  const found = new Map<string, number>();
  if (actor.personId) return found;
  const counted = await Promise.all(
    sealedColumns.map(({ table, cipher }) => {
      const keyId = sql<string>`case when ${cipher} like 'v2.%' then split_part(${cipher}, '.', 3) else 'v1' end`;
      return db().select({ keyId, n: count() }).from(table).where(isNotNull(cipher)).groupBy(keyId);
    }),
  );
  for (const { keyId, n } of counted.flat()) found.set(keyId, (found.get(keyId) ?? 0) + n);
  return found;
}
