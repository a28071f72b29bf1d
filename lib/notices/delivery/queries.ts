import { and, asc, eq, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import { db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { deliveries } from '@/db/schema/receipts';
import type { Actor } from '@/lib/access/actor';
import { grantFor } from '@/lib/access/may';
import { workCalendar } from '@/lib/calendar/queries';
import { type DeadlineText, deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { mostOrdersAtOnce } from '@/lib/groups/handling/input';
import { mayReissue } from '@/lib/groups/orders/policy';
import { mayReadReceipt, type Screenshot, screenshotsOf } from '@/lib/groups/orders/queries/receipts';
import { maySeeDeliveries } from '../publishing/policy';
import { visibleNotices } from '../queries/visible';
import type { DeliveryState } from './rules';

type Order = typeof workOrders.$inferSelect;

/** The last order that carries a notice into a chat, or takes it back. */
export interface CarryingOrder {
  id: string;
  number: string;
  status: Order['status'];
  /** What is left until it is due; null once it is no longer open. */
  deadline: DeadlineText | null;
  handledAt: Date | null;
  handledByName: string | null;
  failReason: string | null;
  screenshots: Screenshot[];
  may: { open: boolean; reissue: boolean };
}

/** What became of a notice in one of its groups. */
export interface DeliveryRow {
  id: string;
  groupId: string;
  groupName: string;
  platform: Platform;
  state: DeliveryState;
  /** Since when it is there. */
  at: Date | null;
  post: CarryingOrder | null;
  /** What a recall asks for in the chat. */
  recall: CarryingOrder | null;
}

const mostGroups = 500;

const lastOf = (kind: 'post' | 'recall') =>
  sql`(select last.id from work_orders last where last.origin_type = 'delivery' and last.origin_id = ${deliveries.id}
    and last.kind = ${kind} order by last.id desc limit 1)`;

const posts = alias(workOrders, 'posts');
const recalls = alias(workOrders, 'recalls');
const posters = alias(people, 'posters');
const recallers = alias(people, 'recallers');

function readRows(actor: Actor, noticeId: string) {
  return db()
    .select({
      delivery: deliveries,
      notice: { authorId: notices.authorId, unitId: notices.unitId },
      groupName: groups.name,
      platform: groups.platform,
      archived: sql<boolean>`${groups.archivedAt} is not null`,
      post: posts,
      postedBy: posters.name,
      recall: recalls,
      recalledBy: recallers.name,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(groups, eq(groups.id, deliveries.groupId))
    .leftJoin(posts, eq(posts.id, lastOf('post')))
    .leftJoin(posters, eq(posters.id, posts.handledBy))
    .leftJoin(recalls, eq(recalls.id, lastOf('recall')))
    .leftJoin(recallers, eq(recallers.id, recalls.handledBy))
    .where(and(eq(deliveries.noticeId, noticeId), visibleNotices(actor)))
    .orderBy(asc(groups.pinyin), asc(groups.id))
    .limit(mostGroups);
}

type Row = Awaited<ReturnType<typeof readRows>>[number];

const stateOfPost = { open: 'waiting', done: 'there', failed: 'failed', cancelled: 'cancelled' } as const;

function stateOf({ delivery, post }: Row): Pick<DeliveryRow, 'state' | 'at'> {
  if (delivery.channel === 'portal')
    return { state: delivery.sentAt ? 'portal' : 'none', at: delivery.sentAt };
  if (post) return { state: stateOfPost[post.status], at: post.handledAt };
  return { state: delivery.sentAt ? 'there' : 'none', at: delivery.sentAt };
}

/**
 * 发布情况: what became of a published notice in each of its groups, read back from the orders that carry it; null for whoever does not
 * follow it. Two statements, and the calendar.
 */
export async function deliveriesOf(actor: Actor, noticeId: string): Promise<DeliveryRow[] | null> {
  const [rows, calendar] = await Promise.all([readRows(actor, noticeId), workCalendar()]);
  if (!(rows[0] && maySeeDeliveries(actor, rows[0].notice).allowed)) return null;
  const pictures = await screenshotsOf(
    rows.flatMap(({ post, recall }) => [post?.receiptId ?? null, recall?.receiptId ?? null]),
  );
  const at = now();
  const carrying = (
    order: Order | null,
    handledByName: string | null,
    archived: boolean,
  ): CarryingOrder | null => {
    if (!order) return null;
    const { id, number, status, handledAt, failReason, receiptId, groupId, droppedAt } = order;
    const stuck = status === 'failed' && !droppedAt && (order.kind === 'recall' || !archived);
    return {
      ...{ id, number, status, handledAt, handledByName, failReason },
      deadline: status === 'open' ? deadlineText(calendar, order.dueAt, at) : null,
      screenshots: pictures.get(receiptId ?? '') ?? [],
      may: {
        open: grantFor(actor, 'orders.view', { groupId }) !== undefined,
        reissue: stuck && mayReissue(actor).allowed,
      },
    };
  };
  return rows.map((row) => ({
    ...stateOf(row),
    id: row.delivery.id,
    groupId: row.delivery.groupId,
    groupName: row.groupName,
    platform: row.platform,
    post: carrying(row.post, row.postedBy, row.archived),
    recall: carrying(row.recall, row.recalledBy, row.archived),
  }));
}

/** The notice that an order carries into a chat or takes back there, for whoever may read it; null for everybody else. One statement. */
export async function carriedNotice(actor: Actor, deliveryId: string) {
  const [row] = await db()
    .select({
      id: notices.id,
      number: sql<string>`coalesce(${notices.number}, '')`,
      attachments: noticeRevisions.attachments,
      recalled: sql<boolean>`${notices.status} = 'recalled'`,
    })
    .from(deliveries)
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .innerJoin(noticeRevisions, eq(noticeRevisions.id, deliveries.revisionId))
    .where(and(eq(deliveries.id, deliveryId), visibleNotices(actor)));
  return row ?? null;
}

/**
 * Pictures of a receipt: for whoever sees an order of it, and for those who follow one of the notices that it brought into the chat, which
 * may be several.
 */
export async function mayReadPostReceipt(actor: Actor, receiptId: string): Promise<boolean> {
  if (await mayReadReceipt(actor, receiptId)) return true;
  const carried = await db()
    .selectDistinct({ authorId: notices.authorId, unitId: notices.unitId })
    .from(workOrders)
    .innerJoin(deliveries, and(eq(workOrders.originType, 'delivery'), eq(deliveries.id, workOrders.originId)))
    .innerJoin(notices, eq(notices.id, deliveries.noticeId))
    .where(and(eq(workOrders.receiptId, receiptId), visibleNotices(actor)))
    .limit(mostOrdersAtOnce);
  return carried.some((notice) => maySeeDeliveries(actor, notice).allowed);
}
