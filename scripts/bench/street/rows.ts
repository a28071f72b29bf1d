import type postgres from 'postgres';
import type { StreetSize } from './size';

/** Requests a statement takes on: none of them grows with the street. */
const portion = 20_000;

/** Enters everything the plan says of a portion of requests: the rows first, then the trail that tells of them. */
export async function enterHistory(on: postgres.Sql, { requests }: StreetSize, at: Date): Promise<void> {
  for (let from = 0; from < requests; from += portion) {
    const those = on`r.n >= ${from} and r.n < ${from + portion}`;
    await enterRequests(on, those);
    await enterOrders(on, those);
    await enterNotifications(on, those, at);
    await enterTrail(on, those);
  }
}

type Those = postgres.PendingQuery<postgres.Row[]>;

async function enterRequests(on: postgres.Sql, those: Those): Promise<void> {
  await on`
    insert into membership_requests (id, number, batch_id, kind, person_id, group_id, unit_id, nickname, reason, status, version,
      status_at, status_by, status_by_name, submitted_by, submitted_at, due_at, decided_by, decided_at, decision_reason, done_at)
    select id, number, form, 'join', person_id, group_id, unit_id, nickname, '工作联络需要',
      case course when 'recalled' then 'withdrawn' else course end,
      case course when 'submitted' then 1 when 'done' then 3 when 'recalled' then 3 else 2 end,
      case course when 'submitted' then submitted_at when 'done' then handled_at when 'recalled' then handled_at else decided_at end,
      case course when 'done' then handler_id when 'approved' then office_id when 'rejected' then office_id else head_id end,
      case course when 'done' then handler_name when 'approved' then office_name when 'rejected' then office_name else head_name end,
      head_id, submitted_at, submitted_at + interval '2 days',
      case when course not in ('submitted', 'withdrawn') then office_id end,
      case when course not in ('submitted', 'withdrawn') then decided_at end,
      case course when 'rejected' then '请先完成到岗登记' end,
      case course when 'done' then handled_at end
    from bench_request r where ${those}`;
  await on`
    insert into submissions (id, command, person_id, outcome, at)
    select form, 'membership.submit', head_id, jsonb_build_object('value', jsonb_build_object('id', id, 'number', number)), submitted_at
    from bench_request r where ${those}`;
}

async function enterOrders(on: postgres.Sql, those: Those): Promise<void> {
  await on`
    insert into work_orders (id, number, kind, group_id, person_id, nickname, origin_type, origin_id, clause, status, version,
      status_at, status_by, status_by_name, created_at, due_at, handled_at, handled_by, fail_reason)
    select o.id, o.number, 'add', r.group_id, r.person_id, r.nickname, 'membership_request', r.id, '2.1.1', o.state,
      case o.state when 'open' then 1 else 2 end,
      case o.state when 'open' then o.created_at else o.moved_at end,
      case o.state when 'open' then r.office_id when 'cancelled' then r.head_id else r.handler_id end,
      case o.state when 'open' then r.office_name when 'cancelled' then r.head_name else r.handler_name end,
      o.created_at, o.created_at + interval '1 day',
      case o.state when 'done' then o.moved_at end, case o.state when 'done' then r.handler_id end,
      case o.state when 'failed' then '对方未通过好友验证' end
    from bench_order o join bench_request r on r.n = o.n where ${those}`;
}

