import { type SQL, sql } from 'drizzle-orm';
import type { Database } from '@/db/client';
import { altered, ofNotices } from './invariants-of-notices';

const trail = (type: 'membership' | 'leave' | 'order' | 'inactive' | 'transfer', from: number): SQL => sql`
  select entity_id, action, count(*) as n from audit_events
  where id > ${from} and outcome = 'done' and entity_type = ${type} group by entity_id, action`;

const times = (action: string): SQL => sql`coalesce(sum(t.n) filter (where t.action = ${action}), 0)`;

/** What moves a status, without what only tells of it. */
const moves = {
  membership: sql`('membership.approve', 'membership.reject', 'membership.withdraw', 'membership.terminate', 'membership.finish')`,
  leave: sql`('leave.forward', 'leave.withdraw', 'leave.finish')`,
  order: sql`('order.complete', 'order.fail', 'order.cancel')`,
  inactive: sql`('inactive.keep', 'inactive.remove', 'inactive.escalate', 'inactive.lapse')`,
  transfer: sql`('transfer.carry_out', 'transfer.cancel')`,
};

const latest = sql`(select o.status from work_orders o where o.origin_id = r.id order by o.id desc limit 1)`;
/** Part of a transfer whose day has not come: it has no order yet. */
const waits = sql`exists (select 1 from transfers t where t.id = r.transfer_id and t.status = 'planned')`;
const orders = (which: SQL): SQL =>
  sql`(select count(*) from work_orders o where o.origin_id = r.id and (${which}))`;

