import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { countedUpTo, db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { ListState } from '@/lib/core/paging';
import type { NoticeView } from '../list';
import { searchedCount, searchedPage } from './hits';
import { narrowed } from './narrow';
import { authorsCalled, saysIt } from './search';
import { idList, listed, listedAt, reviewed, wentOut } from './visible';

/** Notices found by one index, in its order; parts may have rows in common. */
interface Part {
  from: SQL;
  /** What rows are in the order of; of a notice the same in every part of a list. */
  key: SQL;
  /** The column whose index gives that order, where it is another. */
  order?: SQL;
  where: SQL | undefined;
  /** One after the other for each of these ids, a sub-select, in the column. */
  each?: { ids: SQL; column: SQL };
}

const table = sql`${notices}`;
/** The actor's or anybody's receipts (`r`) with their notices. */
export const receiptRows = sql`notice_receipts r join ${notices} on ${notices.id} = r.notice_id`;
const sent = sql`deliveries d join ${notices} on ${notices.id} = d.notice_id`;

const ofPerson = (actor: Actor): SQL => sql`r.person_id = ${actor.personId}::uuid`;

/** An acknowledgement of the actor is asked for, and has not been given. */
export const toAcknowledge = (actor: Actor): SQL =>
  sql`(${ofPerson(actor)} and r.wanted = 'acknowledge' and r.acknowledged_at is null and ${notices.status} = 'published')`;

/** The same as rows to be counted. */
export const toAcknowledgeRows = (actor: Actor): SQL =>
  sql`select 1 from ${receiptRows} where ${toAcknowledge(actor)}`;

const chosenView = ({ filters }: ListState): NoticeView | undefined =>
  filters.view?.[0] as NoticeView | undefined;

function everyPart(actor: Actor): Part[] {
  const { all, unitIds, groupIds } = scopeOf(actor, 'notices.view');
  const rows = { from: table, key: listedAt };
  if (all) return [{ ...rows, where: listed }];
  const own = eq(notices.authorId, actor.personId ?? '');
  return [
    { ...rows, where: and(own, isNotNull(notices.submittedAt)) },
    { from: receiptRows, key: listedAt, order: sql`r.published_at`, where: and(ofPerson(actor), wentOut) },
    { ...rows, where: and(listed, reviewed(actor)) },
    { ...rows, where: listed, each: { ids: idList(unitIds), column: sql`${notices.unitId}` } },
    {
      from: sent,
      key: listedAt,
      order: sql`d.created_at`,
      where: wentOut,
      each: { ids: idList(groupIds), column: sql`d.group_id` },
    },
  ];
}

const beyond = sql`'infinity'::timestamptz`;
const before = sql`'-infinity'::timestamptz`;

/** By when it is to be answered, in either direction emergencies that go on first and what has no deadline last. One's own receipts are not many. */
function byDue({ dir }: ListState): SQL {
  const [head, tail] = dir === 'asc' ? [before, beyond] : [beyond, before];
  return sql`case when ${notices.category} = 'emergency' and ${notices.status} = 'published' and ${notices.closedAt} is null and r.acknowledged_at is null and r.wanted = 'acknowledge' then ${head}
    else coalesce(r.due_at, ${tail}) end`;
}

function viewParts(actor: Actor, state: ListState): Part[] {
  const key = state.sort === 'due' ? byDue(state) : sql`r.published_at`;
  switch (chosenView(state)) {
    case 'mine':
      return [
        { from: table, key: sql`${notices.editedAt}`, where: eq(notices.authorId, actor.personId ?? '') },
      ];
    case 'received':
      return [{ from: receiptRows, key, where: and(ofPerson(actor), wentOut) }];
    case 'todo':
      return [{ from: receiptRows, key, where: toAcknowledge(actor) }];
    default:
      return everyPart(actor);
  }
}

/** The parts of a list by its address: which notices, narrowed and searched. What is one's own is not much: a search reads it. */
function partsOf(actor: Actor, state: ListState): Part[] {
  const said = state.q ? saysIt(actor, state.q, authorsCalled(state.q)) : undefined;
  const more = and(narrowed(actor, state), said);
  return viewParts(actor, state).map((part) => ({ ...part, where: and(part.where, more) }));
}

function first({ from, key, order, where, each }: Part, what: SQL, direction: SQL, most: number): SQL {
  const by = sql`order by ${order ?? key} ${direction}, ${notices.id} ${direction}`;
  if (!each) return sql`(select ${what} from ${from} where ${where} ${by} limit ${most})`;
  return sql`(select lateral_part.* from ${each.ids} as one(id) cross join lateral (
    select ${what} from ${from} where ${each.column} = one.id and ${where} ${by} limit ${most}) lateral_part)`;
}

/** Notices of a list without a view are searched among all that the actor may see. */
const isSearch = (state: ListState): boolean => state.q !== '' && chosenView(state) === undefined;

/** A page of a list: a relation `seen` of id, key and `counted`, how many there are in all, no further than 1,001. Null for whoever sees none. */
export function pageOf(actor: Actor, state: ListState): SQL | null {
  if (!actor.personId) return null;
  if (isSearch(state)) return searchedPage(actor, state);
  const direction = state.dir === 'asc' ? sql`asc` : sql`desc`;
  const offset = (state.page - 1) * state.size;
  const pages = partsOf(actor, state).map((part) =>
    first(part, sql`${notices.id} as id, ${part.key} as key`, direction, offset + state.size),
  );
  return sql`(select id, max(key) as key, ${everyCounted(actor, state)} as counted from (${sql.join(pages, sql` union all `)}) every_part
    group by id order by key ${direction}, id ${direction} limit ${state.size} offset ${offset}) seen`;
}

const mostCounted = 1_000;

/** How many notices a list has, each part counted no further than the whole. */
function everyCounted(actor: Actor, state: ListState): SQL<number> {
  const most = mostCounted + 1;
  const parts = partsOf(actor, state).map(({ from, where, each }) =>
    each
      ? sql`(select one_part.id from ${each.ids} as one(id) cross join lateral (
          select ${notices.id} as id from ${from} where ${each.column} = one.id and ${where} limit ${most}) one_part limit ${most})`
      : sql`(select ${notices.id} as id from ${from} where ${where} limit ${most})`,
  );
  return countedUpTo(sql`select 1 from (${sql.join(parts, sql` union `)}) every_notice`, mostCounted);
}

/** The same count by itself, where a page beyond the last has no row to say it. One statement. */
export async function countList(actor: Actor, state: ListState): Promise<number> {
  const count = isSearch(state) ? searchedCount(actor, state) : everyCounted(actor, state);
  const [row] = await db().execute<{ n: number }>(sql`select ${count} as n`);
  return row?.n ?? 0;
}
