import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { accounts, people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, joinOf, ordersOf } from '@/db/testing/joining';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { planned, requestsOf } from '@/db/testing/transferring';
import { lastTold, reason, right, wronglyNumbered } from '@/db/testing/wrong-number';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { decideRequest } from '../requests/commands/decide';
import { submitJoin } from '../requests/commands/submit';
import { requestDetail } from '../requests/queries/detail';
import { correctPhone } from './commands/correct';
import { failOrders } from './commands/fail';

type Stage = Awaited<ReturnType<typeof wronglyNumbered>>;
let s: TestStreet;
let wang: { id: string; name: string };
let approvedFor: Stage['approvedFor'];
let failedFor: Stage['failedFor'];
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  ({ person: wang, approvedFor, failedFor } = await wronglyNumbered(s));
});

describe('a number that was wrong', () => {
  it('is told to whose it is, when he has an account', async () => {
    const { order } = await failedFor();
    await db()
      .insert(accounts)
      .values({ id: newId(), personId: wang.id, username: 'wang.wu', createdAt: now() });
    done(await correctPhone(s.headHeping, { id: order.id, phone: right }));
    expect(await lastTold(wang.id)).toEqual({
      title: '您登记的手机号已由李娟更正为 139****4321',
      href: '/me',
    });
  });

  it('is asked of the head of the unit he moved to; the one who moved him reads of it at the transfer', async () => {
    const group = await makeGroup('新华社区工作群', 'wechat', s.units.xinhua);
    const transfer = await planned(s, wang.id, { effectiveOn: officeDay(now()), joins: [group.id] });
    const join = (await requestsOf(transfer)).find(({ kind }) => kind === 'join');
    const requestId = join?.id ?? '';
    done(await decideRequest(s.office, { id: requestId, version: 1, decision: 'approve' }));
    const [order] = await ordersOf(requestId);
    done(await failOrders(s.office, { orders: [{ id: order?.id ?? '', version: 1 }], reason }));
    expect(await lastTold(s.headXinhua.personId)).toEqual({
      title: '王五加入「新华社区工作群」没有办成，请更正手机号',
      href: `/membership/${requestId}`,
    });
    expect((await requestDetail(s.headXinhua, requestId))?.may.correct).toBe(true);
    expect(await lastTold(s.headHeping.personId)).toEqual({
      title: '王五加入「新华社区工作群」没有办成，待所在单位负责人更正手机号',
      href: `/membership/transfer/${transfer}`,
    });
    done(await correctPhone(s.headXinhua, { id: order?.id ?? '', phone: right }));
    expect(await lastTold(s.headHeping.personId)).toEqual({
      title: '王五的手机号已由孙强更正，继续办理加入「新华社区工作群」',
      href: `/membership/transfer/${transfer}`,
    });
  });

  it('waits for the Office where he is at home elsewhere', async () => {
    const found = await approvedFor();
    await db().update(people).set({ unitId: s.units.xinhua.id }).where(eq(people.id, wang.id));
    done(await failOrders(s.office, { orders: [found.order], reason }));
    expect(await lastTold(s.headHeping.personId)).toEqual({
      title: '王五加入「和平社区工作群」没有办成，待街道办公室更正手机号',
      href: `/membership/${found.requestId}`,
    });
  });

  it('is asked for several people at once in a list of all of them', async () => {
    const zhao = await makePerson('赵六', s.units.heping);
    const { order } = await approvedFor();
    const { id } = done(await submitJoin(s.headHeping, joinOf(s, zhao.id)));
    done(await decideRequest(s.office, { id, version: 1, decision: 'approve' }));
    const [other] = await ordersOf(id);
    done(await failOrders(s.office, { orders: [order, { id: other?.id ?? '', version: 1 }], reason }));
    expect(await lastTold(s.headHeping.personId)).toEqual({
      title: '王五、赵六加入「和平社区工作群」没有办成，请更正手机号',
      href: '/membership?kind=join',
    });
  });

  it('is told, put right, to everybody who asked for what goes on', async () => {
    const first = await failedFor();
    const clerk = await makePerson('陈静', s.units.heping);
    const second = await failedFor((await makeGroup('防汛应急群', 'wechat', s.units.office)).id);
    await db()
      .update(membershipRequests)
      .set({ submittedBy: clerk.id })
      .where(eq(membershipRequests.id, second.requestId));
    done(await correctPhone(s.office, { id: first.order.id, phone: right }));
    expect(await lastTold(clerk.id)).toEqual({
      title: '王五的手机号已由周敏更正，继续办理加入「防汛应急群」',
      href: `/membership/${second.requestId}`,
    });
  });
});
