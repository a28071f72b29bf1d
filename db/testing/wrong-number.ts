import { asc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { failOrders } from '@/lib/groups/handling/commands/fail';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { done, joinOf, ordersOf } from './joining';
import { givePhone } from './joins';
import { makePerson, type TestStreet } from './street';

export const wrong = '13800002210';
export const right = '13900004321';
export const reason = '手机号有误，搜不到此人';

/** Somebody of 和平社区 with a wrong number, and requests for him. */
export async function wronglyNumbered(s: TestStreet) {
  const person = await makePerson('王五', s.units.heping);
  await givePhone(person.id, wrong);

  /** An approved request for him, with its open order. */
  async function approvedFor(groupId = s.groups.heping.id, by: Actor = s.headHeping) {
    const { id } = done(await submitJoin(by, joinOf(s, person.id, { groupId })));
    done(await decideRequest(s.office, { id, version: 1, decision: 'approve' }));
    const [order] = await ordersOf(id);
    return { requestId: id, order: { id: order?.id ?? '', version: 1 } };
  }

  /** The same, with an order that could not be done. */
  async function failedFor(groupId?: string, why = reason, by?: Actor) {
    const found = await approvedFor(groupId, by);
    done(await failOrders(s.office, { orders: [found.order], reason: why }));
    return found;
  }

  return { person, approvedFor, failedFor };
}

/** The last message in somebody's inbox. */
export async function lastTold(personId: string | null) {
  const rows = await db()
    .select({ title: notifications.title, href: notifications.href })
    .from(notifications)
    .where(eq(notifications.personId, personId ?? ''))
    .orderBy(asc(notifications.id));
  return rows.at(-1);
}
