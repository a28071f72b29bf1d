import { and, eq, inArray, isNotNull, not, or, type SQL, sql } from 'drizzle-orm';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { administeredGroups, administratorRows } from '../../queries/visible';
import { mayHoldOrders } from './recipients';
import { visibleOrders } from './scope';

/** Handed to somebody else, who still may handle it. */
const elsewhere = (actor: Actor): SQL =>
  sql`(${workOrders.assignedTo} is not null and ${workOrders.assignedTo} is distinct from ${actor.personId}
    and ${mayHoldOrders(sql`${workOrders.assignedTo}`, sql`${workOrders.groupId}`)})`;

/** Handed to him; never null, also where nobody is named. */
const handedTo = (actor: Actor): SQL | undefined =>
  actor.personId
    ? and(isNotNull(workOrders.assignedTo), eq(workOrders.assignedTo, actor.personId), visibleOrders(actor))
    : sql`false`;

/**
 * Open orders that are this person's to handle: handed to him; of the groups he administers; for the Office also of groups with
 * nobody. What has been handed to somebody else is that person's.
 */
export function toHandle(actor: Actor): SQL | undefined {
  const own = administeredGroups(actor);
  const office = mayAtAll(actor, 'orders.manage');
  return and(
    eq(workOrders.status, 'open'),
    or(
      handedTo(actor),
      own.length ? and(inArray(workOrders.groupId, own), not(elsewhere(actor))) : sql`false`,
      office
        ? and(
            sql`not exists (select 1 from ${administratorRows(sql`${workOrders.groupId}`, now())} and a.departed_at is null)`,
            not(elsewhere(actor)),
          )
        : sql`false`,
    ),
  );
}

// What stands in the way of `reissueOrder` for a removal as well: by then there is nobody to be taken out.
const needless = sql`exists (select 1 from groups g where g.id = failed.group_id and g.archived_at is not null)
  or exists (select 1 from memberships m
    where m.person_id = failed.person_id and m.group_id = failed.group_id and m.until is null)
  or exists (select 1 from membership_requests anew where anew.person_id = failed.person_id
    and anew.group_id = failed.group_id and anew.status in ('reported', 'submitted', 'approved'))`;

const notFollowed = sql`not exists (select 1 from work_orders later
  where later.origin_id = failed.origin_id and later.id > failed.id)`;

/**
 * Failed orders the Office must still deal with, nothing having been issued in their place: to add somebody while the request is
 * approved, to remove him while his leave stands; or, his request to join having been withdrawn, while there is need. Those that no
 * request stands behind, until the Office lets them rest.
 */
export function returned(actor: Actor): SQL {
  return mayAtAll(actor, 'orders.manage') ? waitsForOffice() : sql`false`;
}

/** The same, for counting. */
export function waitsForOffice(): SQL {
  // Failed orders stay for ever: they are reached from the few approved requests, and removals by an index of their own.
  return sql`${workOrders.id} in (
    select failed.id from membership_requests r join work_orders failed on failed.origin_id = r.id
    where (r.status = 'approved' or r.kind = 'leave' and r.status = 'submitted') and failed.status = 'failed' and ${notFollowed}
    union all
    select failed.id from work_orders failed
    where failed.status = 'failed' and failed.origin_type <> 'membership_request' and failed.dropped_at is null
      and not exists (select 1 from work_orders later
        where later.origin_id = failed.origin_id and later.kind = failed.kind and later.id > failed.id)
    union all
    select failed.id from work_orders failed
    where failed.status = 'failed' and failed.kind = 'remove' and failed.origin_type = 'membership_request' and failed.dropped_at is null
      and not (${needless}) and ${notFollowed})`;
}
