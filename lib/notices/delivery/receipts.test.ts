import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { files } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { deliveryRows, orderRows } from '@/db/testing/publishing';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { mostScreenshots } from '@/lib/groups/handling/input';
import { openPosts } from './commands/send';
import { deliveriesOf, mayReadPostReceipt } from './queries';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

/** A notice that is out, with the orders to post it. */
async function published(author: Actor, groups: { id: string }[] = [s.groups.heping]) {
  const { notice, revision } = await insertNotice({
    author,
    groups,
    status: 'published',
  });
  if (!revision) throw new Error('nothing published');
  const waiting = await deliveryRows(notice.id);
  await db().transaction((tx) => openPosts(tx, s.office, { notice, revision }, waiting, undefined));
  const orders = await orderRows(notice.id);
  const [order] = orders;
  if (!order) throw new Error('no order');
  return { id: notice.id, order, orders };
}

/** Uploads that no form has claimed. */
async function pictures(count: number): Promise<string[]> {
  const rows = Array.from({ length: count }, (_, n) => {
    const id = newId();
    const what = { name: `${n}.png`, contentType: 'image/png', size: 10, sha256: 'a', storageKey: id };
    return { id, ...what, uploadedBy: s.groupAdmin.personId ?? '', uploadedAt: now() };
  });
  await db().transaction((tx) => insertRows(tx, files, rows));
  return rows.map(({ id }) => id);
}

describe('a receipt for the posts of several notices', () => {
  it.each([0, 1])('shows its pictures to those who follow either (%i)', async (first) => {
    const authors = [s.headHeping, s.headXinhua];
    const notices = [
      await published(authors[first] ?? s.office),
      await published(authors[1 - first] ?? s.office),
    ];
    const orders = notices.map(({ order: { id, version } }) => ({ id, version }));
    const screenshots = await pictures(1);
    done(await completeOrders(s.groupAdmin, { orders, handledAt: undefined, screenshots }));
    const [answered] = await db()
      .select()
      .from(workOrders)
      .where(eq(workOrders.id, orders[0]?.id ?? ''));
    for (const actor of [...authors, s.groupAdmin, s.supervisor])
      expect(await mayReadPostReceipt(actor, answered?.receiptId ?? '')).toBe(true);
    for (const actor of [s.member, s.auditor, s.sysadmin])
      expect(await mayReadPostReceipt(actor, answered?.receiptId ?? '')).toBe(false);
  });
});

it('shows the pictures of every receipt, however many groups a notice went to', async () => {
  const many = 40;
  const groups: { id: string }[] = [];
  for (let n = 0; n < many; n += 1) groups.push(await makeGroup(`工作群${n}`, 'wecom', s.units.office));
  const { id, orders } = await published(s.headHeping, groups);
  const at = now();
  await db().execute(
    sql`update work_orders set status = 'done', handled_at = ${at.toISOString()}::timestamptz, receipt_id = id`,
  );
  await pictures(many * mostScreenshots);
  await db().execute(sql`
    update files set owner_type = 'order_receipt', owner_id = (${JSON.stringify(orders.map((order) => order.id))}::jsonb ->> placed.n)::uuid
    from (select id, ((row_number() over (order by id) - 1) / ${mostScreenshots})::int as n from files) placed where placed.id = files.id`);
  const shown = (await deliveriesOf(s.headHeping, id)) ?? [];
  expect(shown.map(({ post }) => post?.screenshots.length)).toEqual(Array(many).fill(mostScreenshots));
});
