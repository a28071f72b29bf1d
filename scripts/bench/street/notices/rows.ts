import type postgres from 'postgres';
import { idAt } from '../terms';

/** The revision's words as the fingerprint has them (lib/notices/rules/fingerprint), of a notice without attachments. */
const hash = `encode(sha256(convert_to('[' || to_json(b.title)::text || ',' || to_json(b.body)::text || ',[],['
  || t.ids || ']]', 'UTF8')), 'hex')`;

/** Groups of a notice, together. */
const targetsOf = `(select n, jsonb_agg(jsonb_build_object('groupId', group_id, 'name', name, 'platform', platform) order by place) as list,
  string_agg(to_json(group_id::text)::text, ',' order by group_id) as ids from bench_target group by n) t`;

const out = `b.state in ('published', 'recalled')`;
const dueAt = `case when b.wanted = 'acknowledge' then b.published_at + interval '3 days' end`;

/** Notices with their revisions, targets, outbox and steps, as the plan says. */
export async function enterNotices(on: postgres.Sql, at: Date): Promise<void> {
  await on.unsafe(`
    insert into notices (id, number, author_id, unit_id, category, major, title, title_reason, body, receipt_wanted, receipt_due_at, release_when,
      status, version, status_at, status_by, status_by_name, created_at, edited_at, revision, submitted_at, publish_at,
      published_at, published_revision, recalled_at, recall_reason, closed_at)
    select id, number, author_id, unit_id, category, major, title, '', body, wanted, ${dueAt}, case state when 'approved' then 'by_hand' else 'approved' end,
      state, case state when 'draft' then 1 when 'in_review' then 2 when 'published' then 5 when 'recalled' then 6 else 3 end,
      case when state in ('draft', 'in_review') then submitted_at when state = 'published' then published_at
        when state = 'recalled' then published_at + interval '1 hour' else decided_at end,
      case when state in ('draft', 'in_review', 'withdrawn', 'recalled') then author_id when state in ('returned', 'rejected', 'approved') then head_id end,
      case when state in ('draft', 'in_review', 'withdrawn', 'recalled') then author_name
        when state in ('returned', 'rejected', 'approved') then head_name else '系统' end,
      submitted_at - interval '1 hour', submitted_at, (state <> 'draft')::int, case when state <> 'draft' then submitted_at end,
      case when state = 'scheduled' then timestamptz '${at.toISOString()}' + interval '1 day' when ${out} then published_at end,
      case when ${out} then published_at end, case when ${out} then 1 end,
      case when state = 'recalled' then published_at + interval '1 hour' end, case when state = 'recalled' then '时间有误' end,
      case when urgent then published_at + interval '3 hours' end
    from bench_notice b order by submitted_at, n`);
  await on.unsafe(`
    insert into notice_revisions (id, notice_id, number, title, title_reason, body, category, major, receipt_wanted, receipt_due_at,
      release_when, targets, attachments, hash, hits, screening_version, submitted_by, submitted_at)
    select b.revision_id, b.id, 1, b.title, '', b.body, b.category, b.major, b.wanted, ${dueAt},
      case b.state when 'approved' then 'by_hand' else 'approved' end, t.list, '[]', ${hash}, '[]', 0, b.author_id, b.submitted_at
    from bench_notice b join ${targetsOf} on t.n = b.n where b.state <> 'draft' order by b.submitted_at, b.n`);
  await on`
    insert into notice_targets (notice_id, group_id) select b.id, t.group_id from bench_notice b join bench_target t on t.n = b.n`;
  await on.unsafe(`
    insert into deliveries (id, notice_id, revision_id, group_id, channel, status, created_at)
    select t.delivery_id, b.id, b.revision_id, t.group_id, 'order', case b.state when 'recalled' then 'recalled' else 'pending' end, b.published_at
    from bench_notice b join bench_target t on t.n = b.n where ${out} order by b.published_at, b.n`);
  await on`
    insert into notice_follow_ups (id, notice_id, text, closes, at, by, by_name)
    select gen_random_uuid(), id, '现场已处置完毕，秩序恢复正常。', true, published_at + interval '3 hours', author_id, author_name
    from bench_notice where urgent`;
  await enterSteps(on);
}

