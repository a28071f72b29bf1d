import { and, type SQL, sql } from 'drizzle-orm';
import { countedUpTo, countFound, db } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import type { ListState } from '@/lib/core/paging';
import type { RequestLine, RequestLinePage, RequestRow } from '../list';
import { everyRequest } from './list';
import { narrowed } from './narrow';
import { orderOf, shownRows } from './rows';
import { visibleParts, visibleRequests } from './scope';

/** More than anybody is asked for, or leaves, at once. */
const mostOfALine = 100;
const mostCounted = 1_000;

/**
 * The first of every line in one part of what the actor may see: requests before which the list has no other of the same person and
 * batch. Asked request by request, on the index of batches, so that reading a page walks the list's own index only as far as the page
 * reaches; `is false` keeps the planner from turning that into a join of everything.
 */
function openers(actor: Actor, part: SQL, where: SQL | undefined, state: ListState): SQL {
  const { id, batchId, personId } = membershipRequests;
  const { key, before } = orderOf(state);
  return sql`(select ${id} as id, ${key} as key, ${batchId} as batch_id, ${personId} as person_id
      from ${membershipRequests} where ${and(part, where)}) opener
    where exists (select 1 from ${membershipRequests} where ${batchId} = opener.batch_id and ${personId} = opener.person_id
      and (${key}, ${id}) ${before} (opener.key, opener.id) and ${and(visibleRequests(actor), where)}) is false`;
}

/** The ids of all requests of one page of lines; asked line by line, so that the planner expects at least one of each. */
function pageOfLines(actor: Actor, parts: readonly SQL[], where: SQL | undefined, state: ListState): SQL {
  const { id, batchId, personId } = membershipRequests;
  const { direction } = orderOf(state);
  const order = sql`order by key ${direction}, id ${direction}`;
  const offset = (state.page - 1) * state.size;
  const page = parts.map(
    (part) =>
      sql`(select * from ${openers(actor, part, where, state)} ${order} limit ${offset + state.size})`,
  );
  return sql`(select part.id from (select * from (${sql.join(page, sql` union all `)}) every_part
      ${order} limit ${state.size} offset ${offset}) line
    cross join lateral (select ${id} as id from ${membershipRequests}
      where ${batchId} = line.batch_id and ${personId} = line.person_id and ${and(visibleRequests(actor), where)}
      order by ${id} limit ${mostOfALine}) part) seen`;
}

interface Counted {
  requests: number;
  /** Null when there are more requests than are counted. */
  lines: number | null;
}

/** How many requests there are, and where these can be counted, in how many lines. */
function countedLines(
  actor: Actor,
  parts: readonly SQL[],
  where: SQL | undefined,
  state: ListState,
): SQL<Counted> {
  const every = sql.join(
    parts.map((part) => sql`select 1 from ${openers(actor, part, where, state)}`),
    sql` union all `,
  );
  return sql`(select json_build_object('requests', n, 'lines',
      case when n <= ${mostCounted} then ${countedUpTo(every, mostCounted)} end)
    from (select ${countedUpTo(everyRequest(parts, where), mostCounted)} as n) counted_requests)`;
}

/** Requests by person and batch, in the order in which the first of each stands in the list; within a line as they were made. */
function folded(rows: readonly RequestRow[]): RequestRow[][] {
  const lines = new Map<string, RequestRow[]>();
  for (const row of rows) {
    const key = `${row.batchId} ${row.personId}`;
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  return [...lines.values()].map((line) => line.toSorted((a, b) => (a.id < b.id ? -1 : 1)));
}

/**
 * The requests the actor may see, folded: one line per person of a batch, with those of his requests that the list's search and filters
 * leave. Pages are of lines, so none is torn at a page's border; a line stands where its first request would, the most urgent when the
 * list is in the order of deadlines. Requests are counted beside the lines. Two statements, and the calendar.
 */
export async function listRequestLines(actor: Actor, state: ListState): Promise<RequestLinePage> {
  const parts = visibleParts(actor);
  const { page, size } = state;
  const none = { total: 0, totalIsExact: true };
  if (!parts.length) return { rows: [], ...none, page, size, requests: none };
  const where = narrowed(actor, state);
  const counting = countedLines(actor, parts, where, state);
  const seen = pageOfLines(actor, parts, where, state);
  const { rows, evidence, counted } = await shownRows(actor, seen, counting, state, size * mostOfALine);
  const lines = folded(rows).flatMap((requests): RequestLine[] => {
    const [first] = requests;
    if (!first) return [];
    const about = evidence(first.personId, '');
    const asked = requests.map(({ groupName }) => groupName);
    const groups = about.groups.filter((name) => !asked.includes(name));
    return [{ id: first.id, requests, evidence: { ...about, groups } }];
  });
  const { requests, lines: found } = counted ?? (await count(counting));
  const { total, exact } = countFound(requests, mostCounted);
  const everyLine = { total: found ?? total, totalIsExact: exact };
  return { rows: lines, ...everyLine, page, size, requests: { total, totalIsExact: exact } };
}

/** Beyond the last page no row tells how many there are. */
async function count(counting: SQL<Counted>): Promise<Counted> {
  const [row] = await db().execute<{ counted: Counted }>(sql`select ${counting} as counted`);
  return row?.counted ?? { requests: 0, lines: 0 };
}
