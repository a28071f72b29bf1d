import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { administeredGroups, administratorsOf } from '../../queries/visible';

/** Open orders that are this person's to handle: of the groups he administers; for the Office also of groups with nobody. */
export function toHandle(actor: Actor): SQL | undefined {
  const own = administeredGroups(actor);
  const office = mayAtAll(actor, 'orders.manage');
  return and(
    eq(workOrders.status, 'open'),
    or(
      own.length ? inArray(workOrders.groupId, own) : sql`false`,
      office
        ? sql`not exists (select 1 from ${administratorsOf(sql`${workOrders.groupId}`, now())} and a.departed_at is null)`
        : sql`false`,
    ),
  );
}

/** Failed orders the Office must still deal with: their request is approved, and nothing was issued in their place. */
export function returned(actor: Actor): SQL | undefined {
  if (!mayAtAll(actor, 'orders.manage')) return sql`false`;
  return and(
    eq(workOrders.status, 'failed'),
    sql`exists (select 1 from membership_requests r where r.id = ${workOrders.originId} and r.status = 'approved')`,
    sql`not exists (select 1 from work_orders later where later.origin_id = ${workOrders.originId} and later.id > ${workOrders.id})`,
  );
}
