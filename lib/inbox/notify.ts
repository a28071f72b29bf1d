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

/** One message to everybody whose business something of `rows` is, of all of them that are; returns how many were new. */
export function notifyTogether<Row>(
  tx: Tx,
  rows: readonly Row[],
  toWhom: (row: Row) => Iterable<string>,
  message: (own: readonly [Row, ...Row[]]) => Omit<Notification, 'personId'>,
): Promise<number> {
  const byPerson = new Map<string, [Row, ...Row[]]>();
  for (const row of rows)
    for (const personId of new Set(toWhom(row))) {
      const own = byPerson.get(personId);
      if (own) own.push(row);
      else byPerson.set(personId, [row]);
    }
  return notify(
    tx,
    [...byPerson].map(([personId, own]) => ({ personId, ...message(own) })),
  );
}
