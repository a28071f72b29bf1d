import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { countedUpTo } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { ListState } from '@/lib/core/paging';
import { narrowed } from './narrow';
import { afterIndex, authorsCalled, indexed, saysIt } from './search';
import { idList, listed, listedAt, listedFor, reviewed } from './visible';

/** Beyond this many hits, that there are more is all that is told. */
const mostCounted = 1_000;
/** How many of what the actor sees, the first of the list, are read at least before all hits are asked of the index. */
const mostRead = 2_400;
/** How many of all notices tell whether words are frequent, and how many of them must have the words. */
const sampled = 200;
const frequentFrom = 100;
/**
 * How many of them make it likely that so many of the actor's units' notices, read in the text, come to more than is counted; a page of those
 * is then among the first that he sees: of as many times what it would take of all.
 */
const commonFrom = 30;
const readOfUnits = 8_000;
const timesAsMany = 5;

/** How many deliveries of a group are enough for its share, and how many times its share is looked at. */
const leastOfGroup = 50;
const timesItsShare = 2;

/** A search as conditions on a notice, and how many are read for it. */
interface Search {
  actor: Actor;
  q: string;
  direction: SQL;
  ascending: boolean;
  /** The last hit that the page shows, counted from the first of the list. */
  shown: number;
  most: number;
  /** The filters of the list. */
  more: SQL | undefined;
  /** Those, and the words read in the text. */
  read: SQL;
}

const called = sql`select id from called`;

function searchOf(actor: Actor, state: ListState, least: number): Search {
  const offset = (state.page - 1) * state.size;
  const more = narrowed(actor, state);
  const read = and(more, saysIt(actor, state.q, called)) as SQL;
  const ascending = state.dir === 'asc';
  const direction = ascending ? sql`asc` : sql`desc`;
  const reach = { shown: offset + state.size, most: least + offset };
  return { actor, q: state.q, direction, ascending, ...reach, more, read };
}

/** The first of the street's notices that the filters leave, under the name that conditions have for them, with their place in the list. */
const firstOfAll = ({ direction, more }: Search, most: number): SQL =>
  sql`(select *, ${listedAt} as key from ${notices} where ${and(listed, more)}
    order by ${listedAt} ${direction}, ${notices.id} ${direction} limit ${most}) "notices"`;

/** What is somebody's, by one index in the list's order: of one person, or of each unit or group. */
interface Source {
  from: SQL;
  id: SQL;
  key: SQL;
  where: SQL | undefined;
  /** Ids to which `one.id` in the condition refers, one after the other. */
  each: SQL;
  most: SQL;
  /** Whether a notice is his only once it is out. */
  sent: boolean;
}

const once = sql`(select 1)`;

/** What the actor sees. Deliveries and receipts have their place in the list in their own indexes: no notice is fetched to order them. */
function sourcesOf({ actor, most: furthest }: Search): Source[] {
  const { unitIds, groupIds } = scopeOf(actor, 'notices.view');
  const person = sql`${actor.personId}::uuid`;
  const most = sql`(select most from depth)`;
  const rows = {
    from: sql`${notices}`,
    id: sql`${notices.id}`,
    key: listedAt,
    each: once,
    most,
    sent: false,
  };
  const share = sql`${timesItsShare} * ${most} / ${Math.max(groupIds.length, 1)}`;
  return [
    {
      ...rows,
      where: and(eq(notices.authorId, person), isNotNull(notices.submittedAt), isNotNull(listedAt)),
    },
    // Few, and found by id: with a depth that the planner does not know it would look for them along the whole list.
    { ...rows, where: and(listed, reviewed(actor)), most: sql`${furthest}::int` },
    { ...rows, where: and(sql`${notices.unitId} = one.id`, listed), each: idList(unitIds) },
    {
      ...{
        from: sql`notice_receipts r`,
        id: sql`r.notice_id`,
        key: sql`r.published_at`,
        each: once,
        most,
        sent: true,
      },
      where: sql`r.person_id = ${person}`,
    },
    {
      ...{ from: sql`deliveries d`, id: sql`d.notice_id`, key: sql`d.created_at`, sent: true },
      where: sql`d.group_id = one.id`,
      each: idList(groupIds),
      most: sql`least(greatest(${share}, ${leastOfGroup}), ${most})`,
    },
  ];
}

/** How far each source has been looked at: the last place up to which all of them are known, null when they were known to their ends. */
function horizonOf({ direction, ascending }: Search, sources: readonly Source[]): SQL {
  const ends = sources.map(
    ({ from, id, key, where, each, most }) => sql`select the_end.key from ${each} one(id) cross join lateral (
      select ${key} as key from ${from} where ${where} order by ${key} ${direction}, ${id} ${direction} offset ${most} - 1 limit 1) the_end`,
  );
  return sql`select ${ascending ? sql`min` : sql`max`}(key) as key from (${sql.join(ends, sql` union all `)}) ends`;
}

/** All up to there: id, key, and whether it is his only as what went out. */
function firstOfHis({ direction, ascending }: Search, sources: readonly Source[]): SQL {
  const end = sql`coalesce((select key from horizon), ${ascending ? sql`'infinity'` : sql`'-infinity'`}::timestamptz)`;
  const parts = sources.map(
    ({ from, id, key, where, each, sent }) => sql`select part.* from ${each} one(id) cross join lateral (
      select ${id} as id, ${key} as key, ${sent ? sql`true` : sql`false`} as sent from ${from}
      where ${where} and ${key} ${ascending ? sql`<=` : sql`>=`} ${end} offset 0) part`,
  );
  return sql`select id, max(key) as key, bool_and(sent) as sent from (${sql.join(parts, sql` union all `)}) part
    group by id order by key ${direction}, id ${direction}`;
}