/** Of the last half year what everybody was told; of the time before only what decisions were, as the oldest lie unread. */
async function enterNotifications(on: postgres.Sql, those: Those, at: Date): Promise<void> {
  const lately = on`r.submitted_at > ${new Date(at.getTime() - 182 * 86_400_000)}`;
  const told = on`
    select r.*, o.id as order_id, o.number as order_number, o.created_at as ordered_at
    from bench_request r left join bench_order o on o.n = r.n and o.state <> 'failed' where ${those}`;
  await on`
    insert into notifications (id, person_id, kind, title, detail, href, created_at, read_at)
    select gen_random_uuid(), person, kind, title, detail, href, at,
      case when at < ${new Date(at.getTime() - 7 * 86_400_000)} then at + interval '4 hours' end
    from (
      select head_id as person, 'membership' as kind, decided_at as at, '/membership/' || id as href, number as detail,
        person_name || '加入「' || group_name || case course when 'rejected' then '」的申请被驳回' else '」的申请已通过' end as title
        from (${told}) r where course not in ('submitted', 'withdrawn')
      union all
      select office.id, 'membership', submitted_at, '/membership/' || r.id, unit_name || ' · ' || number,
        person_name || '申请加入「' || group_name || '」，请审核'
        from (${told}) r
        join (select person_id as id from role_assignments where role = 'office_admin') office on ${lately}
      union all
      select handler_id, 'order', ordered_at, '/orders/' || order_id, order_number, '请将' || person_name || '加入「' || group_name || '」'
        from (${told}) r where order_id is not null and ${lately}
      union all
      select head_id, 'membership', handled_at, '/membership/' || id, number, person_name || '已加入「' || group_name || '」'
        from (${told}) r where course = 'done' and ${lately}
    ) messages`;
}

const requestEvents = `
  select n, submitted_at as at, 'head' as hand, 'membership.submit' as action, null::text as before, 'submitted' as after from bench_request
  union all select n, decided_at, 'office', case course when 'rejected' then 'membership.reject' else 'membership.approve' end,
    'submitted', case course when 'rejected' then 'rejected' else 'approved' end
    from bench_request where course not in ('submitted', 'withdrawn')
  union all select n, decided_at, 'head', 'membership.withdraw', 'submitted', 'withdrawn' from bench_request where course = 'withdrawn'
  union all select n, handled_at, 'head', 'membership.withdraw', 'approved', 'withdrawn' from bench_request where course = 'recalled'
  union all select n, handled_at, 'handler', 'membership.finish', 'approved', 'done' from bench_request where course = 'done'`;

const orderEvents = `
  select n, id, number, created_at as at, 'office' as hand, 'order.open' as action, null::text as before, 'open' as after from bench_order
  union all select n, id, number, moved_at, case state when 'cancelled' then 'head' else 'handler' end,
    case state when 'done' then 'order.complete' when 'failed' then 'order.fail' else 'order.cancel' end, 'open', state
    from bench_order where state <> 'open'`;

/** In the order of time, so that the ids of the trail run with it, and what moved a thing last comes last. */
async function enterTrail(on: postgres.Sql, those: Those): Promise<void> {
  const events = on`
    select r.n, e.at, e.hand, e.action, e.before, e.after, 'membership' as type, r.id::text as entity, r.number as label, 1 as turn
      from (${on.unsafe(requestEvents)}) e join bench_request r on r.n = e.n where ${those}
    union all
    select r.n, e.at, e.hand, e.action, e.before, e.after, 'order', e.id::text, e.number, 2
      from (${on.unsafe(orderEvents)}) e join bench_request r on r.n = e.n where ${those}
    union all
    select r.n, handled_at, 'handler', 'group.join', null, null, 'group', r.group_id::text, r.group_name, 3
      from bench_request r where course = 'done' and ${those}`;
  await on`
    insert into audit_events (at, actor_id, actor_name, actor_unit, acting_role, action, outcome, entity_type, entity_id, entity_label,
      clause, before, after, address)
    select e.at,
      case hand when 'head' then head_id when 'office' then office_id else handler_id end,
      case hand when 'head' then head_name when 'office' then office_name else handler_name end,
      case hand when 'head' then unit_name when 'office' then '党政办公室' else handler_unit end,
      case hand when 'head' then 'unit_head' when 'office' then 'office_admin' else 'group_admin' end,
      action, 'done', type, entity, label, '2.1.1',
      case when e.before is not null then jsonb_build_object('status', e.before) end,
      case when e.action = 'group.join'
        then jsonb_build_object('person', person_name, 'unit', unit_name, 'nickname', nickname, 'request', number)
        else jsonb_build_object('status', e.after) end,
      '10.1.' || r.n % 200 || '.7'
    from (${events}) e join bench_request r on r.n = e.n
    order by e.at, e.n, e.turn`;
}
