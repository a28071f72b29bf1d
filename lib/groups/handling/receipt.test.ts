import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { accounts, people } from '@/db/schema/identity';
import { memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done, ordersOf, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { withdrawRequest } from '../requests/commands/withdraw';
import { completeOrders } from './commands/complete';
import { failOrders, reissueOrder, reportAddedBefore } from './commands/fail';
import { completeInput } from './input';

const morning = new Date('2026-11-16T09:30:20+08:00');
const later = (minutes: number) => new Date(morning.getTime() + minutes * 60_000);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(morning, () => makeStreet());
});

const approvedAt = () => withClock(morning, () => approved(s));
const receipt = (id: string, handledAt?: Date) => ({ orders: [{ id, version: 1 }], handledAt });
const told = (personId: string | null) =>
  db()
    .select({ kind: notifications.kind, title: notifications.title, href: notifications.href })
    .from(notifications)
    .where(eq(notifications.personId, personId ?? ''));

describe('the receipt', () => {
  it('makes order and request done and starts the membership, from the time stated', async () => {
    const { request, order } = await approvedAt();
    await db()
      .insert(accounts)
      .values({ id: newId(), personId: request.personId, username: 'wangwu', createdAt: now() });
    const at = later(10);
    await withClock(later(45), async () => done(await completeOrders(s.groupAdmin, receipt(order.id, at))));
    expect((await ordersOf(request.id))[0]).toMatchObject({
      status: 'done',
      version: 2,
      handledAt: at,
      handledBy: s.groupAdmin.personId,
      statusByName: '张三',
    });
    expect(await requestRow(request.id)).toMatchObject({ status: 'done', version: 3, doneAt: later(45) });
    const [member] = await db().select().from(memberships).where(eq(memberships.originRequestId, request.id));
    expect(member).toMatchObject({ nickname: '和平王五', nicknameState: 'to_set', since: at, until: null });
    expect(await told(request.personId)).toEqual([
      { kind: 'nickname', title: '您已加入「和平社区工作群」，请将群昵称改为「和平王五」', href: '/me' },
    ]);
    expect((await told(s.headHeping.personId)).map(({ title }) => title)).toContain(
      '王五已加入「和平社区工作群」',
    );
    expect((await trailOf('order', order.id)).at(-1)).toMatchObject({
      action: 'order.complete',
      actorName: '张三',
      actingRole: 'group_admin',
      clause: '2.2.1a',
      before: { status: 'open' },
      after: { status: 'done' },
    });
    expect((await trailOf('membership', request.id)).at(-1)).toMatchObject({
      action: 'membership.finish',
      actingRole: 'group_admin',
      clause: '2.1.1',
    });
    expect((await trailOf('group', request.groupId)).at(-1)).toMatchObject({
      action: 'group.join',
      after: { person: '王五', request: request.number },
    });
  });

  it('takes now when no time is stated, and a time of the very minute the order was opened', async () => {
    const [first, second] = [await approvedAt(), await approvedAt()];
    await withClock(later(5), async () => done(await completeOrders(s.groupAdmin, receipt(first.order.id))));
    const minute = new Date('2026-11-16T09:30:00+08:00');
    await withClock(later(5), async () =>
      done(await completeOrders(s.groupAdmin, receipt(second.order.id, minute))),
    );
    expect((await ordersOf(first.request.id))[0]?.handledAt).toEqual(later(5));
    expect((await ordersOf(second.request.id))[0]?.handledAt).toEqual(minute);
  });

  it.each([
    ['later than now', later(60), '办理时间不能晚于现在'],
    ['before the order', later(-5), '办理时间不能早于办理单下达时间'],
  ])('refuses a time %s', async (_, at, message) => {
    const { request, order } = await approvedAt();
    const refusal = await withClock(later(30), async () =>
      refusalOf(await completeOrders(s.groupAdmin, receipt(order.id, at))),
    );
    expect(refusal).toMatchObject({ code: 'rule', message, fields: { handledAt: message } });
    expect((await requestRow(request.id)).status).toBe('approved');
  });

  it('reads the time typed as the office’s, and takes an empty one for now', () => {
    const parse = (handledAt: unknown) =>
      completeInput.safeParse({ orders: [{ id: newId(), version: 1 }], handledAt });
    expect(parse('2026-11-16T09:31').data?.handledAt).toEqual(new Date('2026-11-16T01:31:00Z'));
    expect(parse('').success).toBe(true);
    expect(parse('yesterday').success).toBe(false);
  });

  it('for several at once answers for each', async () => {
    const [first, second] = [await approved(s), await approved(s)];
    done(await withdrawRequest(s.headHeping, { id: second.request.id, version: 2 }));
    const orders = [first.order, second.order].map(({ id }) => ({ id, version: 1 }));
    const value = done(await completeOrders(s.groupAdmin, { orders, handledAt: undefined }));
    expect(value.completed).toBe(1);
    expect(value.refused).toMatchObject([{ number: second.order.number, refusal: { code: 'conflict' } }]);
  });

  it('is not written for somebody who has left', async () => {
    const { request, order } = await approved(s);
    await db().update(people).set({ departedAt: now() }).where(eq(people.id, request.personId));
    expect(refusalOf(await completeOrders(s.groupAdmin, receipt(order.id))).message).toContain('已离任');
  });
});

describe('who may handle', () => {
  it.each([
    ['the head who asked', () => s.headHeping],
    ['a member of the group', () => s.member],
    ['the supervisor', () => s.supervisor],
    ['the auditor', () => s.auditor],
    ['the system administrator', () => s.sysadmin],
    ['a leader', () => s.leader],
  ])('%s does not even see the order', async (_, actor) => {
    const { order } = await approved(s);
    const acts = [
      await completeOrders(actor(), receipt(order.id)),
      await failOrders(actor(), { orders: [{ id: order.id, version: 1 }], reason: '无' }),
      await reissueOrder(actor(), { id: order.id }),
      await reportAddedBefore(actor(), { id: order.id }),
    ];
    expect(acts.map((act) => refusalOf(act).code)).toEqual([
      'not_found',
      'not_found',
      'not_found',
      'not_found',
    ]);
    const [row] = await db()
      .select()
      .from(workOrders)
      .where(and(eq(workOrders.id, order.id)));
    expect(row).toMatchObject({ status: 'open', version: 1 });
  });

  it('each verb moves an open order only', async () => {
    for (const status of ['done', 'failed', 'cancelled'] as const) {
      const { order } = await approved(s);
      await db()
        .update(workOrders)
        .set({
          status,
          handledAt: status === 'done' ? now() : null,
          failReason: status === 'failed' ? '无' : null,
        })
        .where(eq(workOrders.id, order.id));
      expect(refusalOf(await completeOrders(s.groupAdmin, receipt(order.id))).code).toBe('conflict');
      const fail = await failOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], reason: '无' });
      expect(refusalOf(fail).code).toBe('conflict');
    }
  });
});
