import { and, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import { now } from '@/lib/core/clock';
import { administratorRows } from '../../queries/visible';

/** Of these leaves, those of somebody who administers the very group by now. */
export async function administering(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
  if (!ids.length) return new Set();
  const rows = await tx
    .select({ id: membershipRequests.id })
    .from(membershipRequests)
    .where(
      and(
        inArray(membershipRequests.id, [...ids]),
        sql`exists (select 1 from ${administratorRows(sql`${membershipRequests.groupId}`, now())}
          and ra.person_id = ${membershipRequests.personId})`,
      ),
    );
  return new Set(rows.map(({ id }) => id));
}
