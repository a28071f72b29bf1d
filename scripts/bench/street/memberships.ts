import type postgres from 'postgres';
import type { StreetSize } from './size';

/** So much of the present membership came by a request, at most; the rest is older than the product. */
const shareByRequest = 2 / 3;

/** One membership for every request that was done, the latest still present, and what the first registration entered beside them. */
export async function enterMemberships(on: postgres.Sql, size: StreetSize, at: Date): Promise<void> {
  const present = Math.round(size.memberships * shareByRequest);
  const columns = on`id, group_id, person_id, unit_id, nickname, nickname_state, nickname_confirmed_at, nickname_confirmed_by,
    origin, origin_request_id, since, until, end_reason`;
  await on`
    insert into memberships (${columns})
    select membership_id, group_id, person_id, unit_id, nickname,
      case when to_set then 'to_set' else 'confirmed' end,
      case when not to_set then handled_at + interval '1 hour' end, case when not to_set then person_id end,
      'join', id, handled_at,
      case when age > ${present} then least(handled_at + interval '200 days', ${at}) end,
      case when age > ${present} then '岗位调整' end
    from (
      select *, row_number() over (order by handled_at desc, n) as age, handled_at > ${at}::timestamptz - interval '30 days' and n % 5 = 0 as to_set
      from bench_request where course = 'done') joined`;
  const [row] = await on<{ n: number }[]>`select count(*)::int as n from memberships where until is null`;
  const missing = Math.max(size.memberships - (row?.n ?? 0), 0);
  await on`
    insert into memberships (${columns})
    select gen_random_uuid(), g.id, p.id, p.unit_id, p.nickname, 'confirmed', s.since, p.id, 'baseline', null, s.since, null, null
    from generate_series(${size.requests}::int, ${size.requests + missing - 1}::int) n
    cross join lateral (select (n::bigint * 7919 % ${size.people * size.groups})::int as pair) which
    join bench_person p on p.i = pair % ${size.people}
    join bench_group g on g.i = pair / ${size.people}
    cross join (select ${at}::timestamptz - ${size.years} * interval '365 days' as since) s`;
}
