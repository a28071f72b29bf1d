import { and, eq, inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { done, ordersOf, submitted } from '@/db/testing/joining';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { completeOrders } from '../handling/commands/complete';
import { failOrders } from '../handling/commands/fail';
import { decideRequest } from './commands/decide';
import { terminateRequest, withdrawRequest } from './commands/withdraw';
import * as requestBoard from './workbench';

let s: TestStreet;
let delegate: Actor;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
  const person = await makePerson('陈静', s.units.heping);
  delegate = actorOf(person, s.units.heping, {
    role: 'unit_head',
    unitIds: [s.units.heping.id],
    onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
  });
});

/** What the delegate and 李娟, in whose stead he asked, were told of the request, oldest first. */
async function told(requestId: string) {
  const rows = await db()
    .select({ personId: notifications.personId, title: notifications.title })
    .from(notifications)
    .where(
      and(
        eq(notifications.href, `/membership/${requestId}`),
        inArray(notifications.personId, [delegate.personId ?? '', s.headHeping.personId ?? '']),
      ),
    )
    .orderBy(notifications.id);
  const of = ({ personId }: Actor) => rows.filter((row) => row.personId === personId).map((row) => row.title);
  return { delegate: of(delegate), principal: of(s.headHeping) };
}

const approve = async (id: string) => {
  done(await decideRequest(s.office, { id, version: 1, decision: 'approve' }));
  const [order] = await ordersOf(id);
  return { id: order?.id ?? '', version: 1 };
};

describe('what becomes of a request sent by a delegate is told to him and to whose duty it was', () => {
  it('approved and done', async () => {
    const { id } = await submitted(s, delegate);
    const order = await approve(id);
    done(await completeOrders(s.groupAdmin, { orders: [order], handledAt: undefined }));
    const both = ['王五加入「和平社区工作群」的申请已通过', '王五已加入「和平社区工作群」'];
    expect(await told(id)).toEqual({ delegate: both, principal: both });
  });

  it('names both where it waits for a decision', async () => {
    const { number } = await submitted(s, delegate);
    const [board] = await requestBoard.waiting(s.office);
    const line = board?.items.find(({ detail }) => detail.endsWith(number));
    expect(line?.detail).toBe(`和平社区 ${delegate.name}（代${s.headHeping.name}）提交 · ${number}`);
  });

  it('rejected', async () => {
    const { id } = await submitted(s, delegate);
    done(await decideRequest(s.office, { id, version: 1, decision: 'reject', reason: '材料不全' }));
    const both = ['王五加入「和平社区工作群」的申请被驳回'];
    expect(await told(id)).toEqual({ delegate: both, principal: both });
  });

  it('ended by the Office', async () => {
    const { id } = await submitted(s, delegate);
    done(await failOrders(s.groupAdmin, { orders: [await approve(id)], reason: '对方拒绝' }));
    done(await terminateRequest(s.office, { id, version: 2, reason: '不再需要' }));
    const last = '王五加入「和平社区工作群」的申请已终止';
    const { delegate: one, principal: other } = await told(id);
    expect([one.at(-1), other.at(-1)]).toEqual([last, last]);
  });

  it('withdrawn by one of them: the other, and whoever had approved', async () => {
    const { id } = await submitted(s, delegate);
    await approve(id);
    done(await withdrawRequest(s.headHeping, { id, version: 2 }));
    const last = '王五加入「和平社区工作群」的申请已撤回';
    const { delegate: one, principal: other } = await told(id);
    expect([one.includes(last), other.includes(last)]).toEqual([true, false]);
    const rows = await db().select().from(notifications).where(eq(notifications.title, last));
    expect(rows.map(({ personId }) => personId)).toContain(s.office.personId);
  });
});
