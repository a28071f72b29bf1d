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

/** Rows of one statement, which takes at most 65,534 parameters. */
const batchSize = 1_000;

/** Puts notifications into people's inboxes, in the caller's transaction; returns how many were new. */
export async function notify(tx: Tx, messages: readonly Notification[]): Promise<number> {
  const at = now();
  let count = 0;
  for (let from = 0; from < messages.length; from += batchSize) {
    const batch = messages.slice(from, from + batchSize);
    const made = await tx
      .insert(notifications)
      .values(batch.map((message) => ({ id: newId(), createdAt: at, ...message })))
      .onConflictDoNothing()
      .returning({ id: notifications.id });
    count += made.length;
  }
  return count;
}
