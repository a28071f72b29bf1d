import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { now } from '@/lib/core/clock';
import type { NotificationKind } from '@/lib/inbox/notify';
import { idList } from '../../queries/visible';

interface Told {
  noticeId: string;
  /** Only those who are told through these; everybody when left out. */
  groupIds?: readonly string[];
  title: string;
  detail: string;
  /** What is told once, ever, of one notice. */
  about: 'published' | 'recalled';
}

const kind: NotificationKind = 'notice';

/**
 * Tells everybody a notice is for. One statement however many they are: the rows never leave the database.
 * @returns how many were told
 */
export async function tellTargets(
  tx: Tx,
  { noticeId, groupIds, title, detail, about }: Told,
): Promise<number> {
  const through = groupIds ? sql`group_id in ${idList(groupIds)}` : sql`true`;
  const { count } = await tx.execute(sql`
    insert into notifications (id, person_id, kind, title, detail, href, dedupe_key, created_at)
    select gen_random_uuid(), person_id, ${kind}, ${title}, ${detail}, ${`/notices/${noticeId}`},
      ${`notice.${about}:${noticeId}`}, ${now().toISOString()}::timestamptz
    from notice_receipts where notice_id = ${noticeId}::uuid and ${through}
    on conflict do nothing`);
  return count;
}

interface Entry {
  noticeId: string;
  entryId: string;
  /** Who is told of it in another way. */
  except: readonly string[];
  title: string;
  detail: string;
}

/**
 * Tells everybody an emergency is for of its latest entry. Whoever has not yet opened the message of the entry before has that one say the
 * latest instead: nobody finds a row of them when he comes back. The notice is locked. One statement, as above.
 * @returns how many have a new message, beside those whose message was changed
 */
export async function tellEntry(
  tx: Tx,
  { noticeId, entryId, except, title, detail }: Entry,
): Promise<number> {
  const entries = `notice.entry:${noticeId}:`;
  const at = sql`${now().toISOString()}::timestamptz`;
  const { count } = await tx.execute(sql`
    with told as materialized (select person_id from notice_receipts
      where notice_id = ${noticeId}::uuid and person_id not in ${idList(except)}),
    renewed as (update notifications n set title = ${title}, detail = ${detail}, dedupe_key = ${entries + entryId}, created_at = ${at}
      from told where n.person_id = told.person_id and n.read_at is null and starts_with(n.dedupe_key, ${entries})
      returning n.person_id)
    insert into notifications (id, person_id, kind, title, detail, href, dedupe_key, created_at)
    select gen_random_uuid(), person_id, ${kind}, ${title}, ${detail}, ${`/notices/${noticeId}#emergency`}, ${entries + entryId}, ${at}
    from told where person_id not in (select person_id from renewed)
    on conflict do nothing`);
  return count;
}

/**
 * Messages by which people were asked to read, answer or pass on a notice say that it is recalled, and ask for nothing more; what an emergency's
 * entries said is quoted no longer. They are with those it is for, its author, and, of an emergency, whoever carries its entries into the
 * chats or was told that one is missing. One statement, as above.
 */
export async function retractMessages(tx: Tx, noticeId: string): Promise<void> {
  const page = `/notices/${noticeId}`;
  await tx.execute(sql`
    with of_it as materialized (
      select n.id from notice_receipts r join notifications n on n.person_id = r.person_id and n.created_at >= r.published_at
      where r.notice_id = ${noticeId}::uuid and n.href = ${page}
      union all
      select n.id from notices o join notifications n on n.person_id = o.author_id and n.created_at >= o.published_at
      where o.id = ${noticeId}::uuid and n.href = ${page}
      union all
      select n.id from notifications n where n.href = ${`${page}#emergency`} and n.href like '%#emergency')
    update notifications n set title = '（已召回）' || n.title, detail = case when n.href = ${page} then n.detail else '' end,
      read_at = coalesce(n.read_at, ${now().toISOString()}::timestamptz)
    from of_it where n.id = of_it.id`);
}
