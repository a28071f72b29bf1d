import { asc, eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { notices } from '@/db/schema/notices';
import { deliveries, noticeReceipts } from '@/db/schema/receipts';
import { type Actor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { officeMoment } from '@/lib/core/time';
import { arrange } from '@/lib/notices/publishing/commands/arrange';
import { publishDue } from '@/lib/notices/publishing/commands/due';
import { publishDueNotices } from '@/lib/notices/publishing/jobs';
import { done } from './joining';
import { insertNotice } from './notices';
import type { TestStreet } from './street';

/** A moment by the office's clock: `at('2026-11-24', 8.5)` is half past eight. */
export const at = (day: string, hour: number) => officeMoment(day, hour * 60);

export type GivenNotice = Partial<Parameters<typeof insertNotice>[0]>;

/** A member's notice for a chat and the portal, approved or with its time, on the Monday of the tests. */
export function waitingNotice(s: TestStreet, status: 'approved' | 'scheduled', given: GivenNotice = {}) {
  const monday = at('2026-11-23', 10);
  return insertNotice({
    author: s.member,
    unit: s.units.heping,
    groups: [s.groups.heping, s.groups.portal],
    status,
    createdAt: monday,
    publishAt: status === 'scheduled' ? monday : null,
    ...given,
  });
}

/** What its approval by this actor at this moment arranges. */
export const arranged = (actor: Actor, id: string, when: Date) =>
  withClock(when, async () => (await db().transaction((tx) => arrange(tx, actor, [id]))).get(id));

export const publishingRun = (when: Date) =>
  withClock(when, () => publishDueNotices(systemActor('notices.publish')));

export const publishedAt = async (id: string, when: Date) =>
  done(await withClock(when, () => publishDue(systemActor('notices.publish'), { id })));

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