/** Of one row alone, and of a request with its orders and its membership. */
const ofRows: Record<string, SQL> = {
  'a request has its decision exactly when it was decided': sql`
    select number as what from membership_requests where (decided_by is null) <> (decided_at is null)
      or (status = 'done') <> (done_at is not null) or kind = 'join' and (status = 'submitted' and decided_at is not null
      or status in ('approved', 'rejected', 'done') and decided_at is null)`,
  'an order is handled exactly when it is done': sql`
    select number as what from work_orders where (status = 'done') <> (handled_at is not null)
      or (status = 'failed') <> (fail_reason is not null)`,
  'an order has the request it came from, of the same person, group and nickname': sql`
    select o.number as what from work_orders o left join membership_requests r on r.id = o.origin_id
    where o.origin_type = 'membership_request' and (r.id is null or (r.person_id, r.group_id, r.nickname) is distinct from (o.person_id, o.group_id, o.nickname))`,
  'an order of a membership or of a check has that, of the same group': sql`
    select o.number as what from work_orders o left join memberships m on m.id = o.origin_id
    where o.origin_type = 'membership' and (m.id is null or (m.person_id, m.group_id) is distinct from (o.person_id, o.group_id))
    union all select o.number from work_orders o left join roster_entries e on e.id = o.origin_id
    left join roster_checks c on c.id = e.check_id
    where o.origin_type = 'roster_entry' and c.group_id is distinct from o.group_id`,
  'who is taken out by a sweep has the leave that takes him out, of the same membership': sql`
    select i.id::text as what from sweep_items i left join membership_requests r on r.id = i.request_id
    where (i.status = 'removed') <> (r.id is not null)
      or r.id is not null and (r.kind, r.person_id, r.group_id) is distinct from ('leave', i.person_id, i.group_id)`,
  'a request that nobody approved has no order': sql`
    select r.number as what from membership_requests r
    where (r.kind = 'join' and (r.status in ('submitted', 'rejected') or r.decided_at is null) or r.status = 'reported') and ${orders(sql`true`)} > 0`,
  'an approved request waits for its latest order, open or failed': sql`
    select r.number as what from membership_requests r
    where r.kind = 'join' and r.status = 'approved' and not ${waits} and (coalesce(${latest}, '') not in ('open', 'failed')
      or ${orders(sql`o.status not in ('open', 'failed') or o.kind <> 'add'`)} > 0)`,
  'a request is done when its latest order is, and then only': sql`
    select r.number as what from membership_requests r
    where ((r.status = 'done') <> (${orders(sql`o.kind = case r.kind when 'join' then 'add' else 'remove' end and o.status = 'done'`)} = 1)
      or r.status = 'done' and ${latest} <> 'done')
      -- Who was found to have left by himself was not to be taken out any more.
      and not exists (select from roster_entries e where e.request_id = r.id and e.step = 'leave' and r.kind = 'leave')`,
  'a withdrawn request has no order left to add anybody, and at most one, but for failed ones, to remove him': sql`
    select r.number as what from membership_requests r
    where r.status = 'withdrawn' and ${orders(sql`o.kind = 'add' and o.status in ('open', 'done')`)} > 0
      or r.kind = 'join' and ${orders(sql`o.kind = 'remove' and o.status <> 'failed'`)} > (case r.status when 'withdrawn' then 1 else 0 end)`,
  'a leave that was submitted waits for its latest order, open or failed; withdrawn it has none left': sql`
    select r.number as what from membership_requests r where r.kind = 'leave' and (
      r.status = 'submitted' and not ${waits} and coalesce(${latest}, '') not in ('open', 'failed')
      or r.status = 'withdrawn' and ${orders(sql`o.status in ('open', 'done')`)} > 0
      or ${orders(sql`o.kind <> 'remove'`)} > 0 or r.status in ('approved', 'rejected'))`,
  'a leave that is done ended a membership, and nobody who has gone is a member': sql`
    select r.number as what from membership_requests r where r.kind = 'leave' and r.status = 'done' and not exists (
      select 1 from memberships m where (m.person_id, m.group_id) = (r.person_id, r.group_id) and m.until is not null)
    union all select m.nickname from memberships m join people p on p.id = m.person_id
      where m.until is null and p.departed_at is not null`,
  'a request that waits for the day of a transfer has no order': sql`
    select r.number as what from membership_requests r where ${waits} and ${orders(sql`true`)} > 0`,
  'nothing of a cancelled transfer is under way': sql`
    select r.number as what from membership_requests r join transfers t on t.id = r.transfer_id
    where t.status = 'cancelled' and r.status not in ('withdrawn', 'rejected')`,
  'a membership by joining has its done request, and what it says unless a transfer has changed it': sql`
    select m.nickname as what from memberships m left join membership_requests r on r.id = m.origin_request_id
    where m.origin = 'join' and (r.status is distinct from 'done' or (r.person_id, r.group_id) is distinct from (m.person_id, m.group_id)
      or (r.unit_id, r.nickname) is distinct from (m.unit_id, m.nickname) and not exists (
        select 1 from transfers t where t.person_id = m.person_id and t.status = 'done'))`,
  'a done request has its one membership, unless a baseline was before it': sql`
    select r.number as what from membership_requests r
    where r.kind = 'join' and r.status = 'done' and (select count(*) from memberships m where m.origin_request_id = r.id) <> 1
      and not exists (select 1 from memberships m where (m.person_id, m.group_id) = (r.person_id, r.group_id) and m.origin = 'baseline')`,
  'what may be there once is there once': sql`
    select number as what from membership_requests group by number having count(*) > 1
    union all select number from work_orders group by number having count(*) > 1
    union all select min(number) from membership_requests where status in ('reported', 'submitted', 'approved')
      group by person_id, group_id having count(*) > 1
    union all select min(nickname) from memberships where until is null group by person_id, group_id having count(*) > 1`,
  'a form that was sent made the requests it says, and every request came from one': sql`
    select coalesce(r.number, s.id::text) as what
    from (select id, outcome -> 'value' as made from submissions where command = 'membership.submit') s
    full join (select * from membership_requests r where kind = 'join' and transfer_id is null and not exists (
      select 1 from submissions f where f.id = r.batch_id and f.command = 'roster.settle')) r on r.batch_id = s.id
    where s.id is null or r.id is null or s.made is null or (s.made ->> 'id', s.made ->> 'number') is distinct from (r.id::text, r.number)
      and (s.made ->> 'batchId', (s.made ->> 'count')::bigint) is distinct from (s.id::text, (
        select count(*) from membership_requests m where m.batch_id = s.id))`,
  'whoever asked was told once of the decision': sql`
    select a.person_id::text as what from (
      select person_id, count(*) as decided from (
        select submitted_by as person_id from membership_requests where kind = 'join' and decided_at is not null
        union all select submitted_for from membership_requests
          where kind = 'join' and decided_at is not null and submitted_for <> submitted_by) r group by person_id) a
    where a.decided <> (select coalesce(sum(case when n.title like '%的申请已通过' or n.title like '%的申请被驳回' then 1
        else coalesce(substring(n.title from '^(\\d+) 项入群申请')::int, 0) end), 0)
      from notifications n where n.person_id = a.person_id)`,
};

