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
