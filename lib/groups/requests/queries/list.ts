import { and, type SQL, sql } from 'drizzle-orm';
import { countedUpTo, countFound, countUpTo, db } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { Choice, ListState, Page } from '@/lib/core/paging';
import { unitsWithin } from '@/lib/identity/units/queries';
import type { RequestRow } from '../list';
import { narrowed } from './narrow';
import { orderOf, shownRows } from './rows';
import { visibleParts } from './scope';

/** The ids of one page: found by an index, part by part, before anything is joined to them. */
function pageOf(parts: readonly SQL[], where: SQL | undefined, state: ListState): SQL {
  const { key, direction } = orderOf(state);
  const offset = (state.page - 1) * state.size;
  const page = parts.map(
    (part) => sql`(select ${membershipRequests.id} as id, ${key} as key from ${membershipRequests}
      where ${and(part, where)} order by ${key} ${direction}, ${membershipRequests.id} ${direction}
      limit ${offset + state.size})`,
  );
  return sql`(select id from (${sql.join(page, sql` union all `)}) every_part
    order by key ${direction}, id ${direction} limit ${state.size} offset ${offset}) seen`;
}

/** All requests that the parts and the WHERE leave, for counting. */
export function everyRequest(parts: readonly SQL[], where: SQL | undefined): SQL {
  return sql.join(
    parts.map((part) => sql`select 1 from ${membershipRequests} where ${and(part, where)}`),
    sql` union all `,
  );
}

/** The requests the actor may see one by one, with the evidence for deciding them. Two statements, and the calendar. */
export async function listRequests(actor: Actor, state: ListState): Promise<Page<RequestRow>> {
  const parts = visibleParts(actor);
  const { page, size } = state;
  if (!parts.length) return { rows: [], total: 0, totalIsExact: true, page, size };
  const where = narrowed(actor, state);
  const every = everyRequest(parts, where);
  const { rows, counted } = await shownRows(
    actor,
    pageOf(parts, where, state),
    countedUpTo(every),
    state,
    size,
  );
  // Beyond the last page no row tells how many there are.
  const count = counted === undefined ? await countUpTo(db(), every) : countFound(counted);
  return { rows, total: count.total, totalIsExact: count.exact, page, size };
}

/** Units to narrow the list by, by name: those whose requests the actor may see. One statement. */
export function unitFilterChoices(actor: Actor, q: string): Promise<Choice[]> {
  return unitsWithin(actor, 'membership.view', { q });
}

/** The names of the units the list is narrowed by. One statement, or none when it is not. */
export function chosenUnits(actor: Actor, ids: readonly string[] = []): Promise<Choice[]> {
  return unitsWithin(actor, 'membership.view', { ids });
}

/** Whether there is more than one unit to choose from. */
export function seesSeveralUnits(actor: Actor): boolean {
  const scope = scopeOf(actor, 'membership.view');
  return scope.all || scope.unitIds.length > 1;
}
