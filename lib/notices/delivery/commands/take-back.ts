import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { deliveries } from '@/db/schema/receipts';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { cancelOrders } from '@/lib/groups/orders/commands/cancel';
import { openOrders } from '@/lib/groups/orders/commands/open';
import type { Held } from '../../publishing/commands/lock';
import { recallText } from '../rules';
import { holdPosts } from './hold';
import { postedNotice } from './posted';

/** What a recall leaves to be done in the chats. */
export interface TakenBack {
  /** Posts that will not be made. */
  cancelled: number;
  /** Orders to take back what is in a chat. */
  recalls: number;
}

type Delivery = typeof deliveries.$inferSelect;

/**
 * Takes a recalled notice out of its outbox. All its posts are held first, so that none fails, is done or is issued anew meanwhile; those
 * that failed rest, those that are open are cancelled, what is in the chats is to be taken back there. The notice is locked.
 */
export async function takeBack(
  tx: Tx,
  actor: Actor,
  held: Held,
  { reason, grant }: { reason: string; grant: Grant | undefined },
): Promise<TakenBack> {
  const rows = await tx
    .select()
    .from(deliveries)
    .where(eq(deliveries.noticeId, held.notice.id))
    .orderBy(asc(deliveries.id))
    .for('update');
  const ids = rows.map(({ id }) => id);
  await holdPosts(tx, ids);
  await dropFailed(tx, actor, ids, { reason, grant });
  const cancelled = await cancelOrders(
    tx,
    actor,
    { type: 'delivery', ids, kind: 'post' },
    reason,
    ({ number }) => ({
      title: `办理单 ${number} 已取消：信息已召回，不必再发`,
      detail: '已经发到群里的，请在群内撤回',
    }),
  );
  const there = await inTheChats(tx, rows);
  await tx.update(deliveries).set({ status: 'recalled' }).where(eq(deliveries.noticeId, held.notice.id));
  await openRecalls(tx, actor, held, { there, reason, grant });
  return { cancelled: cancelled.length, recalls: there.length };
}

/** The Office is asked no more about posts that failed: there is nothing left to post. */
async function dropFailed(
  tx: Tx,
  actor: Actor,
  ids: readonly string[],
  { reason, grant }: { reason: string; grant: Grant | undefined },
): Promise<void> {
  const dropped = await tx
    .update(workOrders)
    .set({ droppedAt: now() })
    .where(
      and(
        eq(workOrders.originType, 'delivery'),
        inArray(workOrders.originId, [...ids]),
        eq(workOrders.status, 'failed'),
        isNull(workOrders.droppedAt),
      ),
    )
    .returning({ id: workOrders.id, number: workOrders.number });
  await record(
    tx,
    actor,
    ...dropped.map(({ id, number }) => ({
      action: 'order.drop',
      entity: { type: 'order', id, label: number },
      grant,
      clause: '1.3.2',
      reason: `信息已召回：${reason}`,
    })),
  );
}

/** Deliveries whose text stands in the chat: by a receipt, or because it stood there before. */
async function inTheChats(tx: Tx, rows: readonly Delivery[]): Promise<Delivery[]> {
  const chats = rows.filter(({ channel }) => channel === 'order');
  const done = await tx
    .select({ id: workOrders.originId })
    .from(workOrders)
    .where(
      and(
        eq(workOrders.originType, 'delivery'),
        inArray(
          workOrders.originId,
          chats.map(({ id }) => id),
        ),
        eq(workOrders.kind, 'post'),
        eq(workOrders.status, 'done'),
      ),
    );
  const posted = new Set(done.map(({ id }) => id));
  return chats.filter(({ id, status }) => status === 'sent' || posted.has(id));
}

interface Recalls {
  there: readonly Delivery[];
  reason: string;
  grant: Grant | undefined;
}

async function openRecalls(
  tx: Tx,
  actor: Actor,
  held: Held,
  { there, reason, grant }: Recalls,
): Promise<void> {
  if (!there.length) return;
  const text = recallText(await postedNotice(tx, held), { reason, at: now() });
  await openOrders(
    tx,
    actor,
    there.map(({ id, groupId }) => ({
      kind: 'recall',
      groupId,
      person: null,
      nickname: null,
      origin: { type: 'delivery', id, label: held.notice.number ?? '' },
      clause: '1.3.2',
      detail: { title: held.revision.title, text },
      grant,
    })),
  );
}
