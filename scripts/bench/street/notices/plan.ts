import type postgres from 'postgres';
import type { StreetSize } from '../size';
import { atWork, idAt, moment, numberOf, yearOf } from '../terms';
import { body, title, words } from './prose';

/** One notice in twenty waits for its review. */
const everyWaiting = 20;

/** Where the others stand, by a random number. */
const stateOf = `case when n % ${everyWaiting} = ${everyWaiting - 1} then 'in_review' when luck < 0.005 then 'draft' when luck < 0.01 then 'approved'
  when luck < 0.015 then 'scheduled' when luck < 0.035 then 'returned' when luck < 0.045 then 'rejected' when luck < 0.06 then 'withdrawn'
  when luck < 0.07 then 'recalled' else 'published' end`;

/**
 * The course of every notice, one row each, in the working table `bench_notice`, and its groups in `bench_target`: who wrote what, for whom,
 * when, how it was reviewed and what became of it. What waits has been submitted in the last days. Random, but the same for every run.
 */
export async function planNotices(on: postgres.Sql, size: StreetSize, at: Date): Promise<void> {
  await on`select setseed(0.21)`;
  await on`
    create temp table bench_author as
    select *, row_number() over (partition by unit order by i) as place from bench_person`;
  await on`create unique index on bench_author (unit, place)`;
  await on.unsafe(courses(size, at));
  await on.unsafe(details(size));
  await on`drop table bench_note`;
  await on`update bench_notice set number = case when state <> 'draft' then ${on.unsafe(numberOf('NT'))} end`;
  await on`create unique index on bench_notice (n)`;
  await on.unsafe(targets(size));
  await on`create index on bench_target (n)`;
  await on`analyze bench_notice, bench_target`;
}

/** What is drawn by lot. The Office writes more than others; leaders' own unit writes nothing, since who reviews that is another matter. */
const courses = ({ notices, units, years }: StreetSize, at: Date): string => {
  const start = moment(new Date(at.getTime() - years * 365 * 86_400_000));
  return `
    create temp table bench_note as
    select *, ${stateOf} as state, case when unit_luck < 0.15 then 0 else (floor(unit_luck * 7919 * ${units}))::int % ${units} end as drawn,
      ${atWork(`case when n % ${everyWaiting} = ${everyWaiting - 1} then ${moment(at)} - interval '6 days' + random() * interval '5 days'
        else ${start} + (${moment(at)} - interval '2 days' - ${start}) * ((n + random()) / ${notices}) end`)} as submitted_at,
      (array['deployment', 'activity', 'announcement', 'announcement', 'policy', 'progress', 'results', 'experience'])[1 + floor(random() * 8)::int] as category
    from (select n, random() as luck, random() as unit_luck, random() as author_luck, random() as major_luck, random() as target_luck,
      random() as pace from generate_series(0, ${notices - 1}) n) drawn`;
};

/** A head issues himself what he writes; what can only be somebody else's decision is not written by him. */
const headWrites = `(author_luck < 0.1 and state in ('draft', 'approved', 'scheduled', 'published', 'recalled'))`;

/** What follows from it. Of a street's emergencies all were followed up to the end. */
const details = ({ units }: StreetSize): string => `
  create temp table bench_notice as
  with drawn as (
    select *, case when drawn = 1 then 0 else drawn end as unit, ${headWrites} as self,
      state = 'published' and not ${headWrites} and major_luck > 0.995 as urgent, major_luck < 0.1 as major
    from bench_note)
  select d.n, d.luck, d.pace, d.state, d.unit, d.self, d.urgent, d.major and not d.urgent as major, d.target_luck,
    case when d.urgent then 'emergency' else d.category end as category, d.submitted_at, ${title} as title, ${body} as body,
    case when d.luck * 1000 - floor(d.luck * 1000) < 0.3 then 'acknowledge' else 'read' end as wanted,
    a.id as author_id, a.name as author_name, a.unit_id, a.unit_name, head.id as head_id, head.name as head_name,
    boss.id as leader_id, boss.name as leader_name,
    d.submitted_at + interval '1 hour' + d.pace * interval '2 hours' as decided_at,
    case when d.urgent then d.submitted_at else d.submitted_at + interval '4 hours' + d.pace * interval '3 hours' end as published_at,
    ${idAt('d.submitted_at', `'nt' || d.n`)} as id, ${idAt('d.submitted_at', `'rev' || d.n`)} as revision_id,
    ${yearOf('d.submitted_at')} as year,
    row_number() over (partition by ${yearOf('d.submitted_at')}, d.state = 'draft' order by d.submitted_at, d.n) as rank, null::text as number
  from drawn d
  cross join ${words}
  join bench_author head on head.unit = d.unit and head.place = 1
  join lateral (select count(*) as n from bench_author one where one.unit = d.unit) deep on true
  join bench_author a on a.unit = d.unit
    and a.place = case when d.self then 1 else 2 + floor(d.author_luck * 7919)::int % (least(deep.n, 13) - 1) end
  join bench_author boss on boss.unit = 1 and boss.place = case when d.unit < ${units} / 2 then 3 else 4 end
  order by d.submitted_at, d.n`;

/** Most go to a group of the unit's own, some to several; what the Office writes goes to anybody's. */
const targets = ({ groups, units }: StreetSize): string => `
  create temp table bench_target as
  select n, k as place, g.i as grp, g.id as group_id, g.name, g.platform, g.first_admin,
    ${idAt('published_at', `'dl' || n || 'g' || k`)} as delivery_id
  from (select *, case when target_luck < 0.85 then 1 when target_luck < 0.98 then 3 else 10 end as wanted_groups from bench_notice) b
  cross join lateral generate_series(0, least(wanted_groups, case when unit = 0 then ${groups} else ${Math.floor(groups / units)} end) - 1) k
  join bench_group g on g.i = case when unit = 0 then (n * 37 + k * 7) % ${groups}
    else unit + ${units} * ((n + k) % ${Math.floor(groups / units)}) end`;
