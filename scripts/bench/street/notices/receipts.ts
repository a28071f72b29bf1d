import type postgres from 'postgres';
import type { StreetSize } from '../size';

/** One in a hundred went out so lately that everybody who is in its group was asked. */
const shareOfNew = 0.01;

/**
 * Receipts of what is out: of the newest of everybody in the first of its groups, of the others of so many of its members that it comes to the
 * number wanted. Most have read, of the newest fewer; what was told of the last month lies in the mailboxes.
 */
export async function enterReceipts(on: postgres.Sql, { receipts }: StreetSize, at: Date): Promise<void> {
  await on`
    create temp table bench_member as
    select g.i as grp, m.person_id, m.unit_id, row_number() over (partition by g.i order by m.id)::int as place,
      count(*) over (partition by g.i)::int as deep
    from memberships m join bench_group g on g.id = m.group_id where m.until is null`;
  await on`create unique index on bench_member (grp, place)`;
  await on`analyze bench_member`;
  await on`
    create temp table bench_out as
    select b.*, row_number() over (order by published_at desc) <= ${shareOfNew}::float8 * count(*) over () as fresh,
      ceil(${receipts}::float8 / count(*) over ())::int as each, t.grp, t.group_id, first.deep
    from bench_notice b join bench_target t on t.n = b.n and t.place = 0
    join bench_member first on first.grp = t.grp and first.place = 1
    where b.state in ('published', 'recalled')`;
  await on`
    insert into notice_receipts (notice_id, person_id, unit_id, group_id, wanted, due_at, published_at, read_at, acknowledged_at, source, reminded)
    select id, person_id, unit_id, group_id, wanted, case when wanted = 'acknowledge' then published_at + interval '3 days' end, published_at,
      read_at, case when wanted = 'acknowledge' and answers then read_at + interval '5 minutes' end,
      case when read_at is not null then 'portal' end, case when wanted = 'acknowledge' and published_at < ${at}::timestamptz - interval '4 days' then 2 else 0 end
    from (
      select b.id, b.group_id, b.wanted, b.published_at, b.n, m.person_id, m.unit_id, lot < 0.97 as answers,
        case when lot < (case when b.published_at < ${at}::timestamptz - interval '60 days' then 0.99 when b.fresh then 0.7 else 0.9 end)
          then b.published_at + (0.02 + lot) * interval '20 hours' end as read_at
      from bench_out b
      cross join lateral generate_series(0, least(b.deep, case when b.fresh then b.deep else b.each end) - 1) k
      join bench_member m on m.grp = b.grp and m.place = 1 + (b.n + k) % b.deep and m.person_id <> b.author_id
      cross join lateral (select ((b.n * 7919 + k * 104729) % 10007) / 10007.0 as lot) drawn
      order by b.published_at, b.n) asked`;
  await on`
    insert into notifications (id, person_id, kind, title, detail, href, dedupe_key, created_at, read_at)
    select gen_random_uuid(), r.person_id, 'notice', '《' || b.title || '》', '请查看', '/notices/' || b.id, 'notice.published:' || b.id, r.published_at, r.read_at
    from bench_out b join notice_receipts r on r.notice_id = b.id
    where b.published_at > ${at}::timestamptz - interval '30 days'`;
  await on`drop table bench_member, bench_out`;
}
