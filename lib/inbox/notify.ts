import type { Tx } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { notifications } from '@/db/schema/house';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';

export type NotificationKind =
  | 'membership'
  | 'notice'
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
export function notify(tx: Tx, messages: readonly Notification[]): Promise<number> {
  const at = now();
  const rows = messages.map((message) => ({ id: newId(), createdAt: at, detail: '', ...message }));
  return insertRows(tx, notifications, rows, 'keep');
}
