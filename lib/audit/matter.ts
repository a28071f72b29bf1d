import { eq, type SQL, sql } from 'drizzle-orm';
import { people } from '@/db/schema/identity';
import { membershipRequests, memberships, transfers, workOrders } from '@/db/schema/membership';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { deliveries } from '@/db/schema/receipts';
import { noticeSteps } from '@/db/schema/reviews';

/** Of one person, the newest of each kind. */
const mostOfOne = 300;

/** Requests by a condition, with what they are a part of and what came of them: orders and membership. */
const requests = (which: SQL) => sql`
  select r.id, r.kind, r.person_id, r.transfer_id from ${membershipRequests} r where ${which}`;
const familyOfRequests = (which: SQL) => sql`
  select case r.kind when 'join' then 'membership' else 'leave' end, r.id::text from (${requests(which)}) r
  union all select 'transfer', r.transfer_id::text from (${requests(which)}) r where r.transfer_id is not null
  union all select 'order', o.id::text from (${requests(which)}) r join ${workOrders} o on o.origin_id = r.id
  union all select 'member', m.id::text from (${requests(which)}) r
    join ${memberships} m on m.person_id = r.person_id and m.origin_request_id = r.id`;

/** A notice with its revisions, the steps of its review, and the orders by which it came into the chats and out of them. */
const familyOfNotice = (which: SQL) => sql`
  select kinds.thing, n.id::text from ${notices} n, (values ('notice'), ('receipt')) kinds (thing) where ${which}
  union all select 'review', v.id::text from ${notices} n join ${noticeRevisions} v on v.notice_id = n.id where ${which}
  union all select 'review', s.id::text from ${notices} n join ${noticeSteps} s on s.notice_id = n.id where ${which}
  union all select 'order', o.id::text from ${notices} n join ${deliveries} d on d.notice_id = n.id
    join ${workOrders} o on o.origin_id = d.id where ${which}`;

/** An order with what it came from, and all else that came of that. */
const familyOfOrder = (number: string) => {
  const origin = (type: string) => sql`select o.origin_id from ${workOrders} o
    where o.number = ${number} and o.origin_type = ${type}`;
  return sql`
  select 'order', o.id::text from ${workOrders} o where o.number = ${number}
  union all ${familyOfRequests(sql`r.id in (${origin('membership_request')})`)}
  union all ${familyOfNotice(sql`n.id in (select d.notice_id from ${deliveries} d where d.id in (${origin('delivery')}))`)}
  union all select kinds.thing, o.origin_id::text from ${workOrders} o
    join (values ('membership', 'member'), ('roster_entry', 'roster')) kinds (origin, thing) on kinds.origin = o.origin_type
    where o.number = ${number}
  union all select 'order', other.id::text from ${workOrders} o join ${workOrders} other on other.origin_id = o.origin_id
    where o.number = ${number}`;
};

/** Rows of (kind of thing, id) as the trail names them: all that belongs to the matter with this number. */
export function thingsOfMatter(number: string): SQL {
  if (number.startsWith('RQ')) return familyOfRequests(sql`r.number = ${number}`);
  if (number.startsWith('NT')) return familyOfNotice(sql`n.number = ${number}`);
  return familyOfOrder(number);
}

/** The same of whoever has exactly this name: his account, memberships, changes of work, requests, and their orders. */
export function thingsOfPerson(name: string): SQL {
  const his = sql`(select ${people.id} from ${people} where ${eq(people.name, name)})`;
  const newest = sql`order by submitted_at desc limit ${mostOfOne}`;
  return sql`
  select 'person', his.id::text from ${his} his
  union all select 'member', m.id::text from ${memberships} m where m.person_id in ${his}
  union all (select 'transfer', t.id::text from ${transfers} t where t.person_id in ${his} ${newest})
  union all (select 'order', o.id::text from ${workOrders} o where o.person_id in ${his}
    order by o.created_at desc limit ${mostOfOne})
  union all ${familyOfRequests(sql`r.id in (select q.id from ${membershipRequests} q where q.person_id in ${his} ${newest})`)}`;
}
