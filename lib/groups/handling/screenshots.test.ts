import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, refusalOf } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { readableFile } from '@/lib/files/queries';
import { upload } from '@/lib/files/upload';
import { applyRetention } from '@/lib/retention/jobs';
import { orderDetail } from '../orders/queries/detail';
import { mayReadReceipt } from '../orders/queries/receipts';
import { requestDetail } from '../requests/queries/detail';
import { completeOrders } from './commands/complete';
import { mostScreenshots } from './input';

let s: TestStreet;
let folder: string;
const before = process.env.QUNXU_DATA;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qunxu-screenshots-'));
  process.env.QUNXU_DATA = folder;
});
afterAll(async () => {
  process.env.QUNXU_DATA = before ?? '.data';
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const send = (actor: Actor, name = '截图.png', content: Uint8Array = png) =>
  upload(actor, {
    use: 'screenshot',
    name,
    body: new Blob([new Uint8Array(content)]).stream() as never,
  });
const picture = async (actor: Actor) => done(await send(actor)).id;
const seen = ({ id, version }: { id: string; version: number }) => ({ id, version });
const readers = { order_receipt: mayReadReceipt };
const orderRow = async (id: string) => (await db().select().from(workOrders).where(eq(workOrders.id, id)))[0];

describe('a receipt with pictures of the chat', () => {
  it('is one for all its orders, which show them, as do request and history', async () => {
    const [one, two] = [await approved(s), await approved(s)];
    const screenshots = [await picture(s.groupAdmin), await picture(s.groupAdmin)];
    done(
      await completeOrders(s.groupAdmin, {
        orders: [seen(one.order), seen(two.order)],
        handledAt: undefined,
        screenshots,
      }),
    );
    for (const { order, request } of [one, two]) {
      const shown = await orderDetail(s.groupAdmin, order.id);
      expect(shown?.screenshots.map(({ id }) => id)).toEqual(screenshots);
      expect(shown?.events.at(-1)).toMatchObject({ action: 'order.complete', reason: '附截图 2 张' });
      const asked = await requestDetail(s.office, request.id);
      expect(asked?.orders[0]?.screenshots).toHaveLength(2);
      expect((await requestDetail(s.headHeping, request.id))?.orders[0]?.screenshots).toEqual([]);
    }
    expect((await orderRow(one.order.id))?.receiptId).toBe((await orderRow(two.order.id))?.receiptId);
  });

  it('is read by those who may see the order, and by nobody else', async () => {
    const { order } = await approved(s);
    const id = await picture(s.groupAdmin);
    expect(await readableFile(s.groupAdmin, id, readers)).toMatchObject({ contentType: 'image/png' });
    expect(await readableFile(s.office, id, readers)).toBeNull();
    done(
      await completeOrders(s.groupAdmin, { orders: [seen(order)], handledAt: undefined, screenshots: [id] }),
    );
    for (const actor of [s.groupAdmin, s.office, s.office2])
      expect(await readableFile(actor, id, readers)).not.toBeNull();
    for (const actor of [s.headHeping, s.member, s.supervisor, s.leader, s.auditor, s.sysadmin])
      expect(await readableFile(actor, id, readers)).toBeNull();
    // Who sent it, and administers the group no longer.
    expect(await readableFile({ ...s.groupAdmin, grants: [] }, id, readers)).toBeNull();
  });

  it('takes what is one’s own, not used yet and a picture; else nothing is done', async () => {
    const { order } = await approved(s);
    const receipt = (screenshots: string[]) =>
      completeOrders(s.groupAdmin, { orders: [seen(order)], handledAt: undefined, screenshots });
    const others = await picture(s.office);
    expect(refusalOf(await receipt([others]))).toMatchObject({
      code: 'invalid',
      fields: { screenshots: {} },
    });
    const id = await picture(s.groupAdmin);
    await db().update(files).set({ contentType: 'application/pdf' }).where(eq(files.id, id));
    expect(refusalOf(await receipt([id])).code).toBe('invalid');
    expect(await orderRow(order.id)).toMatchObject({ status: 'open', receiptId: null });
    const good = await picture(s.groupAdmin);
    done(await receipt([good]));
    const { order: next } = await approved(s);
    const again = { orders: [seen(next)], handledAt: undefined, screenshots: [good] };
    expect(refusalOf(await completeOrders(s.groupAdmin, again)).code).toBe('invalid');
  });

  it('is for one group, since whoever may see one order sees the pictures', async () => {
    const { order } = await approved(s);
    const other = await approved(s);
    await db()
      .update(workOrders)
      .set({ groupId: s.groups.portal.id })
      .where(eq(workOrders.id, other.order.id));
    const screenshots = [await picture(s.office)];
    const both = { orders: [seen(order), seen(other.order)], handledAt: undefined };
    expect(refusalOf(await completeOrders(s.office, { ...both, screenshots })).message).toContain('同一个群');
    expect(done(await completeOrders(s.office, both)).completed).toBe(2);
  });

  it('judges pictures by their content, whatever a phone calls them, and takes nothing else', async () => {
    expect(done(await send(s.groupAdmin, 'IMG_20261122.heic')).name).toBe('IMG_20261122.png');
    const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n');
    expect(refusalOf(await send(s.groupAdmin, '截图.png', pdf)).message).toContain(
      '只能上传 jpg、png、webp 图片',
    );
    const large = Buffer.concat([png, Buffer.alloc(10 * 1024 * 1024)]);
    expect(refusalOf(await send(s.groupAdmin, '大.png', large)).message).toBe('文件不能超过 10 MB');
    expect(mostScreenshots).toBe(6);
  });

  it('loses its pictures when their time is over, and keeps time and handler', async () => {
    const { order } = await approved(s);
    const screenshots = [await picture(s.groupAdmin)];
    done(await completeOrders(s.groupAdmin, { orders: [seen(order)], handledAt: undefined, screenshots }));
    const kept = async () =>
      (await readdir(folder, { recursive: true, withFileTypes: true })).filter((one) => one.isFile()).length;
    const earlier = await kept();
    done(await applyRetention(systemActor('test')));
    expect(await kept()).toBe(earlier);
    const later = new Date(now().getTime() + 366 * 86_400_000);
    await withClock(later, async () => done(await applyRetention(systemActor('test'))));
    expect(await kept()).toBe(earlier - 1);
    expect(await orderDetail(s.groupAdmin, order.id)).toMatchObject({ status: 'done', screenshots: [] });
    expect((await orderRow(order.id))?.handledBy).toBe(s.groupAdmin.personId);
  });
});
