import type { Tx } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { deliveries } from '@/db/schema/receipts';
import type { Actor, Grant } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { type NewOrder, openOrders } from '@/lib/groups/orders/commands/open';
import type { Held } from '../../publishing/commands/lock';
import { postText } from '../rules';
import { postedNotice } from './posted';

type Delivery = typeof deliveries.$inferInsert;

/** The orders that carry a notice into the chats come from these. */
export interface Outbox {
  waiting: Delivery[];
  groupIds: string[];
}

/**
 * Enters a notice's outbox: a row for each group it is for. The portal serves its own groups at once; what stood in the chats before it was
 * recorded here (补登) is there already; groups archived since the approval get nothing.
 */
export async function fillOutbox(
  tx: Tx,
  { notice, revision }: Held,
  inUse: readonly { groupId: string }[],
): Promise<Outbox> {
  const at = now();
  const used = new Set(inUse.map(({ groupId }) => groupId));
  const rows = revision.targets.map(({ groupId, platform }): Delivery => {
    const portal = platform === 'portal';
    const sentAt = portal ? at : notice.postedBeforeAt;
    const row = { id: newId(), noticeId: notice.id, revisionId: revision.id, groupId, createdAt: at };
    const channel = portal ? 'portal' : 'order';
    if (!used.has(groupId)) return { ...row, channel, status: 'failed', sentAt: null };
    return { ...row, channel, status: sentAt ? 'sent' : 'pending', sentAt };
  });
  await insertRows(tx, deliveries, rows);
  return { waiting: rows.filter(({ status }) => status === 'pending'), groupIds: [...used] };
}

/** Issues an order *post* for what waits in the outbox, with the text to paste; an emergency's clause has it due within minutes. */
export async function openPosts(
  tx: Tx,
  actor: Actor,
  { notice, revision }: Held,
  waiting: readonly Delivery[],
  grant: Grant | undefined,
): Promise<void> {
  if (!waiting.length) return;
  const text = postText(await postedNotice(tx, { notice, revision }));
  const clause = revision.category === 'emergency' ? '3.1.3' : '3.4.2';
  await openOrders(
    tx,
    actor,
    waiting.map(
      ({ id, groupId }): NewOrder => ({
        kind: 'post',
        groupId,
        person: null,
        nickname: null,
        origin: { type: 'delivery', id, label: notice.number ?? '' },
        clause,
        detail: { title: revision.title, text },
        grant,
      }),
    ),
  );
}