/** Rows and audit records, one to one. */
const ofTrail = (from: number): Record<string, SQL> => ({
  'the trail of a request tells what became of it': sql`
    select r.number as what from membership_requests r
    left join (${trail('membership', from)}) t on t.entity_id = r.id::text where r.kind = 'join' group by r.id
    having (${times('membership.submit')}, ${times('membership.approve')}, ${times('membership.reject')},
        ${times('membership.withdraw')} + ${times('membership.terminate')}, ${times('membership.finish')})
      is distinct from (1::bigint, (r.decided_at is not null and r.status <> 'rejected')::int::bigint,
        (r.status = 'rejected')::int::bigint, (r.status = 'withdrawn')::int::bigint, (r.status = 'done')::int::bigint)
      or r.version <> 1 + coalesce(sum(t.n) filter (where t.action in ${moves.membership}), 0)`,
  'the trail of a leave tells what became of it': sql`
    select r.number as what from membership_requests r
    left join (${trail('leave', from)}) t on t.entity_id = r.id::text where r.kind = 'leave' group by r.id
    having (${times('leave.report')} + ${times('leave.file')}, ${times('leave.forward')}, ${times('leave.withdraw')},
        ${times('leave.finish')})
      is distinct from (1::bigint, (r.decided_at is not null)::int::bigint, (r.status = 'withdrawn')::int::bigint,
        (r.status = 'done')::int::bigint)
      or r.version <> 1 + coalesce(sum(t.n) filter (where t.action in ${moves.leave}), 0)`,
  'the trail of an order tells what became of it': sql`
    select w.number as what from work_orders w
    left join (${trail('order', from)}) t on t.entity_id = w.id::text group by w.id
    having (${times('order.open')}, ${times('order.complete')}, ${times('order.fail')}, ${times('order.cancel')})
      is distinct from (1::bigint, (w.status = 'done')::int::bigint, (w.status = 'failed')::int::bigint,
        (w.status = 'cancelled')::int::bigint)
      or w.version <> 1 + coalesce(sum(t.n) filter (where t.action in ${moves.order}), 0)`,
  'the trail of a question and of a transfer tells what became of it': sql`
    select i.id::text as what from sweep_items i left join (${trail('inactive', from)}) t on t.entity_id = i.id::text group by i.id
    having i.version <> 1 + coalesce(sum(t.n) filter (where t.action in ${moves.inactive}), 0)
    union all select f.id::text from transfers f left join (${trail('transfer', from)}) t on t.entity_id = f.id::text group by f.id
    having f.version <> 1 + coalesce(sum(t.n) filter (where t.action in ${moves.transfer}), 0)`,
  'a membership by a baseline is told once': sql`
    select b.id::text as what from baselines b where b.status = 'done'
      and (select count(*) from memberships m where m.group_id = b.group_id and m.origin = 'baseline' and m.since >= b.office_at)
      <> (select count(*) from audit_events where id > ${from} and action = 'group.enrol' and entity_id = b.group_id::text)`,
  'the trail names whoever moved it last': sql`
    select r.number as what from (
      select id, number, status_by from membership_requests union all select id, number, status_by from work_orders) r
    join (select entity_id, max(id) as last from audit_events where id > ${from} and outcome = 'done'
      and (action in ${moves.membership} or action in ${moves.leave} or action in ${moves.order}) group by entity_id) t on t.entity_id = r.id::text
    join audit_events e on e.id = t.last
    where e.actor_id is distinct from r.status_by`,
  'the trail tells of nothing that is not there': sql`
    select coalesce(t.entity_id, '') || ' ' || t.action as what from (${trail('membership', from)}) t
    where not exists (select 1 from membership_requests r where r.id::text = t.entity_id and r.kind = 'join')
    union all select coalesce(t.entity_id, '') || ' ' || t.action from (${trail('leave', from)}) t
    where not exists (select 1 from membership_requests r where r.id::text = t.entity_id and r.kind = 'leave')
    union all select coalesce(t.entity_id, '') || ' ' || t.action from (${trail('order', from)}) t
    where not exists (select 1 from work_orders w where w.id::text = t.entity_id)`,
  'a membership that began is told once': sql`
    select coalesce(r.number, j.request) as what from membership_requests r full join (
      select after ->> 'request' as request, count(*) as n from audit_events
      where id > ${from} and action = 'group.join' and outcome = 'done' group by 1) j on j.request = r.number
    where coalesce(j.n, 0) <> (case when r.kind = 'join' and r.status = 'done' then 1 else 0 end)`,
  'a membership that ended by a leave is told once': sql`
    select coalesce(r.number, l.request) as what from membership_requests r full join (
      select after ->> 'request' as request, count(*) as n from audit_events
      where id > ${from} and action = 'group.leave' and outcome = 'done' group by 1) l on l.request = r.number
    where coalesce(l.n, 0) <> (case when r.kind = 'leave' and r.status = 'done' then 1 else 0 end)`,
});

