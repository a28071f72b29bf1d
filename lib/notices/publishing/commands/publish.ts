import type { Tx } from '@/db/client';
import type { Actor, Grant } from '@/lib/access/actor';
import { formatShort } from '@/lib/core/time';
import { fillOutbox, openPosts } from '../../delivery/commands/send';
import { tellTargets } from '../../delivery/commands/tell';
import { headline } from '../../delivery/rules';
import type { NoticeRow } from '../../queries/columns';
import { openReceipts } from '../../receipts/commands/open';
import type { Reach } from '../rules/outcome';
import { holdTargets, type RevisionRow } from './lock';
import { keepOutline } from './outline';

/** With groups of two thousand, fifty thousand people: a few seconds for the database. */
const groupsAtOnce = 25;

/**
 * What follows when a notice is out, by whichever way: the outbox with its work orders, a receipt and a message for everybody in its groups.
 * The notice is locked and has its time of publication; `grant` is what allowed it, none when the system did. A group has a notice once:
 * the database refuses a second time. A few statements for every so many groups, for any number of people.
 */
export async function publishRow(
  tx: Tx,
  actor: Actor,
  notice: NoticeRow,
  revision: RevisionRow,
  grant?: Grant,
): Promise<Reach> {
  const inUse = await holdTargets(tx, revision.targets);
  await keepOutline(tx, notice.id, revision);
  const { waiting, groupIds } = await fillOutbox(tx, { notice, revision }, inUse);
  let people = 0;
  for (let from = 0; from < groupIds.length; from += groupsAtOnce)
    // biome-ignore lint/performance/noAwaitInLoops: one after the other, so that no statement runs into the time it is given
    people += await ask(tx, notice, revision, groupIds.slice(from, from + groupsAtOnce));
  // Last: numbers of orders are given out one after the other, and whoever needs one waits until this is committed.
  await openPosts(tx, actor, { notice, revision }, waiting, grant);
  return { groups: groupIds.length, people };
}

/** Receipts and messages for everybody in these groups who was not asked through others before. */
async function ask(
  tx: Tx,
  notice: NoticeRow,
  revision: RevisionRow,
  groupIds: readonly string[],
): Promise<number> {
  const people = await openReceipts(tx, notice.id, groupIds);
  const words = { title: headline(revision), detail: askedOf(notice), about: 'published' as const };
  await tellTargets(tx, { noticeId: notice.id, groupIds, ...words });
  return people;
}

function askedOf({ receiptWanted, receiptDueAt }: NoticeRow): string {
  if (receiptWanted === 'read') return '请查看';
  return receiptDueAt ? `请于 ${formatShort(receiptDueAt)} 前确认「我已知悉」` : '请确认「我已知悉」';
}
