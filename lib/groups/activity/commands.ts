import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { activities } from '@/db/schema/activity';
import { membershipRequests, workOrders } from '@/db/schema/membership';

/**
 * Takes note of what people have done: `found` selects person_id, group_id (null for the portal as a whole), kind and at. Each is
 * kept as the latest of its kind, so that the same may be noted again. Whatever knows of activity hands it in here.
 */
export async function noteActivities(tx: Tx, found: SQL): Promise<void> {
  await tx.execute(sql`
    insert into ${activities} (id, person_id, group_id, kind, at)
    select gen_random_uuid(), person_id, group_id, kind, max(at) from (${found}) found
    group by person_id, group_id, kind order by person_id, group_id, kind
    on conflict (person_id, group_id, kind) do update set at = excluded.at where ${activities.at} < excluded.at`);
}

/**
 * Takes note of the requests people have made and the orders they have handled, read whole: for a sweep. Nobody does either
 * without having signed in, which `lastSeen` knows at every moment; this says what it was.
 */
export async function gatherActivities(tx: Tx): Promise<void> {
  await noteActivities(
    tx,
    sql`select ${membershipRequests.submittedBy} as person_id, null::uuid as group_id, 'request' as kind,
      max(${membershipRequests.submittedAt}) as at from ${membershipRequests} group by 1
    union all
    select ${workOrders.handledBy}, ${workOrders.groupId}, 'order', max(${workOrders.statusAt})
      from ${workOrders} where ${workOrders.handledBy} is not null group by 1, 2`,
  );
}
