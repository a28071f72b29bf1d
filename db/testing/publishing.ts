import { asc, eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { notices } from '@/db/schema/notices';
import { deliveries, noticeReceipts } from '@/db/schema/receipts';

/** A notice as it is kept. */
export async function noticeRow(id: string) {
  const [row] = await db().select().from(notices).where(eq(notices.id, id));
  if (!row) throw new Error('no such notice');
  return row;
}

export const deliveryRows = (id: string) =>
  db().select().from(deliveries).where(eq(deliveries.noticeId, id)).orderBy(asc(deliveries.groupId));

/** The orders that carry a notice into the chats, or take it back. */
export const orderRows = (id: string) =>
  db()
    .select()
    .from(workOrders)
    .where(sql`${workOrders.originId} in (select id from deliveries where notice_id = ${id}::uuid)`)
    .orderBy(asc(workOrders.id));

export const receiptRows = (id: string) =>
  db().select().from(noticeReceipts).where(eq(noticeReceipts.noticeId, id));

/** What somebody has been told, oldest first. */
export async function toldTo(personId: string | null): Promise<string[]> {
  const rows = await db()
    .select({ title: notifications.title })
    .from(notifications)
    .where(eq(notifications.personId, personId ?? ''))
    .orderBy(asc(notifications.createdAt), asc(notifications.id));
  return rows.map(({ title }) => title);
}