const endedAlone = sql`
  select m.nickname as what from memberships m join people p on p.id = m.person_id
  where m.until is not null and p.departed_at is null and not exists (select 1 from membership_requests r
    where (r.person_id, r.group_id, r.kind, r.status) = (m.person_id, m.group_id, 'leave', 'done') and r.done_at >= m.since)`;

/** Memberships that ended although nobody left: neither by a leave that is done nor with a departure. A line for each, at most five. */
export async function endedWithoutCause(on: Database): Promise<string[]> {
  const found = await on.execute<{ what: string }>(sql`${endedAlone} limit 5`);
  return found.map(({ what }) => `a membership ends by a leave or a departure: ${what}`);
}

/** The newest audit record; what came before it is left out of account, since the trail cannot be emptied. */
export async function trailEnd(on: Database): Promise<number> {
  const [row] = await on.execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::int as id from audit_events`,
  );
  return row?.id ?? 0;
}

/**
 * What must be true of requests, orders, memberships, notices, notifications and their trail at every moment, whatever was done by
 * whom and whatever crashed meanwhile. Read in one snapshot.
 * @returns a line for each thing that is not as it must be; empty when all is well.
 */
export async function brokenInvariants(on: Database, from = 0): Promise<string[]> {
  return on.transaction(
    async (tx) => {
      const broken: string[] = [];
      for (const [rule, query] of Object.entries({ ...ofRows, ...ofNotices, ...ofTrail(from) })) {
        const found = await tx.execute<{ what: string }>(sql`${query} limit 5`);
        broken.push(...found.map(({ what }) => `${rule}: ${what}`));
      }
      return [...broken, ...(await altered(tx))];
    },
    { isolationLevel: 'repeatable read', accessMode: 'read only' },
  );
}
