import { and, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { noticeReceipts } from '@/db/schema/receipts';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import type { Acknowledge } from '../input';
import { noteRead } from './read';

// Not of type notice: what thousands of readers do is no part of the notice's own history.
const entity = ({ noticeId }: { noticeId: string }) => ({ type: 'receipt', id: noticeId, label: '信息' });

/**
 * 已读: that somebody a notice is for has opened it, once. Opening it again changes nothing; for others it is not found. Not audited: the
 * receipt itself says who and when.
 */
export const readNotice = command<{ noticeId: string }, { read: boolean }>(
  { name: 'receipt.read', clause: '2.2.2b', entity },
  async (tx, actor, { noticeId }) => {
    if (!actor.personId) return refuse('session', '请先登录');
    const read = await noteRead(tx, noticeId, actor.personId);
    if (!read) await holdOwn(tx, actor, noticeId);
    return { read };
  },
);

/** The actor's own receipt, held, with what its notice is now. */
async function holdOwn(tx: Tx, actor: Actor, noticeId: string) {
  const [own] = await tx
    .select({
      title: notices.title,
      status: notices.status,
      wanted: noticeReceipts.wanted,
      readAt: noticeReceipts.readAt,
      acknowledgedAt: noticeReceipts.acknowledgedAt,
      source: noticeReceipts.source,
    })
    .from(noticeReceipts)
    .innerJoin(notices, eq(notices.id, noticeReceipts.noticeId))
    .where(
      and(eq(noticeReceipts.noticeId, noticeId), eq(noticeReceipts.personId, actor.personId ?? noticeId)),
    )
    .for('update', { of: noticeReceipts });
  return own ?? refuse('not_found', '没有这条信息，或您不在它的发送对象中');
}

/** 我已知悉, once, with what one wants to say about it. Only for a notice that asks for it. */
export const acknowledge = command<Acknowledge, { at: Date }>(
  { name: 'receipt.acknowledge', clause: '2.2.2b', entity },
  async (tx, actor, { noticeId, reply }) => {
    if (!actor.personId) return refuse('session', '请先登录');
    const own = await holdOwn(tx, actor, noticeId);
    if (own.status === 'recalled') refuse('rule', '该信息已召回，不再需要回执', { clause: '1.3.2' });
    if (own.wanted === 'read') refuse('rule', '该信息阅读即可，无须回执', { clause: '2.2.2b' });
    if (own.acknowledgedAt)
      refuse('conflict', `已于 ${formatShort(own.acknowledgedAt)} 确认知悉，无须再次确认`);
    const at = now();
    await tx
      .update(noticeReceipts)
      .set({
        readAt: own.readAt ?? at,
        acknowledgedAt: at,
        reply: reply || null,
        source: own.source ?? 'portal',
      })
      .where(and(eq(noticeReceipts.noticeId, noticeId), eq(noticeReceipts.personId, actor.personId)));
    await record(tx, actor, {
      action: 'receipt.acknowledge',
      entity: { type: 'receipt', id: noticeId, label: own.title },
      clause: '2.2.2b',
      reason: reply || null,
    });
    return { at };
  },
);
