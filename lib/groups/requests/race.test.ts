import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import {
  approved,
  done,
  joinOf,
  ordersOf,
  refusalOf,
  requestRow,
  submitted,
  trailOf,
} from '@/db/testing/joining';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { archiveGroup } from '../commands/archive';
import { completeOrders } from '../handling/commands/complete';
import { failOrders, reissueOrder, reportAddedBefore } from '../handling/commands/fail';
import { decideRequest, decideRequests } from './commands/decide';
import { submitJoin } from './commands/submit';
import { terminateRequest, withdrawRequest } from './commands/withdraw';

/** The issue's own figure for the oldest of these races, also in `npm test`. */
const most = Math.max(rounds, 200);

let s: TestStreet;
let from = 0;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  from = await trailEnd(db());
});

afterAll(async () => {
  expect(await brokenInvariants(db(), from)).toEqual([]);
});

const kept = async (type: string, id: string) =>
  (await trailOf(type, id)).filter(({ outcome }) => outcome === 'done').map(({ action }) => action);

const codes = (...results: Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code)).sort();

const receiptFor = (order: { id: string }) => ({
  orders: [{ id: order.id, version: 1 }],
  handledAt: undefined,
});

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

describe('two at once, on one request', () => {
  it(`two administrators of the Office decide it, ${most} times: one decision, one record, one order`, async () => {
    await inRounds(bothDecide, most);
    expect.hasAssertions();
  }, 300_000);

  it(`a decision and a withdrawal, ${rounds} times: the withdrawal counts, or is told of the decision`, async () => {
    await inRounds(async (round) => {
      const { id, version } = await submitted(s);
      const decision = round % 4 < 2 ? ('approve' as const) : ('reject' as const);
      const [decided, withdrawn] = await atOnce(
        round,
        () => decideRequest(s.office, { id, version, decision, reason: '重复' }),
        () => withdrawRequest(s.headHeping, { id, version }),
      );
      expect(codes(decided, withdrawn)).toEqual(['conflict', 'done']);
      const { status } = await requestRow(id);
      expect(status === 'withdrawn').toBe(withdrawn.ok);
      expect(await ordersOf(id)).toHaveLength(status === 'approved' ? 1 : 0);
    });
  }, 300_000);

  it(`the same form, three times over, ${rounds} times: one request, and the same answer to all`, async () => {
    await inRounds(async () => {
      const person = await makePerson('王五', s.units.heping);
      const form = joinOf(s, person.id);
      const answers = await Promise.all([1, 2, 3].map(() => submitJoin(s.headHeping, form)));
      const [first, ...others] = answers.map(done);
      expect(others).toEqual([first, first]);
      expect(await kept('membership', first?.id ?? '')).toEqual(['membership.submit']);
    });
  }, 300_000);

  it(`head and Office ask for the same person and group, ${rounds} times: one request, the other told its number`, async () => {
    await inRounds(async (round) => {
      const person = await makePerson('王五', s.units.heping);
      const [head, office] = await atOnce(
        round,
        () => submitJoin(s.headHeping, joinOf(s, person.id)),
        () => submitJoin(s.office, joinOf(s, person.id)),
      );
      const { number } = done(head.ok ? head : office);
      expect(refusalOf(head.ok ? office : head)).toMatchObject({
        code: 'rule',
        message: expect.stringContaining(number),
      });
    });
  }, 300_000);

  it(`two lists of the same requests in opposite order, ${rounds} times: each request decided once`, async () => {
    await inRounds(async () => {
      const rows = [await submitted(s), await submitted(s), await submitted(s)];
      const seen = rows.map(({ id, version }) => ({ id, version }));
      const answers = await Promise.all([
        decideRequests(s.office, { rows: seen, decision: 'approve' }),
        decideRequests(s.office2, { rows: seen.toReversed(), decision: 'reject', reason: '重复' }),
      ]);
      expect(answers.map(done).reduce((sum, { decided }) => sum + decided, 0)).toBe(3);
    });
  }, 300_000);
});

