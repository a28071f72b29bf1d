import { and, eq, isNotNull, type SQL, sql } from 'drizzle-orm';
import { notices } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { ListState } from '@/lib/core/paging';
import type { NoticeView } from '../list';
import { narrowed } from './narrow';
import { foundParts } from './search';
import { handedIn, idList, ofUnits, received, reviewed, wentOut } from './visible';

/** When a notice stands in a list: as it went out, or was submitted while it has not. */
const listedAt = sql`coalesce(${notices.publishedAt}, ${notices.submittedAt})`;

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
  const listed = { from: table, key: listedAt };
  if (all) return [{ ...listed, where: handedIn }];
  const own = eq(notices.authorId, actor.personId ?? '');
  return [
    { ...listed, where: and(own, isNotNull(notices.submittedAt)) },
    { from: receiptRows, key: listedAt, order: sql`r.published_at`, where: and(ofPerson(actor), wentOut) },
    { ...listed, where: and(handedIn, reviewed(actor)) },
    { ...listed, where: handedIn, each: { ids: idList(unitIds), column: sql`${notices.unitId}` } },
    {
      from: sent,
      key: listedAt,
      order: sql`d.created_at`,
      where: wentOut,
      each: { ids: idList(groupIds), column: sql`d.group_id` },
    },
  ];
}

/**
 * The same for a search, whose words no index has together with who may see them: a list is walked in its order, or all hits are, and what may
 * be seen of them is looked up once. What went out is walked by itself, so that nobody passes all that waits and is not for him.
 */
function searchedParts(actor: Actor): Part[] {
  const { all, unitIds } = scopeOf(actor, 'notices.view');
  const listed = { from: table, key: listedAt };
  if (all) return [{ ...listed, where: handedIn }];
  const units = ofUnits(unitIds);
  return [
    { ...listed, where: and(eq(notices.authorId, actor.personId ?? ''), isNotNull(notices.submittedAt)) },
    { ...listed, where: and(handedIn, reviewed(actor)) },
    { ...listed, order: sql`${notices.publishedAt}`, where: and(wentOut, received(actor)) },
    ...(units ? [{ ...listed, where: and(handedIn, units) }] : []),
  ];
}

function viewParts(actor: Actor, state: ListState): Part[] {
  const key = state.sort === 'due' ? sql`r.due_at` : sql`r.published_at`;
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
      return state.q ? searchedParts(actor) : everyPart(actor);
  }
}

/** The parts of a list by its address: which notices, narrowed and searched. Empty for whoever has none. */
function partsOf(actor: Actor, state: ListState): Part[] {
  if (!actor.personId) return [];
  const more = narrowed(actor, state);
  return viewParts(actor, state).flatMap((part) =>
    foundParts(actor, state.q).map(({ where, authors }) => ({
      ...part,
      where: and(part.where, more, where),
      ...(authors ? { each: { ids: authors, column: sql`${notices.authorId}` } } : {}),
    })),
  );
}

function first({ from, key, order, where, each }: Part, what: SQL, direction: SQL, most: number): SQL {
  const by = sql`order by ${order ?? key} ${direction}, ${notices.id} ${direction}`;
  if (!each) return sql`(select ${what} from ${from} where ${where} ${by} limit ${most})`;
  return sql`(select lateral_part.* from ${each.ids} as one(id) cross join lateral (
    select ${what} from ${from} where ${each.column} = one.id and ${where} ${by} limit ${most}) lateral_part)`;
}

/** The ids of one page with their key, as a sub-select named `seen`. */
export function pageOf(actor: Actor, state: ListState): SQL | null {
  const parts = partsOf(actor, state);
  if (!parts.length) return null;
  const direction = state.dir === 'asc' ? sql`asc` : sql`desc`;
  const offset = (state.page - 1) * state.size;
  const pages = parts.map((part) =>
    first(part, sql`${notices.id} as id, ${part.key} as key`, direction, offset + state.size),
  );
  return sql`(select id, max(key) as key from (${sql.join(pages, sql` union all `)}) every_part
    group by id order by key ${direction}, id ${direction} limit ${state.size} offset ${offset}) seen`;
}

/** All notices of a list, for counting: each part no further than a count goes. */
export function everyNotice(actor: Actor, state: ListState, most = 1_001): SQL {
  const counted = partsOf(actor, state).map(({ from, where, each }) =>
    each
      ? sql`(select one_part.id from ${each.ids} as one(id) cross join lateral (
          select ${notices.id} as id from ${from} where ${each.column} = one.id and ${where} limit ${most}) one_part limit ${most})`
      : sql`(select ${notices.id} as id from ${from} where ${where} limit ${most})`,
  );
  return counted.length
    ? sql`select 1 from (${sql.join(counted, sql` union `)}) every_notice`
    : sql`select 1 where false`;
}
