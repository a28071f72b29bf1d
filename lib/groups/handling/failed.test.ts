import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, joinOf, ordersOf, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { orderDetail } from '../orders/queries/detail';
import * as orderBoard from '../orders/workbench';
import { submitJoin } from '../requests/commands/submit';
import { terminateRequest, withdrawRequest } from '../requests/commands/withdraw';
import { requestDetail } from '../requests/queries/detail';
import { completeOrders } from './commands/complete';
import { dropOrder, failOrders, reissueOrder, reportAddedBefore } from './commands/fail';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const receipt = (id: string) => ({ orders: [{ id, version: 1 }], handledAt: undefined });
const told = (personId: string | null) =>
  db()
    .select({ kind: notifications.kind, title: notifications.title, href: notifications.href })
    .from(notifications)
    .where(eq(notifications.personId, personId ?? ''));

/** Where the Office deals with what came back. */
const returnedOf = async (actor: Actor) =>
  (await orderBoard.waiting(actor))
    .filter(({ key }) => key === 'order-returned')
    .flatMap(({ items }) => items.map(({ href }) => href));

describe('what could not be done', () => {
  const failed = async () => {
    const { request, order } = await approved(s);
    done(
      await failOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], reason: '对方拒绝了邀请' }),
    );
    return { request, order };
  };

  it('goes back to the Office with its reason; the request stays approved', async () => {
    const { request, order } = await failed();
    expect((await ordersOf(request.id))[0]).toMatchObject({ status: 'failed', failReason: '对方拒绝了邀请' });
    expect((await requestRow(request.id)).status).toBe('approved');
    expect((await told(s.office2.personId)).at(-1)).toMatchObject({
      title: `办理单 ${order.number} 未办成，请重新下达或终止申请`,
      href: `/orders/${order.id}`,
    });
    expect((await trailOf('order', order.id)).at(-1)).toMatchObject({
      action: 'order.fail',
      reason: '对方拒绝了邀请',
    });
  });

  it('is ordered anew by the Office, once; the failed order stays failed', async () => {
    const { request, order } = await failed();
    expect(refusalOf(await reissueOrder(s.groupAdmin, { id: order.id })).code).toBe('forbidden');
    const again = await Promise.all(
      [s.office, s.office2].map((actor) => reissueOrder(actor, { id: order.id })),
    );
    expect(again.filter(({ ok }) => ok)).toHaveLength(1);
    const loser = again.find(({ ok }) => !ok);
    expect(loser && refusalOf(loser)).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('重新下达'),
    });
    const orders = await ordersOf(request.id);
    expect(orders.map(({ status, kind }) => [status, kind])).toEqual([
      ['failed', 'add'],
      ['open', 'add'],
    ]);
    done(await completeOrders(s.groupAdmin, receipt(orders[1]?.id ?? '')));
    expect((await requestRow(request.id)).status).toBe('done');
  });

  it('may be ended by the Office with a reason, but not while an order is open', async () => {
    const { request, order } = await failed();
    const end = { id: request.id, version: 2, reason: '本人不需要' };
    done(await reissueOrder(s.office, { id: order.id }));
    expect(refusalOf(await terminateRequest(s.office, end))).toMatchObject({ code: 'rule' });
    const [, second] = await ordersOf(request.id);
    done(
      await failOrders(s.groupAdmin, { orders: [{ id: second?.id ?? '', version: 1 }], reason: '仍拒绝' }),
    );
    done(await terminateRequest(s.office, end));
    expect((await requestRow(request.id)).status).toBe('withdrawn');
    expect((await trailOf('membership', request.id)).at(-1)).toMatchObject({
      action: 'membership.terminate',
      reason: '本人不需要',
    });
    expect(refusalOf(await reissueOrder(s.office, { id: second?.id ?? '' })).code).toBe('conflict');
  });
});

