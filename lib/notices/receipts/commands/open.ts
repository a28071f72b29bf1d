import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';

/**
 * Asks everybody who is in the groups now to read the notice, or to acknowledge it, as the notice says: a receipt for each person,
 * however many of the groups he is in, and none for its author. The notice is published; asking again adds only who was not asked yet.
 * @returns how many were added. One statement.
 */
export async function openReceipts(tx: Tx, noticeId: string, groupIds: readonly string[]): Promise<number> {
  if (!groupIds.length) return 0;
  const { count } = await tx.execute(sql`
    insert into notice_receipts (notice_id, person_id, unit_id, group_id, wanted, due_at, published_at)
    select distinct on (m.person_id) n.id, m.person_id, m.unit_id, m.group_id, n.receipt_wanted, n.receipt_due_at, n.published_at
    from notices n
    join jsonb_array_elements_text(${JSON.stringify(groupIds)}::jsonb) with ordinality as target(id, place) on true
    join memberships m on m.group_id = target.id::uuid and m.until is null
    join people p on p.id = m.person_id and p.departed_at is null
    where n.id = ${noticeId}::uuid and m.person_id <> n.author_id
    order by m.person_id, target.place
    on conflict do nothing`);
  return count;
}