/** What a search reads: the first of all that there is, or of what is his, in the list's order; `whole` when that is all he sees. */
function readable(search: Search): { ctes: SQL; rows: SQL } {
  const { actor, direction, most } = search;
  if (scopeOf(actor, 'notices.view').all)
    return { ctes: sql`whole as materialized (select false as yes)`, rows: firstOfAll(search, most) };
  const sources = sourcesOf(search);
  return {
    ctes: sql`
      horizon as materialized (${horizonOf(search, sources)}),
      whole as materialized (select key is null as yes from horizon),
      his as materialized (${firstOfHis(search, sources)})`,
    rows: sql`(select n.*, his.key from his join ${notices} n on n.id = his.id where not his.sent or n.published_at is not null
      order by his.key ${direction}, his.id ${direction}) "notices"`,
  };
}

const ofUnit = and(sql`${notices.unitId} = one.id`, listed);

const newestOfUnit = sql`${notices} where ${ofUnit} and ${listedAt} is not null order by ${listedAt} desc, ${notices.id} desc`;

/**
 * Hits among the newest notices of the actor's units, twice as many as it would take of all. As the planner does not know how many, it reads them
 * along the index, which ends with the last hit that is counted; for a number it would sort all of them.
 */
function hitsOfUnits({ read }: Search, unitIds: readonly string[]): SQL {
  const enough = sql`(select ${2 * mostCounted * sampled} / n + 1 from sample)`;
  return sql`select 1 from ${idList(unitIds)} one(id) cross join lateral (select 1 from (select * from ${newestOfUnit}
    limit least(${readOfUnits}, ${enough}) / ${unitIds.length}) "notices" where ${read} offset 0) hit`;
}

/** Whether the newest notices of the actor's units alone have more hits than are counted. Asked only where that is likely. */
function manyInUnits(search: Search): SQL {
  const { all, unitIds } = scopeOf(search.actor, 'notices.view');
  if (all || !unitIds.length || search.more) return sql`false`;
  const share = Math.floor(mostCounted / unitIds.length);
  const enough = sql`exists (select 1 from ${idList(unitIds)} one(id) cross join lateral
    (select 1 from ${newestOfUnit} offset ${share} limit 1) last)`;
  return sql`case when n >= ${commonFrom} and ${enough} then ${countedUpTo(hitsOfUnits(search, unitIds))} > ${mostCounted} else false end`;
}

/** How far what is his is looked at: where his units have many hits, the newest of the list are among the first. */
const depthOf = ({ ascending, shown, most }: Search): SQL =>
  ascending
    ? sql`select ${most}::int as most`
    : sql`select case when in_units.yes then least(${most}, ${shown * timesAsMany * sampled} / sample.n) else ${most} end::int as most
        from sample, in_units`;

/**
 * What a search is answered from, each no further than it is asked for. `called`: who is called as the words say. `sample`: how many of the newest
 * notices of all have the words. `in_units`: whether those of the actor's units soon come to more than is counted. `depth`: how many of what is his
 * are gathered. `walk`: hits among them read in the text, in the list's order; `whole`: whether those are all. `found`: hits of the indexes that the
 * actor sees, in any order; those he does not see are not read.
 */
function answers(search: Search): SQL {
  const { actor, q, direction, read, more } = search;
  const { ctes, rows } = readable(search);
  return sql`
    called as materialized (${authorsCalled(q)}),
    sample as materialized (select count(*) filter (where ${read}) as n from ${firstOfAll(search, sampled)}),
    in_units as materialized (select ${manyInUnits(search)} as yes from sample),
    depth as materialized (${depthOf(search)}),
    ${ctes},
    walk as materialized (select ${notices.id} as id, ${listedAt} as key from ${rows} where ${read}
      order by "notices".key ${direction}, ${notices.id} ${direction}),
    found as materialized (select ${notices.id} as id, ${listedAt} as key from ${notices}
      where ${and(indexed(q, called), more)} and case when ${listedFor(actor)} then ${afterIndex(actor, q, called)} else false end),
    read_count as materialized (select ${countedUpTo(sql`select 1 from walk`)} as n),
    many as materialized (select in_units.yes or n >= ${frequentFrom} and (select n > ${mostCounted} from read_count) as yes
      from sample, in_units)`;
}

const whole = sql`(select yes from whole)`;
/** How many there are: by reading where that is all there is, or where it soon comes to more than is counted. */
const counted = sql`case when ${whole} then (select n from read_count) when (select yes from many) then ${mostCounted + 1}
  else ${countedUpTo(sql`select 1 from found`)} end`;

/**
 * A page of what a search finds among all that the actor may see: a relation `seen` of id, key and `counted`, how many there are, up to 1,001.
 * It is looked for in the list's order, in no fewer than `least` of what he sees; where that does not give enough, among all hits.
 */
export function searchedPage(actor: Actor, state: ListState, least = mostRead): SQL {
  const search = searchOf(actor, state, least);
  const { direction, shown } = search;
  const enough = sql`(${whole} or (select count(*) = ${shown} from (select 1 from walk limit ${shown}) wanted))`;
  return sql`(with ${answers(search)},
    page as (select * from (select * from walk limit ${shown}) walked where ${enough}
      union all select * from found where not ${enough})
    select id, key, ${counted} as counted from page
    order by key ${direction}, id ${direction} limit ${state.size} offset ${shown - state.size}) seen`;
}

/** How many there are, where a page beyond the last has no row to say it. */
export const searchedCount = (actor: Actor, state: ListState, least = mostRead): SQL<number> =>
  sql<number>`(with ${answers(searchOf(actor, state, least))} select ${counted})`;
