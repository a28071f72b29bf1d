import { and, asc, eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, type OrderStatus, transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { historyOf } from '../../orders/queries/history';
import { visibleRequests } from '../../requests/queries/scope';
import { mayTransfer } from '../policy';
import { fromUnits, principals, submitters, toUnits } from './list';
import { visibleTransfers } from './scope';

const mostRequests = 200;

async function readTransfer(actor: Actor, id: string) {
  const [row] = await db()
    .select({
      transfer: transfers,
      personName: people.name,
      fromUnit: fromUnits.name,
      toUnit: toUnits.name,
      submittedByName: submitters.name,
      submittedForName: principals.name,
    })
    .from(transfers)
    .innerJoin(people, eq(people.id, transfers.personId))
    .innerJoin(fromUnits, eq(fromUnits.id, transfers.fromUnitId))
    .innerJoin(toUnits, eq(toUnits.id, transfers.toUnitId))
    .innerJoin(submitters, eq(submitters.id, transfers.submittedBy))
    .leftJoin(principals, eq(principals.id, transfers.submittedFor))
    .where(and(eq(transfers.id, id), visibleTransfers(actor)));
  if (!row) return null;
  const { transfer, ...names } = row;
  return { ...transfer, ...names };
}

/** Its requests, as far as the reader may open them: the head of the new unit sees the joins. */
function readRequests(actor: Actor, id: string) {
  return db()
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      kind: membershipRequests.kind,
      status: membershipRequests.status,
      groupName: groups.name,
      nickname: membershipRequests.nickname,
      latestOrder: sql<OrderStatus | null>`(select o.status from work_orders o
        where o.origin_type = 'membership_request' and o.origin_id = ${membershipRequests.id}
        order by o.id desc limit 1)`,
    })
    .from(membershipRequests)
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .where(and(eq(membershipRequests.transferId, id), visibleRequests(actor)))
    .orderBy(asc(membershipRequests.kind), asc(groups.pinyin), asc(membershipRequests.id))
    .limit(mostRequests);
}

/**
 * One transfer with its requests, everything that happened to it, and what the actor may do now; null when there is none, or none
 * that he may see. Three statements.
 */
export async function transferDetail(actor: Actor, id: string) {
  const row = await readTransfer(actor, id);
  if (!row) return null;
  const [requests, events] = await Promise.all([
    readRequests(actor, id),
    historyOf([{ type: 'transfer', ids: [id] }]),
  ]);
  return {
    ...row,
    requests,
    events,
    may: { cancel: row.status === 'planned' && mayTransfer(actor, row.fromUnitId).allowed },
  };
}

export type TransferDetail = NonNullable<Awaited<ReturnType<typeof transferDetail>>>;
