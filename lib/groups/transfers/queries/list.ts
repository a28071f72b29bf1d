import { and, asc, desc, eq, inArray, or, type SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { countUpTo, db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { type TransferStatus, transfers } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import type { ListState, Page } from '@/lib/core/paging';
import { searched } from '@/lib/identity/people/queries/list';
import type { TransferRow } from '../list';
import { visibleTransfers } from './scope';

export const fromUnits = alias(units, 'from_units');
export const toUnits = alias(units, 'to_units');
export const submitters = alias(people, 'submitters');
export const principals = alias(people, 'principals');

function filtered(actor: Actor, { q, filters }: ListState): SQL | undefined {
  const { status, unit } = filters;
  return and(
    visibleTransfers(actor),
    status && inArray(transfers.status, status as TransferStatus[]),
    unit && or(inArray(transfers.fromUnitId, unit), inArray(transfers.toUnitId, unit)),
    searched(q),
  );
}

/** The transfers the actor may see, the latest day first. Two statements. */
export async function listTransfers(actor: Actor, state: ListState): Promise<Page<TransferRow>> {
  const where = filtered(actor, state);
  const way = state.dir === 'desc' ? desc : asc;
  const matching = db()
    .select({ id: transfers.id })
    .from(transfers)
    .innerJoin(people, eq(people.id, transfers.personId))
    .where(where);
  const [count, rows] = await Promise.all([
    countUpTo(db(), matching.getSQL()),
    readTransfers(where)
      .orderBy(way(transfers.effectiveOn), way(transfers.id))
      .limit(state.size)
      .offset((state.page - 1) * state.size),
  ]);
  return {
    rows,
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}

/** Transfers as a list shows them. */
function readTransfers(where: SQL | undefined) {
  return db()
    .select({
      id: transfers.id,
      personName: people.name,
      fromUnit: fromUnits.name,
      toUnit: toUnits.name,
      duty: transfers.duty,
      effectiveOn: transfers.effectiveOn,
      reason: transfers.reason,
      status: transfers.status,
      submittedByName: submitters.name,
      submittedForName: principals.name,
      submittedAt: transfers.submittedAt,
    })
    .from(transfers)
    .innerJoin(people, eq(people.id, transfers.personId))
    .innerJoin(fromUnits, eq(fromUnits.id, transfers.fromUnitId))
    .innerJoin(toUnits, eq(toUnits.id, transfers.toUnitId))
    .innerJoin(submitters, eq(submitters.id, transfers.submittedBy))
    .leftJoin(principals, eq(principals.id, transfers.submittedFor))
    .where(where);
}

const mostOfOne = 20;

/** What of one person's transfers the actor may see, the latest first. One statement. */
export function transfersOf(actor: Actor, personId: string): Promise<TransferRow[]> {
  return readTransfers(and(eq(transfers.personId, personId), visibleTransfers(actor)))
    .orderBy(desc(transfers.submittedAt))
    .limit(mostOfOne);
}
