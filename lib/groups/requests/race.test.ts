import { beforeAll, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { approved, ordersOf, refusalOf, requestRow, submitted, trailOf } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { completeOrders } from '../handling/commands/complete';
import { decideRequest } from './commands/decide';
import { withdrawRequest } from './commands/withdraw';

/** `npm run torture` raises it. */
const rounds = Number(process.env.QUNXU_ROUNDS ?? 200);
const fewer = Math.ceil(rounds / 10);

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const kept = async (type: string, id: string) =>
  (await trailOf(type, id)).filter(({ outcome }) => outcome === 'done').map(({ action }) => action);

async function bothDecide(round: number): Promise<void> {
  const request = await submitted(s);
  const seen = { id: request.id, version: request.version };
  const deciders = [
    { actor: s.office, act: { ...seen, decision: 'approve' as const } },
    {
      actor: s.office2,
      act: { ...seen, decision: round % 2 ? ('approve' as const) : ('reject' as const), reason: '重复' },
    },
  ];
  // Whoever is asked first is not whoever wins: turn about, both wait for the same row.
  const order = round % 3 ? deciders : deciders.toReversed();
  const results = await Promise.all(order.map(({ actor, act }) => decideRequest(actor, act)));
  const winner = order[results.findIndex(({ ok }) => ok)];
  const loser = results.find(({ ok }) => !ok);
  expect(results.filter(({ ok }) => ok)).toHaveLength(1);
  expect(loser && refusalOf(loser)).toMatchObject({
    code: 'conflict',
    message: expect.stringContaining(`已由${winner?.actor.name}于`),
  });
  const row = await requestRow(request.id);
  expect([row.decidedBy, row.version]).toEqual([winner?.actor.personId, 2]);
  expect(await kept('membership', request.id)).toEqual([
    'membership.submit',
    `membership.${winner?.act.decision}`,
  ]);
  expect(await ordersOf(request.id)).toHaveLength(winner?.act.decision === 'approve' ? 1 : 0);
}

describe('two at once', () => {
  it(`two administrators of the Office decide the same request, ${rounds} times: one decision, one record, one order`, async () => {
    for (let round = 0; round < rounds; round += 1) await bothDecide(round);
    expect.hasAssertions();
  }, 300_000);

  it(`a receipt and a withdrawal, ${fewer} times: one of them, and request and order agree`, async () => {
    const won = new Set<string>();
    for (let round = 0; round < fewer; round += 1) {
      const { request, order } = await approved(s);
      const acts = [
        () => completeOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], handledAt: undefined }),
        () => withdrawRequest(s.headHeping, { id: request.id, version: 2 }),
      ];
      const results = await Promise.all((round % 2 ? acts : acts.toReversed()).map((act) => act()));
      expect(results.filter(({ ok }) => ok)).toHaveLength(1);
      const row = await requestRow(request.id);
      const [after] = await ordersOf(request.id);
      expect([row.status, after?.status]).toEqual(
        row.status === 'done' ? ['done', 'done'] : ['withdrawn', 'cancelled'],
      );
      won.add(row.status);
    }
    expect(won.size).toBeGreaterThan(0);
  }, 300_000);

  it(`two receipts for one order, ${fewer} times: one membership; the other is told who was first`, async () => {
    for (let round = 0; round < fewer; round += 1) {
      const { request, order } = await approved(s);
      const receipt = { orders: [{ id: order.id, version: 1 }], handledAt: undefined };
      const results = await Promise.all(
        [s.groupAdmin, s.office].map((actor) => completeOrders(actor, receipt)),
      );
      const loser = results.find(({ ok }) => !ok);
      expect(loser && refusalOf(loser)).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/^已由(张三|周敏)于 .*「已办理」$/),
      });
      expect((await requestRow(request.id)).status).toBe('done');
      expect(await kept('order', order.id)).toEqual(['order.open', 'order.complete']);
    }
  }, 300_000);
});
