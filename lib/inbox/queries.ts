import { and, asc, desc, eq, ilike, inArray, isNotNull, isNull, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { type ListState, likePattern, type Page } from '@/lib/core/paging';
import type { InboxRow } from './list';
import { mostCounted } from './waiting';

const columns = {
  id: notifications.id,
  kind: notifications.kind,
  title: notifications.title,
  detail: notifications.detail,
  href: notifications.href,
  createdAt: notifications.createdAt,
  readAt: notifications.readAt,
};

/** Everybody has his own inbox and nobody else's; the system has none. */
const own = (actor: Actor): SQL => (actor.personId ? eq(notifications.personId, actor.personId) : sql`false`);

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  const [state, both] = filters.state ?? [];
  return and(
    own(actor),
    !both && state === 'unread' ? isNull(notifications.readAt) : undefined,
    !both && state === 'read' ? isNotNull(notifications.readAt) : undefined,
    filters.kind && inArray(notifications.kind, filters.kind),
    q
      ? or(ilike(notifications.title, likePattern(q)), ilike(notifications.detail, likePattern(q)))
      : undefined,
  );
}

/** The actor's own messages, newest first. Two statements. */
export async function listInbox(actor: Actor, state: ListState): Promise<Page<InboxRow>> {
  const where = filtered(actor, state);
  const order = state.dir === 'asc' ? asc : desc;
  const [count, rows] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${notifications} where ${where}`),
    db()
      .select(columns)
      .from(notifications)
      .where(where)
      .orderBy(order(notifications.createdAt), order(notifications.id))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return { rows, total: count.total, totalIsExact: count.exact, page: state.page, size: state.size };
}

/** A scalar sub-select: how many rows a query gives, counted no further than a card or the navigation shows. */
export function countOf(query: SQL): SQL<number> {
  return sql<number>`(select count(*)::int from (${query} limit ${mostCounted + 1}) as counted)`;
}

/** One kind of work that waits as one value: all its rows, those past their deadline, and at most `mostItems` lines, as selects. */
export function waitingFound(rows: SQL, overdue: SQL, items: SQL): SQL {
  return sql`json_build_object('count', ${countOf(rows)}, 'overdue', ${countOf(overdue)},
    'items', coalesce((select json_agg(line) from (${items}) line), '[]'::json))`;
}

/** What such sub-selects count, by their names, as one column of a statement. */
export function countsOf(counts: Readonly<Record<string, SQL<number>>>): SQL<Record<string, number>> {
  const pairs = Object.entries(counts).map(([name, count]) => sql`${name}::text, ${count}`);
  return sql<Record<string, number>>`json_build_object(${sql.join(pairs, sql`, `)})`;
}

const mostUnread = 999;

/** How many of the actor's messages are unread, counted up to 999. One statement on a partial index. */
export async function unreadCount(actor: Actor): Promise<number> {
  const { total } = await countUpTo(
    db(),
    sql`select 1 from ${notifications} where ${and(own(actor), isNull(notifications.readAt))}`,
    mostUnread,
  );
  return total;
}

/** A message as a statement of several parts gives it. */
export type FoundMessage = Omit<InboxRow, 'createdAt' | 'readAt'> & {
  createdAt: string;
  readAt: string | null;
};

/** The last few messages, read or not, as one value of a statement: what has happened lately that concerns the actor. */
export const latestFound = (actor: Actor, most: number): SQL<FoundMessage[]> => sql<FoundMessage[]>`(
  select coalesce(json_agg(latest), '[]'::json) from (
    select ${notifications.id} as id, ${notifications.kind} as kind, ${notifications.title} as title,
      ${notifications.detail} as detail, ${notifications.href} as href, ${notifications.createdAt} as "createdAt",
      ${notifications.readAt} as "readAt"
    from ${notifications} where ${own(actor)}
    order by ${desc(notifications.createdAt)}, ${desc(notifications.id)} limit ${most}) latest)`;

/** Those messages with their times. */
export const latestMessages = (found: readonly FoundMessage[]): InboxRow[] =>
  found.map(({ createdAt, readAt, ...message }) => ({
    ...message,
    createdAt: new Date(createdAt),
    readAt: readAt ? new Date(readAt) : null,
  }));