describe('a request withdrawn after approval', () => {
  it('cancels the order and tells whoever would have handled it', async () => {
    const { request, order } = await approved(s);
    done(await withdrawRequest(s.headHeping, { id: request.id, version: 2, reason: '本人调岗' }));
    expect((await ordersOf(request.id))[0]).toMatchObject({ status: 'cancelled', statusByName: '李娟' });
    expect((await told(s.groupAdmin.personId)).at(-1)).toEqual({
      kind: 'order',
      title: '王五加入「和平社区工作群」的申请已撤回',
      href: `/orders/${order.id}`,
    });
    expect((await told(s.office.personId)).at(-1)).toMatchObject({ href: `/membership/${request.id}` });
    expect(refusalOf(await completeOrders(s.groupAdmin, receipt(order.id)))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('已由李娟于'),
    });
  });

  it('orders the removal when the person had been added by then, once', async () => {
    const { request, order } = await approved(s);
    expect(refusalOf(await reportAddedBefore(s.groupAdmin, { id: order.id })).code).toBe('rule');
    done(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }));
    done(await reportAddedBefore(s.groupAdmin, { id: order.id }));
    expect(refusalOf(await reportAddedBefore(s.groupAdmin, { id: order.id })).code).toBe('conflict');
    const [, removal] = await ordersOf(request.id);
    expect(removal).toMatchObject({ kind: 'remove', status: 'open' });
    done(await completeOrders(s.groupAdmin, receipt(removal?.id ?? '')));
    expect((await requestRow(request.id)).status).toBe('withdrawn');
    expect(await db().select().from(memberships).where(eq(memberships.personId, request.personId))).toEqual(
      [],
    );
  });

  it('has a removal that failed ordered anew by the Office, until it is done', async () => {
    const { request, order } = await approved(s);
    done(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }));
    done(await reportAddedBefore(s.groupAdmin, { id: order.id }));
    const removal = (await ordersOf(request.id)).at(-1);
    const { id = '', number } = removal ?? {};
    done(await failOrders(s.groupAdmin, { orders: [{ id, version: 1 }], reason: '平台暂不可用' }));
    expect((await told(s.office2.personId)).at(-1)?.title).toBe(`办理单 ${number} 未办成，请重新下达`);
    expect((await orderDetail(s.office, id))?.may.reissue).toBe(true);
    expect((await requestDetail(s.office, request.id))?.may).toMatchObject({
      reissue: true,
      terminate: false,
    });
    expect((await orderDetail(s.groupAdmin, id))?.may.reissue).toBe(false);
    expect(await returnedOf(s.office)).toEqual([`/orders/${id}`]);
    expect(refusalOf(await reissueOrder(s.groupAdmin, { id })).code).toBe('forbidden');
    done(await reissueOrder(s.office, { id }));
    expect(refusalOf(await reissueOrder(s.office2, { id })).code).toBe('conflict');
    expect(await returnedOf(s.office)).toEqual([]);
    const again = (await ordersOf(request.id)).at(-1);
    expect(again).toMatchObject({ kind: 'remove', status: 'open' });
    done(await completeOrders(s.groupAdmin, receipt(again?.id ?? '')));
    expect(await returnedOf(s.office)).toEqual([]);
  });

  it('lets a removal rest when nobody of that name is in the chat', async () => {
    const { request, order } = await approved(s);
    const drop = (id: string) => dropOrder(s.office, { id, reason: '群内没有此人' });
    done(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }));
    done(await reportAddedBefore(s.groupAdmin, { id: order.id }));
    const { id = '' } = (await ordersOf(request.id)).at(-1) ?? {};
    done(await failOrders(s.groupAdmin, { orders: [{ id, version: 1 }], reason: '群内找不到此人' }));
    expect((await orderDetail(s.office, id))?.may).toMatchObject({ reissue: true, drop: true });
    expect(refusalOf(await dropOrder(s.groupAdmin, { id, reason: '群内没有此人' })).code).toBe('forbidden');
    done(await drop(id));
    expect(await returnedOf(s.office)).toEqual([]);
    expect((await requestDetail(s.office, request.id))?.may.reissue).toBe(false);
    expect(refusalOf(await reissueOrder(s.office, { id })).code).toBe('conflict');
    expect(refusalOf(await drop(id)).code).toBe('conflict');
  });

  it('is ended itself while it is under way: its order may not rest', async () => {
    const { order } = await approved(s);
    done(await failOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], reason: '对方拒绝邀请' }));
    expect((await orderDetail(s.office, order.id))?.may).toMatchObject({ reissue: true, drop: false });
    expect(refusalOf(await dropOrder(s.office, { id: order.id, reason: '不必' })).code).toBe('rule');
  });

  it('asks for no removal of somebody who may join again meanwhile', async () => {
    const { request, order } = await approved(s);
    done(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }));
    done(await reportAddedBefore(s.groupAdmin, { id: order.id }));
    const { id = '' } = (await ordersOf(request.id)).at(-1) ?? {};
    done(await failOrders(s.groupAdmin, { orders: [{ id, version: 1 }], reason: '平台暂不可用' }));
    done(await submitJoin(s.headHeping, joinOf(s, request.personId)));
    expect(await returnedOf(s.office)).toEqual([]);
    expect((await orderDetail(s.office, id))?.may.reissue).toBe(false);
    expect(refusalOf(await reissueOrder(s.office, { id })).code).toBe('rule');
  });

  it('cannot be withdrawn once done', async () => {
    const { request, order } = await approved(s);
    done(await completeOrders(s.groupAdmin, receipt(order.id)));
    expect(refusalOf(await withdrawRequest(s.headHeping, { id: request.id, version: 2 }))).toMatchObject({
      code: 'conflict',
      message: expect.stringMatching(/^已由张三于 .*「已办结」$/),
    });
  });
});
