import { and, desc, eq, inArray, max, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { auditEvents } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { deliveries } from '@/db/schema/receipts';
import { actingAs, type HistoryEvent } from '@/lib/groups/orders/queries/history';
import { postingActs, postingLines } from '../rules/postings';

const mostLines = 200;

/** There was one for the same group before it. */
const again = sql<boolean>`exists (select 1 from work_orders earlier where earlier.origin_id = ${workOrders.originId}
  and earlier.origin_type = 'delivery' and earlier.kind = ${workOrders.kind} and earlier.id < ${workOrders.id})`;

/**
 * What was done to carry a notice into its chats, or to take it back there, for its record. The caller has made sure that the reader may
 * see its deliveries. One statement.
 */
export async function postingsOf(noticeId: string): Promise<HistoryEvent[]> {
  const { action, actorId, actorName, actingRole, onBehalfOfName, clause, reason } = auditEvents;
  const by = {
    action,
    actorId,
    name: actorName,
    role: actingRole,
    onBehalfOf: onBehalfOfName,
    clause,
    reason,
  };
  const rows = await db()
    .select({
      ...by,
      kind: sql<'post' | 'recall'>`${workOrders.kind}`,
      again,
      id: sql<number>`max(${auditEvents.id})`.mapWith(auditEvents.id),
      at: sql<Date>`${max(auditEvents.at)}`.mapWith(auditEvents.at),
      groups: sql<number>`count(*)::int`,
      names: sql<string[]>`to_json((array_agg(${groups.name} order by ${groups.pinyin}))[1:2])`,
    })
    .from(deliveries)
    .innerJoin(workOrders, and(eq(workOrders.originType, 'delivery'), eq(workOrders.originId, deliveries.id)))
    .innerJoin(
      auditEvents,
      and(eq(auditEvents.entityType, 'order'), eq(auditEvents.entityId, sql`${workOrders.id}::text`)),
    )
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(
      and(
        eq(deliveries.noticeId, noticeId),
        eq(auditEvents.outcome, 'done'),
        inArray(auditEvents.action, postingActs),
      ),
    )
    .groupBy(...Object.values(by), workOrders.kind, again)
    .orderBy(desc(sql`max(${auditEvents.id})`))
    .limit(mostLines);
  return postingLines(rows.map((row) => ({ ...row, ...actingAs(row) })));
}
