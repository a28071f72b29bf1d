import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { files } from '@/db/schema/house';
import { memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { approved, done } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { upload } from '@/lib/files/upload';
import { completeOrders } from './commands/complete';
import { failOrders } from './commands/fail';
import { reassignOrders } from './commands/reassign';

let s: TestStreet;
let folder: string;
let from: number;
const before = process.env.QUNXU_DATA;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'qunxu-race-'));
  process.env.QUNXU_DATA = folder;
});
afterAll(async () => {
  process.env.QUNXU_DATA = before ?? '.data';
  await rm(folder, { recursive: true });
});
beforeEach(async () => {
  await emptyStreet();
  from = await trailEnd(db());
  s = await makeStreet();
});

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);
const picture = async (actor: Actor) =>
  done(await upload(actor, { use: 'screenshot', name: '截图.png', body: new Blob([png]).stream() as never }))
    .id;
const several = async (count: number) => {
  const found: { id: string; version: number }[] = [];
  for (let n = 0; n < count; n += 1) found.push((await approved(s)).order);
  return found.map(({ id, version }) => ({ id, version }));
};
const orders = () => db().select().from(workOrders);

describe('two receipts for orders of one group', () => {
  it.each([0, 1, 2, 3])(
    'answer each order once, and keep the pictures of those who answered (%i)',
    async () => {
      const [a, b, c] = await several(3);
      if (!(a && b && c)) throw new Error('no orders');
      const pictures = [await picture(s.groupAdmin), await picture(s.office)];
      const results = await Promise.all([
        completeOrders(s.groupAdmin, {
          orders: [a, b],
          handledAt: undefined,
          screenshots: pictures.slice(0, 1),
        }),
        completeOrders(s.office, { orders: [c, b], handledAt: undefined, screenshots: pictures.slice(1) }),
      ]);
      expect(
        results
          .map(done)
          .map(({ completed }) => completed)
          .sort(),
      ).toEqual([1, 2]);
      const rows = await orders();
      expect(rows.map(({ status }) => status)).toEqual(['done', 'done', 'done']);
      const receipts = new Set(rows.map(({ receiptId }) => receiptId));
      expect(receipts.size).toBe(2);
      for (const file of await db().select().from(files)) expect(receipts).toContain(file.ownerId);
      expect(await db().$count(memberships, eq(memberships.origin, 'join'))).toBe(3);
      expect(await brokenInvariants(db(), from)).toEqual([]);
    },
  );

  it('of the very same orders leave one receipt, and the other’s pictures unused', async () => {
    const two = await several(2);
    const results = await Promise.all(
      [s.groupAdmin, s.office].map(async (actor) =>
        completeOrders(actor, { orders: two, handledAt: undefined, screenshots: [await picture(actor)] }),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    const owners = (await db().select().from(files)).map(({ ownerId }) => ownerId);
    expect(owners.filter((owner) => owner === null)).toHaveLength(1);
    expect(await brokenInvariants(db(), from)).toEqual([]);
  });
});

describe('a receipt against another act', () => {
  it('of several against their failing: each order has one outcome', async () => {
    const two = await several(2);
    await Promise.all([
      completeOrders(s.groupAdmin, { orders: two, handledAt: undefined }),
      failOrders(s.office, { orders: two.toReversed(), reason: '群人数已满' }),
    ]);
    const rows = await orders();
    for (const row of rows) expect(row.status === 'done' ? row.failReason : row.handledAt).toBeNull();
    expect(await brokenInvariants(db(), from)).toEqual([]);
  });

  it('against handing on: it counts, and what is done is not handed on', async () => {
    const two = await several(2);
    const [receipt] = await Promise.all([
      completeOrders(s.groupAdmin, { orders: two, handledAt: undefined }),
      reassignOrders(s.office, {
        groupId: s.groups.heping.id,
        toPersonId: s.office2.personId ?? '',
        reason: '休假',
      }),
    ]);
    expect(done(receipt).completed).toBe(2);
    expect((await orders()).map(({ status }) => status)).toEqual(['done', 'done']);
    expect(await brokenInvariants(db(), from)).toEqual([]);
  });
});
