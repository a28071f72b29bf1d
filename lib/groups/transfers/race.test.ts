import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { done, ordersOf, requestRow } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { homeOf, planned, requestsOf, transferOf, transferRow } from '@/db/testing/transferring';
import { withClock } from '@/lib/core/clock';
import { departPerson } from '../departing/commands';
import { decideRequest } from '../requests/commands/decide';
import { cancelTransfer } from './commands/cancel';
import { planTransfer } from './commands/plan';
import { carryOutTransfers } from './jobs';

const monday = new Date('2026-11-23T09:00:00+08:00');
const theDay = new Date('2026-12-01T00:05:00+08:00');

let s: TestStreet;
let trail: number;
let wanted: { id: string };
beforeAll(async () => {
  await emptyStreet();
  trail = await trailEnd(db());
  await withClock(monday, async () => {
    s = await makeStreet();
    wanted = await makeGroup('新华社区工作群', 'wechat', s.units.xinhua);
  });
});

/** Somebody with a planned transfer that he leaves one group and joins another by. */
const moving = () =>
  withClock(monday, async () => {
    const member = await memberOf(s);
    const change = { leaves: [member.membershipId], joins: [wanted.id] };
    const id = await planned(s, member.id, change);
    const [leave, join] = (await requestsOf(id)).map((request) => request.id);
    return { member, id, leave: leave ?? '', join: join ?? '' };
  });

describe('two at once, on one transfer', () => {
  it(`its day and the Office's approval, ${rounds} times: the order to add him goes out, once`, async () => {
    await inRounds(async (round) => {
      const { join } = await moving();
      await atOnce(
        round,
        () => withClock(theDay, () => carryOutTransfers()),
        () => withClock(theDay, () => decideRequest(s.office, { id: join, version: 1, decision: 'approve' })),
      );
      expect(await requestRow(join)).toMatchObject({ status: 'approved' });
      expect(await ordersOf(join)).toMatchObject([{ kind: 'add', status: 'open' }]);
    });
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it(`its day and its cancelling, ${rounds} times: he has moved, or nothing has happened`, async () => {
    await inRounds(async (round) => {
      const { id, member, leave } = await moving();
      const [, cancelled] = await atOnce(
        round,
        () => withClock(theDay, () => carryOutTransfers()),
        () => withClock(theDay, () => cancelTransfer(s.headHeping, { id, version: 1, reason: '暂缓' })),
      );
      expect((await transferRow(id)).status).toBe(cancelled.ok ? 'cancelled' : 'done');
      expect(await homeOf(member.id)).toBe(cancelled.ok ? s.units.heping.id : s.units.xinhua.id);
      expect(await ordersOf(leave)).toHaveLength(cancelled.ok ? 0 : 1);
    });
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it(`its day and his departure, ${rounds} times: he is out of every group, by one order each`, async () => {
    await inRounds(async (round) => {
      const { member, id } = await moving();
      const [, departed] = await atOnce(
        round,
        () => withClock(theDay, () => carryOutTransfers()),
        () => withClock(theDay, () => departPerson(s.office, { id: member.id, reason: '退休' })),
      );
      done(departed);
      expect((await transferRow(id)).status).not.toBe('planned');
    });
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it(`planned by two, ${rounds} times: once`, async () => {
    await inRounds(async (round) => {
      const member = await withClock(monday, () => memberOf(s));
      const plan = () => withClock(monday, () => planTransfer(s.office, transferOf(s, member.id)));
      const answers = await atOnce(round, plan, plan);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    });
  });
});
