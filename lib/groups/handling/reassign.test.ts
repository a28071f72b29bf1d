import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, refusalOf, trailOf } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { openAbout } from '@/db/testing/orders';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { openMoment } from '@/lib/calendar/rules';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { orderList } from '../orders/list';
import { ordersByGroup } from '../orders/queries/by-group';
import { orderDetail } from '../orders/queries/detail';
import { remindOverdueJob } from '../requests/jobs';
import { completeOrders } from './commands/complete';
import { dropOrder, failOrders, reissueOrder } from './commands/fail';
import { reassignOrders } from './commands/reassign';

let s: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const handOn = (to: Actor, orderId?: string, by = s.office) =>
  reassignOrders(by, {
    groupId: s.groups.heping.id,
    toPersonId: to.personId ?? '',
    reason: '张三休假',
    ...(orderId ? { orderId } : {}),
  });
const mine = async (actor: Actor) =>
  (await ordersByGroup(actor, parseList(orderList, { wait: 'me' }))).rows.flatMap(({ lines }) =>
    lines.map(({ id }) => id),
  );
const told = async (actor: Actor) =>
  (
    await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, actor.personId ?? ''))
  ).map(({ title }) => title);
const receipt = (id: string) => ({ orders: [{ id, version: 1 }], handledAt: undefined });

describe('orders handed on', () => {
  it('go to the one who is named, with the reason, and are no longer the others’', async () => {
    const { order } = await approved(s);
    expect(await mine(s.groupAdmin)).toEqual([order.id]);
    expect(await mine(s.office2)).toEqual([]);
    expect(done(await handOn(s.office2, order.id))).toEqual({ reassigned: 1, to: s.office2.name });
    expect(await mine(s.groupAdmin)).toEqual([]);
    expect(await mine(s.office2)).toEqual([order.id]);
    expect(await orderDetail(s.groupAdmin, order.id)).toMatchObject({
      assignedToName: s.office2.name,
      assignedReason: '张三休假',
    });
    expect(await told(s.office2)).toContain(`「和平社区工作群」办理单 ${order.number} 转交您办理`);
    expect((await told(s.groupAdmin)).at(-1)).toContain(`已转交${s.office2.name}办理`);
    expect((await trailOf('order', order.id)).at(-1)).toMatchObject({
      action: 'order.reassign',
      reason: `转交${s.office2.name}：张三休假`,
    });
    done(await completeOrders(s.office2, receipt(order.id)));
  });

  it('are told to whoever had been named before', async () => {
    const { order } = await approved(s);
    done(await handOn(s.office2, order.id));
    done(await handOn(s.groupAdmin, order.id));
    expect((await told(s.office2)).at(-1)).toContain(`已转交${s.groupAdmin.name}办理`);
  });

  it('all of a group at once; a receipt that is on its way counts all the same', async () => {
    const [one, two] = [await approved(s), await approved(s)];
    expect(done(await handOn(s.office2)).reassigned).toBe(2);
    done(await completeOrders(s.groupAdmin, receipt(one.order.id)));
    done(await completeOrders(s.office2, receipt(two.order.id)));
    expect(refusalOf(await handOn(s.office2)).code).toBe('conflict');
    expect(refusalOf(await handOn(s.office2, one.order.id)).code).toBe('conflict');
  });

  it('go only to who may handle them, by the Office only', async () => {
    const { order } = await approved(s);
    for (const to of [s.member, s.headHeping, s.leader])
      expect(refusalOf(await handOn(to, order.id)).code).toBe('rule');
    for (const by of [s.groupAdmin, s.headHeping, s.supervisor, s.leader, s.auditor])
      expect(refusalOf(await handOn(s.office2, order.id, by)).code).toBe('forbidden');
    done(await handOn(s.groupAdmin, order.id));
  });

  it('fall back to the group when the one who was named has lost his role', async () => {
    const { order } = await approved(s);
    done(await handOn(s.office2, order.id));
    await db()
      .update(roleAssignments)
      .set({ endsAt: now() })
      .where(eq(roleAssignments.personId, s.office2.personId ?? newId()));
    expect(await mine(s.groupAdmin)).toEqual([order.id]);
  });

  it('that lie overdue are told to the Office once a day, by group', async () => {
    const calendar = await workCalendar();
    // After the street was made, whenever that is; no holidays last that long.
    const weeksAhead = (weeks: number) =>
      openMoment(calendar, new Date(now().getTime() + weeks * 7 * 86_400_000));
    await withClock(weeksAhead(1), async () => {
      await approved(s);
      await approved(s);
    });
    await withClock(weeksAhead(5), async () => {
      await remindOverdueJob();
      await remindOverdueJob();
    });
    const said = (await told(s.office)).filter((title) => title.includes('可转交他人办理'));
    expect(said).toEqual(['「和平社区工作群」有 2 件办理单逾期，可转交他人办理']);
  });
});

describe('an order that no request stands behind', () => {
  const renamed = async () => {
    const { membershipId } = await memberOf(s);
    return { membershipId, order: await openAbout(s, membershipId) };
  };

  it('confirms the nickname when it is done', async () => {
    const { membershipId, order } = await renamed();
    done(await completeOrders(s.groupAdmin, receipt(order.id)));
    const [confirmed] = (await trailOf('member', membershipId)).filter(
      ({ action }) => action === 'nickname.confirm',
    );
    expect(confirmed?.after).toMatchObject({ nicknameState: 'confirmed', order: order.number });
  });

  it('comes back to the Office when it fails: to be issued anew, or let rest', async () => {
    const { order } = await renamed();
    done(await failOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], reason: '本人不同意' }));
    expect((await orderDetail(s.office, order.id))?.may).toMatchObject({ reissue: true, drop: true });
    const again = done(await reissueOrder(s.office, { id: order.id }));
    expect((await orderDetail(s.office, order.id))?.may).toMatchObject({ reissue: false, drop: false });
    done(await failOrders(s.groupAdmin, { orders: [{ id: again.id, version: 1 }], reason: '仍不同意' }));
    expect(refusalOf(await dropOrder(s.groupAdmin, { id: again.id, reason: '无' })).code).toBe('forbidden');
    done(await dropOrder(s.office, { id: again.id, reason: '此人即将退群' }));
    expect((await orderDetail(s.office, again.id))?.may).toMatchObject({ reissue: false, drop: false });
    expect(refusalOf(await reissueOrder(s.office, { id: again.id })).code).toBe('conflict');
    expect(refusalOf(await dropOrder(s.office2, { id: again.id, reason: '无' })).code).toBe('conflict');
  });

  it('is not let rest while a request stands behind it', async () => {
    const { order } = await approved(s);
    done(await failOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], reason: '对方拒绝' }));
    expect(refusalOf(await dropOrder(s.office, { id: order.id, reason: '无' })).code).toBe('rule');
  });
});
