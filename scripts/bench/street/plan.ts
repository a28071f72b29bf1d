import type postgres from 'postgres';
import type { StreetSize } from './size';
import { atWork, idAt, moment, numberOf, yearOf } from './terms';

/**
 * The course of every request, one row each, in the working table `bench_plan`: who into which group, when, by whose hand and how
 * it ended. No person asks twice for one group, so that any course is possible. Random, but the same for every run.
 */
export async function planRequests(on: postgres.Sql, size: StreetSize, at: Date): Promise<void> {
  const { requests, waiting, underWay, units, people, groups } = size;
  const start = new Date(at.getTime() - size.years * 365 * 86_400_000);
  const closed = requests - waiting - underWay;
  await on`select setseed(0.42)`;
  await on`
    create temp table bench_course as
    select n, (n::bigint * 7919 % ${people * groups})::int as pair, random() as luck,
      case when n < ${closed} then 'closed' when n < ${closed + underWay} then 'approved' else 'submitted' end as stage,
      ${on.unsafe(
        atWork(`case when n < ${closed} then
          ${moment(start)} + (${moment(at)} - interval '12 days' - ${moment(start)}) * ((n + random()) / ${closed})
          when n < ${closed + underWay} then ${moment(at)} - interval '9 days' + random() * interval '4 days'
          else ${moment(at)} - interval '5 days' + random() * interval '4 days' end`),
      )} as submitted_at
    from generate_series(0, ${requests - 1}) n`;
  await on`
    create temp table bench_plan as
    select c.n, c.luck, p.i as person, g.i as grp, p.id as person_id, p.name as person_name, p.nickname, p.unit_id, p.unit_name,
      p.has_account, g.id as group_id, g.name as group_name, h.id as handler_id, h.name as handler_name, h.unit_name as handler_unit,
      head.id as head_id, head.name as head_name, office.id as office_id, office.name as office_name, c.submitted_at,
      c.submitted_at + interval '3 hours' + c.luck * interval '20 hours' as decided_at,
      c.submitted_at + interval '30 hours' + c.luck * interval '30 hours' as handled_at,
      case when stage <> 'closed' then stage when luck < 0.85 then 'done' when luck < 0.93 then 'rejected'
        when luck < 0.98 then 'withdrawn' else 'recalled' end as course,
      -- One in twenty orders could not be done at first.
      stage <> 'submitted' and luck * 1000 - floor(luck * 1000) < 0.05 as failed_first
    from bench_course c
    join bench_person p on p.i = c.pair % ${people}
    join bench_group g on g.i = c.pair / ${people}
    join bench_person h on h.i = g.first_admin
    join bench_person head on head.i = p.unit
    join bench_person office on office.i = ${units} + (c.n + (${units} + c.n % 4 = p.i)::int) % 4`;
  await on`drop table bench_course`;
  await identify(on);
}

/** Ids and numbers, which follow from the moments. An order that failed was issued again two hours later. */
async function identify(on: postgres.Sql): Promise<void> {
  await on`
    create temp table bench_request as
    select p.*, ${on.unsafe(idAt('submitted_at', `'rq' || n`))} as id, ${on.unsafe(idAt('submitted_at', `'form' || n`))} as form,
      ${on.unsafe(idAt('handled_at', `'member' || n`))} as membership_id,
      row_number() over (partition by ${on.unsafe(yearOf('submitted_at'))} order by submitted_at, n) as rank,
      ${on.unsafe(yearOf('submitted_at'))} as year, null::text as number
    from bench_plan p order by submitted_at, n`;
  await on`drop table bench_plan`;
  await on`update bench_request set number = ${on.unsafe(numberOf('RQ'))}`;
  await on`create unique index on bench_request (n)`;
  await on`
    create temp table bench_order as
    select *, ${on.unsafe(idAt('created_at', `'od' || n || state`))} as id,
      row_number() over (partition by ${on.unsafe(yearOf('created_at'))} order by created_at, n) as rank,
      ${on.unsafe(yearOf('created_at'))} as year, null::text as number
    from (
      select n, decided_at as created_at, decided_at + interval '1 hour' as moved_at, 'failed' as state
        from bench_request where failed_first and course in ('done', 'approved', 'recalled')
      union all
      select n, case when failed_first then decided_at + interval '2 hours' else decided_at end,
        handled_at, case course when 'done' then 'done' when 'recalled' then 'cancelled' else 'open' end
        from bench_request where course in ('done', 'recalled') or course = 'approved' and not failed_first
    ) orders`;
  await on`update bench_order set number = ${on.unsafe(numberOf('OD'))}`;
  await on`create index on bench_order (n)`;
  await on`analyze bench_request, bench_order`;
}

/** The series go on where the history ends. */
export async function continueNumbers(on: postgres.Sql): Promise<void> {
  const notices = on`select year from bench_notice where state <> 'draft'`;
  const orders = on`select year from bench_order union all select year from bench_post`;
  await on`
    insert into number_series (series, year, base)
    select series, year, sum(n) over (partition by series order by year) - n from (
      select 'RQ' as series, year, count(*) as n from bench_request group by year
      union all select 'OD', year, count(*) from (${orders}) o group by year
      union all select 'NT', year, count(*) from (${notices}) n group by year) years`;
  await on`
    select setval('number_rq', (select count(*) from bench_request)), setval('number_od', (select count(*) from (${orders}) o)),
      setval('number_nt', (select count(*) from (${notices}) n))`;
}
