import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { memberships, workOrders } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { failOrders, reissueOrder } from '../handling/commands/fail';
import { orderDetail } from '../orders/queries/detail';
import { waiting } from '../orders/workbench';
import { settleRoster } from './commands/settle';
import { checkPasted } from './commands/take';
import type { SettleRoster } from './input';

let s: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

async function enrol(name: string): Promise<void> {
  const { id } = await makePerson(name, s.units.heping);
  await db()
    .insert(memberships)
    .values({
      id: newId(),
      groupId: s.groups.heping.id,
      personId: id,
      unitId: s.units.heping.id,
      nickname: `和平${name}`,
      nicknameState: 'to_set',
      origin: 'baseline',
      since: now(),
    });
}

async function check(text: string): Promise<string> {
  const answer = await checkPasted(s.groupAdmin, {
    submissionId: newId(),
    groupId: s.groups.heping.id,
    text,
  });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.id;
}

/** Takes a step for the first lines that show, or should show, this nickname. */
async function step(actor: Actor, checkId: string, which: string, how: SettleRoster['step'], most = 1) {
  const entries = await db().select().from(rosterEntries).where(eq(rosterEntries.checkId, checkId));
  const rows = entries
    .filter(({ nickname, expected }) => (nickname ?? expected) === which)
    .slice(0, most)
    .map(({ id, version }) => ({ id, version }));
  return settleRoster(actor, { submissionId: newId(), checkId, rows, step: how, reason: undefined });
}

describe('an order out of a roster check', () => {
  it('calls a stranger by his nickname wherever the order is spoken of', async () => {
    const id = await check('和平刘洋\n路人甲');
    await step(s.office, id, '路人甲', 'remove');
    const title = '请将路人甲移出「和平社区工作群」';
    const [board] = await waiting(s.groupAdmin);
    expect(board?.items).toMatchObject([{ title }]);
    const told = await db()
      .select()
      .from(notifications)
      .where(eq(notifications.personId, s.groupAdmin.personId ?? ''));
    expect(told.at(-1)).toMatchObject({ title });
    const [order] = await db().select().from(workOrders);
    await failOrders(s.groupAdmin, { orders: [{ id: order?.id ?? '', version: 1 }], reason: '此人是群主' });
    const returned = (await waiting(s.office)).find(({ key }) => key === 'order-returned');
    expect(returned?.items).toMatchObject([{ title: '未能将路人甲移出「和平社区工作群」' }]);
  });

  it('orders nothing that an order out of an earlier check asks for already', async () => {
    await enrol('李雷');
    const text = '和平刘洋\n路人甲\n路人甲';
    const first = await check(text);
    expect(await step(s.groupAdmin, first, '路人甲', 'remove', 2)).toMatchObject({ value: { settled: 2 } });
    await step(s.groupAdmin, first, '和平李雷', 'add');
    const second = await check(text);
    for (const [which, how] of [
      ['路人甲', 'remove'],
      ['和平李雷', 'add'],
    ] as const)
      expect(await step(s.office, second, which, how)).toMatchObject({
        refusal: { code: 'rule', message: expect.stringContaining('已有办理单') },
      });
    expect(await db().select().from(workOrders)).toHaveLength(3);
  });

  it('to add a member once more ends with his membership', async () => {
    await enrol('李雷');
    await step(s.groupAdmin, await check('和平刘洋'), '和平李雷', 'add');
    await step(s.groupAdmin, await check('和平刘洋'), '和平李雷', 'leave');
    const [order] = await db().select().from(workOrders);
    expect(order).toMatchObject({ kind: 'add', originType: 'membership', status: 'cancelled' });
    const shown = await orderDetail(s.groupAdmin, order?.id ?? '');
    expect(shown?.may).toMatchObject({ handle: false, reportAdded: false });
  });

  it('adds nobody once more who has ceased to be a member', async () => {
    await enrol('李雷');
    await step(s.groupAdmin, await check('和平刘洋'), '和平李雷', 'add');
    const [order] = await db().select().from(workOrders);
    await failOrders(s.groupAdmin, { orders: [{ id: order?.id ?? '', version: 1 }], reason: '对方拒绝邀请' });
    await step(s.groupAdmin, await check('和平刘洋'), '和平李雷', 'leave');
    expect(await reissueOrder(s.office, { id: order?.id ?? '' })).toMatchObject({
      refusal: { code: 'conflict', message: expect.stringContaining('不必重新下达') },
    });
  });
});
