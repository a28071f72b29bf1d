import type { Tx } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';

export type NotificationKind =
  | 'membership'
  | 'order'
  | 'nickname'
  | 'group'
  | 'account'
  | 'delegation'
  | 'system';

export interface Notification {
  personId: string;
  kind: NotificationKind;
  title: string;
  detail?: string;
  /** A path of the product. */
  href: string;
  /** The same key for the same person is delivered once, ever. */
  dedupeKey?: string;
}

/** Puts notifications into people's inboxes, in the caller's transaction; returns how many were new. */
export async function notify(tx: Tx, messages: readonly Notification[]): Promise<number> {
  if (!messages.length) return 0;
  const at = now();
  const made = await tx
    .insert(notifications)
    .values(messages.map((message) => ({ id: newId(), createdAt: at, ...message })))
    .onConflictDoNothing()
    .returning({ id: notifications.id });
  return made.length;
}
