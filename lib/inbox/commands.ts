import { and, eq, isNull, lte, type SQL, sql } from 'drizzle-orm';
import { notifications } from '@/db/schema/house';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { command } from '@/lib/workflow/command';

const own = (actor: Actor): SQL => (actor.personId ? eq(notifications.personId, actor.personId) : sql`false`);

/** Marks one of the actor's own messages as read; opening it again changes nothing. Not audited: it is no act of business. */
export const openNotification = command<{ id: string }, { href: string }>(
  { name: 'inbox.open', entity: ({ id }) => ({ type: 'notification', id, label: '消息' }) },
  async (tx, actor, { id }) => {
    const [opened] = await tx
      .update(notifications)
      .set({ readAt: sql`coalesce(${notifications.readAt}, ${sql.param(now(), notifications.readAt)})` })
      .where(and(own(actor), eq(notifications.id, id)))
      .returning({ href: notifications.href });
    return opened ?? refuse('not_found', '没有这条消息');
  },
);

/** Marks as read whatever had come by `until`. */
export const markAllRead = command<{ until: string }, { marked: number }>(
  { name: 'inbox.read_all' },
  async (tx, actor, { until }) => {
    const marked = await tx
      .update(notifications)
      .set({ readAt: now() })
      .where(and(own(actor), isNull(notifications.readAt), lte(notifications.createdAt, new Date(until))))
      .returning({ id: notifications.id });
    return { marked: marked.length };
  },
);
