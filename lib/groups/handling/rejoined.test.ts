import { beforeEach, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, joinOf, ordersOf, refusalOf } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { decideRequest } from '../requests/commands/decide';
import { submitJoin } from '../requests/commands/submit';
import { withdrawRequest } from '../requests/commands/withdraw';
import { completeOrders } from './commands/complete';
import { reportAddedBefore } from './commands/fail';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

it('orders nobody out of a group that he has joined, or asked to join, by a later request', async () => {
  const { request, order } = await approved(s);
  done(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }));
  const again = done(await submitJoin(s.headHeping, joinOf(s, request.personId)));
  const tooLate = async () => refusalOf(await reportAddedBefore(s.groupAdmin, { id: order.id }));
  expect(await tooLate()).toMatchObject({ code: 'rule', message: expect.stringContaining(again.number) });
  done(await decideRequest(s.office, { id: again.id, version: 1, decision: 'approve' }));
  const [second] = await ordersOf(again.id);
  done(
    await completeOrders(s.groupAdmin, {
      orders: [{ id: second?.id ?? '', version: 1 }],
      handledAt: undefined,
    }),
  );
  expect(await tooLate()).toMatchObject({ code: 'rule', message: expect.stringContaining('不必移出') });
  expect(await ordersOf(request.id)).toHaveLength(1);
});
