import type postgres from 'postgres';
import type { StreetSize } from '../size';

/** Notices a statement takes on. */
const portion = 20_000;

const events = `
  select n, submitted_at as at, author_id as who, author_name as name, unit_name as unit, 'member' as role, 'notice.submit' as action,
    'notice' as type, id::text as entity, number as label, 'in_review' as after from bench_notice where state <> 'draft'
  union all select s.n, s.decided_at, s.decider_id, s.decider_name, b.unit_name, case duty when 'head' then 'unit_head' else 'leader' end,
    'review.' || case fate when 'approved' then 'approve' when 'returned' then 'return' else 'reject' end, 'review', s.id::text, b.number, fate
    from bench_step s join bench_notice b on b.n = s.n where fate in ('approved', 'returned', 'rejected')
  union all select n, published_at, null, '系统', null, null, 'notice.publish', 'notice', id::text, number, 'published'
    from bench_notice where state in ('published', 'recalled')
  union all select p.n, p.created_at, p.author_id, p.author_name, b.unit_name, 'member', 'order.open', 'order', p.id::text, p.number, 'open'
    from bench_post p join bench_notice b on b.n = p.n
  union all select p.n, p.moved_at, case state when 'done' then handler_id else author_id end,
    case state when 'done' then handler_name else author_name end, null, case state when 'done' then 'group_admin' else 'member' end,
    case state when 'done' then 'order.complete' else 'order.cancel' end, 'order', p.id::text, p.number, state
    from bench_post p where state <> 'open'`;

/** The trail of notices, their steps and the orders that carried them, as `enterHistory` does for requests. */
export async function enterNoticeTrail(on: postgres.Sql, { notices }: StreetSize): Promise<void> {
  await on`create index on bench_post (n)`;
  for (let from = 0; from < notices; from += portion)
    await on`
      insert into audit_events (at, actor_id, actor_name, actor_unit, acting_role, action, outcome, entity_type, entity_id, entity_label,
        clause, after, address)
      select at, who, name, unit, role, action, 'done', type, entity, label, '3.4.2', jsonb_build_object('status', after), '10.1.' || n % 200 || '.7'
      from (${on.unsafe(events)}) e where n >= ${from} and n < ${from + portion}
      order by at, n, action`;
}
