import { eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications, submissions } from '@/db/schema/house';
import { membershipRequests, memberships, workOrders } from '@/db/schema/membership';
import { newId } from '@/lib/core/id';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { emptyStreet } from './empty';
import { brokenInvariants, endedWithoutCause, trailEnd } from './invariants';
import { approved, done } from './joining';
import { makeStreet, type TestStreet } from './street';

let s: TestStreet;
let from = 0;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  from = await trailEnd(db());
});

/** A request that is done, with its order and membership, as the product leaves it. */
async function joined() {
  const { request, order } = await approved(s);
  done(await completeOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], handledAt: undefined }));
  expect(await brokenInvariants(db(), from)).toEqual([]);
  return { request, order };
}

type Joined = Awaited<ReturnType<typeof joined>>;

/** What a crash between two writes would leave, had they not been one transaction. */
const halves: [string, string, (made: Joined) => Promise<unknown>][] = [
  [
    'a membership that was never begun',
    'a done request has its one membership',
    ({ request }) => db().delete(memberships).where(eq(memberships.originRequestId, request.id)),
  ],
  [
    'a request that was not finished',
    'a request is done when its latest order is',
    ({ request }) =>
      db()
        .update(membershipRequests)
        .set({ status: 'approved', doneAt: null })
        .where(eq(membershipRequests.id, request.id)),
  ],
  [
    'an order of no request',
    'an order has the request it came from',
    ({ order }) => db().update(workOrders).set({ originId: newId() }).where(eq(workOrders.id, order.id)),
  ],
  [
    'an order that was never issued',
    'the trail tells of nothing that is not there',
    ({ order }) => db().delete(workOrders).where(eq(workOrders.id, order.id)),
  ],
  [
    'a move without a record',
    'the trail of an order tells what became of it',
    ({ order }) => db().update(workOrders).set({ version: 3 }).where(eq(workOrders.id, order.id)),
  ],
  [
    'another hand than the trail names',
    'the trail names whoever moved it last',
    ({ order }) =>
      db().update(workOrders).set({ statusBy: s.office2.personId }).where(eq(workOrders.id, order.id)),
  ],
  [
    'a form that answers nothing',
    'a form that was sent made the requests it says',
    ({ request }) =>
      db().update(submissions).set({ outcome: null }).where(eq(submissions.id, request.batchId)),
  ],
  [
    'a decision nobody was told of',
    'whoever asked was told once of the decision',
    ({ request }) =>
      db()
        .delete(notifications)
        .where(sql`${notifications.href} like ${`%${request.id}`}`),
  ],
];

describe('the invariants', () => {
  it.each(halves)('find %s', async (_, rule, breakIt) => {
    await breakIt(await joined());
    expect(await brokenInvariants(db(), from)).toContainEqual(expect.stringContaining(rule));
  });
});

it('finds a membership that ended although nobody left', async () => {
  const { request } = await joined();
  const mine = eq(memberships.originRequestId, request.id);
  expect(await endedWithoutCause(db())).toEqual([]);
  await db().update(memberships).set({ until: sql`since`, endReason: '不明' }).where(mine);
  expect(await endedWithoutCause(db())).toHaveLength(1);
});
