import type { Tx } from '@/db/client';
import type { Actor, Grant } from '@/lib/access/actor';
import { formatShort } from '@/lib/core/time';
import { fillOutbox, openPosts } from '../../delivery/commands/send';
import { tellTargets } from '../../delivery/commands/tell';
import { headline } from '../../delivery/rules';
import { openReceipts } from '../../receipts/commands/open';
import { holdTargets, type NoticeRow, type RevisionRow } from './lock';

/** How far a notice has gone. */
export interface Reach {
  /** Groups it went to, or is on its way to. */
  groups: number;
  /** People who are asked to read it. */
  people: number;
}

/**
 * What follows when a notice is out, by whichever way: the outbox with its work orders, a receipt and a message for everybody in its groups.
 * The notice is locked and has its time of publication; `grant` is what allowed it, none when the system did. A group has a notice once:
 * the database refuses a second time. A handful of statements, for any number of people.
 */
export async function publishRow(
  tx: Tx,
  actor: Actor,
  notice: NoticeRow,
  revision: RevisionRow,
  grant?: Grant,
): Promise<Reach> {
  const inUse = await holdTargets(tx, revision.targets);
  const { waiting, groupIds } = await fillOutbox(tx, { notice, revision }, inUse);
  const people = await openReceipts(tx, notice.id, groupIds);
  await tellTargets(tx, {
    noticeId: notice.id,
    title: headline(revision),
    detail: askedOf(revision),
    about: 'published',
  });
  // Last: numbers of orders are given out one after the other, and whoever needs one waits until this is committed.
  await openPosts(tx, actor, { notice, revision }, waiting, grant);
  return { groups: groupIds.length, people };
}

function askedOf({ receiptWanted, receiptDueAt }: RevisionRow): string {
  if (receiptWanted === 'read') return '请查看';
  return receiptDueAt ? `请于 ${formatShort(receiptDueAt)} 前确认「我已知悉」` : '请确认「我已知悉」';
}