describe('two at once, on one order', () => {
  it(`a receipt and a withdrawal, ${rounds} times: one of them, and request and order agree`, async () => {
    await inRounds(async (round) => {
      const { request, order } = await approved(s);
      const [receipt, withdrawn] = await atOnce(
        round,
        () => completeOrders(s.groupAdmin, receiptFor(order)),
        () => withdrawRequest(s.headHeping, { id: request.id, version: 2 }),
      );
      expect(codes(receipt, withdrawn)).toEqual(['conflict', 'done']);
      const [after] = await ordersOf(request.id);
      expect([(await requestRow(request.id)).status, after?.status]).toEqual(
        receipt.ok ? ['done', 'done'] : ['withdrawn', 'cancelled'],
      );
    });
  }, 300_000);

  it(`two receipts, ${rounds} times: one membership; the other is told who was first`, async () => {
    await inRounds(async (round) => {
      const { request, order } = await approved(s);
      const [one, two] = await atOnce(
        round,
        () => completeOrders(s.groupAdmin, receiptFor(order)),
        () => completeOrders(s.office, receiptFor(order)),
      );
      expect(refusalOf(one.ok ? two : one)).toMatchObject({
        code: 'conflict',
        message: expect.stringMatching(/^已由(张三|周敏)于 .*「已办理」$/),
      });
      expect((await requestRow(request.id)).status).toBe('done');
      expect(await kept('order', order.id)).toEqual(['order.open', 'order.complete']);
    });
  }, 300_000);

  it(`done and not done, ${rounds} times: what was said first`, async () => {
    await inRounds(async (round) => {
      const { request, order } = await approved(s);
      const [receipt, failed] = await atOnce(
        round,
        () => completeOrders(s.groupAdmin, receiptFor(order)),
        () => failOrders(s.office, { orders: [{ id: order.id, version: 1 }], reason: '未通过好友验证' }),
      );
      expect(codes(receipt, failed)).toEqual(['conflict', 'done']);
      expect((await requestRow(request.id)).status).toBe(receipt.ok ? 'done' : 'approved');
    });
  }, 300_000);

  it(`issued anew and given up, ${rounds} times: an open order belongs to a request that stands`, async () => {
    await inRounds(async (round) => {
      const { request, order } = await approved(s);
      done(
        await failOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], reason: '未通过好友验证' }),
      );
      const [again, over] = await atOnce(
        round,
        () => reissueOrder(s.office, { id: order.id }),
        () => terminateRequest(s.office2, { id: request.id, version: 2, reason: '不再需要' }),
      );
      expect([again.ok, over.ok].filter(Boolean)).toHaveLength(1);
      const open = (await ordersOf(request.id)).filter(({ status }) => status === 'open');
      expect(open).toHaveLength(again.ok ? 1 : 0);
    });
  }, 300_000);

  it(`added before the withdrawal, said twice, ${rounds} times: one order to remove him`, async () => {
    await inRounds(async (round) => {
      const { request, order } = await approved(s);
      done(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }));
      const [one, two] = await atOnce(
        round,
        () => reportAddedBefore(s.groupAdmin, { id: order.id }),
        () => reportAddedBefore(s.office, { id: order.id }),
      );
      expect(codes(one, two)).toEqual(['conflict', 'done']);
      expect((await ordersOf(request.id)).map(({ kind }) => kind)).toEqual(['add', 'remove']);
    });
  }, 300_000);

  it(`added before the withdrawal, and the group archived, ${rounds} times: an archived group has no open order`, async () => {
    await inRounds(async (round) => {
      const group = await makeGroup(`专项工作群 ${newId()}`, 'wechat', s.units.heping);
      const { id } = await submitted(s, s.headHeping, group.id);
      done(await decideRequest(s.office, { id, version: 1, decision: 'approve' }));
      done(await withdrawRequest(s.headHeping, { id, version: 2 }));
      const [order] = await ordersOf(id);
      const [archived, added] = await atOnce(
        round,
        () => archiveGroup(s.office, { id: group.id, reason: '停用' }),
        () => reportAddedBefore(s.office2, { id: order?.id ?? '' }),
      );
      expect(codes(archived, added)).toEqual(['done', 'rule']);
      expect(await ordersOf(id)).toHaveLength(added.ok ? 2 : 1);
    });
  }, 300_000);
});