/** What a step has come to, by where its notice stands: the first is the head's, the second of an important matter the leader's. */
const fateOf = `case
  when b.state = 'withdrawn' then 'void'
  when duty = 'head' and b.self then 'self_issued'
  when b.state in ('approved', 'scheduled', 'published', 'recalled') then 'approved'
  when b.state in ('returned', 'rejected') then case duty when 'head' then b.state else 'void' end
  when duty = 'head' then case when b.major and b.luck > 0.6 then 'approved' else 'open' end
  else case when b.luck > 0.6 then 'open' else 'waiting' end end`;

async function enterSteps(on: postgres.Sql): Promise<void> {
  await on.unsafe(`
    create temp table bench_step as
    select b.n, ${idAt('b.submitted_at', `'st' || b.n || duty`)} as id, duty, place, ${fateOf} as fate,
      case duty when 'head' then b.head_id else b.leader_id end as decider_id,
      case duty when 'head' then b.head_name else b.leader_name end as decider_name,
      case duty when 'head' then b.decided_at else b.decided_at + interval '30 minutes' end as decided_at,
      case duty when 'head' then b.submitted_at else b.decided_at end as opened_at
    from bench_notice b cross join (values ('head', 1), ('leader', 2)) steps (duty, place)
    where b.state <> 'draft' and (place = 1 or b.major)`);
  await on`create index on bench_step (n)`;
  await on`
    insert into notice_steps (id, notice_id, revision_id, position, duty, unit_id, author_id, major, afterwards, status, version, status_at,
      status_by, status_by_name, opened_at, due_at, decided_by, decided_at, opinion, reasons, truth, accuracy, conformity)
    select s.id, b.id, b.revision_id, s.place, s.duty, b.unit_id, b.author_id, b.major, b.urgent, s.fate,
      case when decided then 2 else 1 end, case when decided then s.decided_at else b.submitted_at end,
      case when decided then decider_id else b.author_id end, case when decided then decider_name else b.author_name end,
      case when decided or fate = 'open' then s.opened_at end,
      case when decided or fate = 'open' then s.opened_at + interval '1 day' end,
      case when decided then decider_id end, case when decided then s.decided_at end,
      case when fate in ('returned', 'rejected') then '请补充完成时限' end,
      case when fate in ('returned', 'rejected') then '["figures"]'::jsonb else '[]' end,
      fate = 'approved', fate = 'approved', fate = 'approved'
    from (select *, fate in ('approved', 'returned', 'rejected') as decided from bench_step) s
    join bench_notice b on b.n = s.n order by b.submitted_at, b.n, s.place`;
}

/** The orders that brought the notices into the chats: one for each group, the newest of them still to be carried out. */
export async function enterPosts(on: postgres.Sql): Promise<void> {
  await on.unsafe(`
    create temp table bench_post as
    select *, 'OD-' || year || '-' || lpad(rank::text, greatest(4, length(rank::text)), '0') as number from (
      select b.n, t.delivery_id, t.group_id, h.id as handler_id, h.name as handler_name, b.published_at as created_at,
        b.published_at + interval '30 minutes' as moved_at, b.title, b.body, ${idAt('b.published_at', `'po' || b.n || 'g' || t.place`)} as id,
        b.author_id, b.author_name,
        case when b.state = 'recalled' then 'cancelled' when row_number() over (order by b.published_at desc) <= 100 then 'open' else 'done' end as state,
        b.year, row_number() over (partition by b.year order by b.published_at, b.n, t.place) + coalesce(before.n, 0) as rank
      from bench_notice b join bench_target t on t.n = b.n join bench_person h on h.i = t.first_admin
      left join (select year, count(*) as n from bench_order group by year) before on before.year = b.year
      where ${out}) posts`);
  await on`
    insert into work_orders (id, number, kind, group_id, origin_type, origin_id, clause, detail, status, version, status_at, status_by,
      status_by_name, created_at, due_at, handled_at, handled_by)
    select id, number, 'post', group_id, 'delivery', delivery_id, '3.4.2', jsonb_build_object('title', title, 'text', title || chr(10) || body), state,
      case state when 'open' then 1 else 2 end, case state when 'open' then created_at else moved_at end,
      case state when 'done' then handler_id when 'cancelled' then author_id end,
      case state when 'done' then handler_name when 'cancelled' then author_name else '系统' end,
      created_at, created_at + interval '1 day', case state when 'done' then moved_at end, case state when 'done' then handler_id end
    from bench_post order by created_at, n`;
}
