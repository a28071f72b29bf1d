import { and, asc, eq, inArray, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { inOrder } from '@/db/pipeline';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { membershipRequests, transfers } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { belongsTo } from '../queries/standing';
import { hold } from './hold';

/**
 * Part of a transfer whose day has not come: it may be decided, and no order is issued before. Whoever carries a transfer out or
 * cancels it holds the person, so that nobody who holds him reads this as it was.
 */
const planned = sql<boolean>`(${membershipRequests.transferId} is not null and exists (
  select 1 from ${transfers} t where t.id = ${membershipRequests.transferId} and t.status = 'planned'))`;

/**
 * Requests with what deciding and finishing them needs, locked. Locks are always taken in this order, each kind by id:
 * groups, people (both shared: neither is archived or departs meanwhile), requests, and after them work orders.
 */
export async function lockRequests(tx: Tx, ids: readonly string[], scope: SQL) {
  if (!ids.length) return [];
  const wanted = inArray(membershipRequests.id, [...ids]);
  const of = (column: typeof membershipRequests.groupId | typeof membershipRequests.personId) =>
    sql`select ${column} from ${membershipRequests} where ${and(wanted, scope)}`;
  const requests = tx
    .select({
      request: membershipRequests,
      personName: people.name,
      departed: sql<boolean>`${people.departedAt} is not null`,
      hasAccount: sql<boolean>`exists (select 1 from ${accounts} where ${accounts.personId} = ${people.id})`,
      groupName: groups.name,
      platform: groups.platform,
      groupArchived: sql<boolean>`${groups.archivedAt} is not null`,
      unitName: units.name,
      unitShortName: units.shortName,
      unitArchived: sql<boolean>`${units.archivedAt} is not null`,
      decidedByName: sql<
        string | null
      >`(select decider.name from people decider where decider.id = ${membershipRequests.decidedBy})`,
      planned,
      belongs: sql<boolean>`(${belongsTo(
        { id: sql`${people.id}`, unitId: sql`${people.unitId}` },
        sql`${membershipRequests.unitId}`,
      )} or ${planned})`,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .where(and(wanted, scope))
    .orderBy(asc(membershipRequests.id))
    .for('update', { of: membershipRequests });
  const [, , rows] = await inOrder(
    hold(tx, groups, of(membershipRequests.groupId)),
    hold(tx, people, of(membershipRequests.personId)),
    requests,
  );
  return rows.map(({ request, ...facts }) => ({ ...request, ...facts }));
}

export type LockedRequest = Awaited<ReturnType<typeof lockRequests>>[number];
