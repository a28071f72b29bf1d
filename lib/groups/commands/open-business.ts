import { and, eq, inArray, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { membershipRequests, workOrders } from '@/db/schema/membership';

export interface OpenBusiness {
  requests: number;
  orders: number;
}

/** What is still to be decided or done for a group: open requests and open work orders. */
export async function openBusiness(tx: Tx, groupId: string): Promise<OpenBusiness> {
  const count = { n: sql<number>`count(*)::int` };
  const [requests] = await tx
    .select(count)
    .from(membershipRequests)
    .where(
      and(
        eq(membershipRequests.groupId, groupId),
        inArray(membershipRequests.status, ['reported', 'submitted', 'approved']),
      ),
    );
  const [orders] = await tx
    .select(count)
    .from(workOrders)
    .where(and(eq(workOrders.groupId, groupId), eq(workOrders.status, 'open')));
  return { requests: requests?.n ?? 0, orders: orders?.n ?? 0 };
}

/** ` 3 件未办结的申请、2 张未办理的办理单`, leaving out what there is none of. */
export function unfinishedText({ requests, orders }: OpenBusiness): string {
  return [requests ? ` ${requests} 件未办结的申请` : '', orders ? ` ${orders} 张未办理的办理单` : '']
    .filter(Boolean)
    .join('、');
}
