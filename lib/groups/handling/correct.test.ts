import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { givePhone } from '@/db/testing/joins';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { lastTold, reason, right, wrong, wronglyNumbered } from '@/db/testing/wrong-number';
import { decrypt } from '@/lib/core/crypto';
import { parseList } from '@/lib/core/paging';
import { orderList } from '../orders/list';
import { ordersByGroup } from '../orders/queries/by-group';
import { orderDetail } from '../orders/queries/detail';
import { requestDetail } from '../requests/queries/detail';
import { completeOrders } from './commands/complete';
import { correctPhone } from './commands/correct';
import { reissueOrder } from './commands/fail';
import { revealOrderPhone } from './commands/reveal';
import { correctPhoneInput } from './input';

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

const phoneOf = async () => {
  const [row] = await db().select().from(people).where(eq(people.id, wang.id));
  return row?.phoneCipher ? decrypt(row.phoneCipher) : null;
};
/** Whether the number is offered where orders are worked off. */
const offeredOnCard = async (id: string) => {
  const page = await ordersByGroup(s.office, parseList(orderList, { status: 'open' }));
  return page.rows.flatMap(({ lines }) => lines).find((line) => line.id === id)?.may.reveal;
};
const openOrders = () => db().select().from(workOrders).where(eq(workOrders.status, 'open'));

describe('a number that was wrong', () => {
  it('is told to whoever asked, who may put it right; the order goes on, and the record says who did it', async () => {
    const { requestId, order } = await failedFor();
    expect(await lastTold(s.headHeping.personId)).toEqual({
      title: '王五加入「和平社区工作群」没有办成，请更正手机号',
      href: `/membership/${requestId}`,
    });
    expect((await requestDetail(s.headHeping, requestId))?.may).toMatchObject({
      correct: true,
      reissue: false,
    });
    const { id, number, issued } = done(await correctPhone(s.headHeping, { id: order.id, phone: right }));
    expect(issued).toBe(1);
    expect(await phoneOf()).toBe(right);
    expect(await requestRow(requestId)).toMatchObject({ status: 'approved' });
    expect(await openOrders()).toMatchObject([{ id, number, kind: 'add', personId: wang.id }]);
    expect((await trailOf('order', order.id)).at(-1)).toMatchObject({
      action: 'order.correct_phone',
      actorName: '李娟',
      actingRole: 'unit_head',
      reason: '138****2210 改为 139****4321',
    });
    expect((await trailOf('person', wang.id)).at(-1)).toMatchObject({
      action: 'person.edit',
      actorName: '李娟',
      before: { phone: '138****2210' },
      after: { phone: '139****4321' },
    });
    expect(await lastTold(s.office.personId)).toMatchObject({
      title: '王五的手机号已由李娟更正，继续办理加入「和平社区工作群」',
    });
    expect(await lastTold(s.groupAdmin.personId)).toMatchObject({ href: `/orders/${id}` });
    expect((await requestDetail(s.headHeping, requestId))?.may.correct).toBe(false);
    done(await completeOrders(s.groupAdmin, { orders: [{ id, version: 1 }], handledAt: undefined }));
    expect(await requestRow(requestId)).toMatchObject({ status: 'done' });
  });

  it('is put right by the Office as well, which tells whoever asked', async () => {
    const { requestId, order } = await failedFor();
    expect((await orderDetail(s.office, order.id))?.may).toMatchObject({ correct: true, reissue: true });
    done(await correctPhone(s.office, { id: order.id, phone: right }));
    expect(await lastTold(s.headHeping.personId)).toEqual({
      title: '王五的手机号已由周敏更正，继续办理加入「和平社区工作群」',
      href: `/membership/${requestId}`,
    });
  });

  it('was to blame for every order that failed for it: all go on at once, but for what was dealt with', async () => {
    const [a, b, c] = await Promise.all(
      ['防汛应急群', '平安建设群', '城管执法群'].map((name) => makeGroup(name, 'wechat', s.units.office)),
    );
    const first = await failedFor(a?.id);
    const second = await failedFor(b?.id);
    const other = await failedFor(c?.id, '对方拒绝邀请');
    const dealtWith = await failedFor();
    done(await reissueOrder(s.office, { id: dealtWith.order.id }));
    expect(done(await correctPhone(s.headHeping, { id: first.order.id, phone: right })).issued).toBe(2);
    const origins = (await openOrders()).map(({ originId }) => originId).sort();
    expect(origins).toEqual([first.requestId, second.requestId, dealtWith.requestId].sort());
    expect(await requestRow(other.requestId)).toMatchObject({ status: 'approved' });
  });

  it('is shown anew where it was shown before, and whoever looks for him by it is told', async () => {
    const elsewhere = await approvedFor((await makeGroup('防汛应急群', 'wechat', s.units.office)).id);
    expect(done(await revealOrderPhone(s.office, elsewhere.order)).phone).toBe(wrong);
    const { order } = await failedFor();
    done(await correctPhone(s.headHeping, { id: order.id, phone: right }));
    const titles = await db().select().from(notifications).where(eq(notifications.kind, 'order'));
    expect(titles.map(({ title }) => title)).toContain(
      '王五的手机号已更正，请按新号码邀请加入「防汛应急群」',
    );
    expect((await orderDetail(s.office, elsewhere.order.id))?.may.reveal).toBe(true);
    expect(await offeredOnCard(elsewhere.order.id)).toBe(true);
    expect(done(await revealOrderPhone(s.office, elsewhere.order)).phone).toBe(right);
    expect(refusalOf(await revealOrderPhone(s.office, elsewhere.order)).code).toBe('rule');
  });

  it('is shown anew, too, where only digits that are left out were wrong', async () => {
    const alike = '13801002210';
    const elsewhere = await approvedFor((await makeGroup('防汛应急群', 'wechat', s.units.office)).id);
    expect(done(await revealOrderPhone(s.office, elsewhere.order)).phone).toBe(wrong);
    const { order } = await failedFor();
    done(await correctPhone(s.headHeping, { id: order.id, phone: alike }));
    expect((await trailOf('order', order.id)).at(-1)).toMatchObject({
      reason: '138****2210 改为 138****2210（隐去的数字已更正）',
    });
    expect((await orderDetail(s.office, elsewhere.order.id))?.may.reveal).toBe(true);
    expect(await offeredOnCard(elsewhere.order.id)).toBe(true);
    expect(done(await revealOrderPhone(s.office, elsewhere.order)).phone).toBe(alike);
    expect((await orderDetail(s.office, elsewhere.order.id))?.may.reveal).toBe(false);
    expect(await offeredOnCard(elsewhere.order.id)).toBe(false);
    expect(refusalOf(await revealOrderPhone(s.office, elsewhere.order)).message).toMatch(/周敏显示过/);
  });

  it('may have been none at all', async () => {
    await db()
      .update(people)
      .set({ phoneCipher: null, phoneHash: null, phoneMasked: null })
      .where(eq(people.id, wang.id));
    const { order } = await failedFor(undefined, '没有登记手机号');
    done(await correctPhone(s.headHeping, { id: order.id, phone: right }));
    expect((await trailOf('order', order.id)).at(-1)).toMatchObject({ reason: '登记 139****4321' });
  });

  it('is refused when it is the one on file, somebody else’s, or none', async () => {
    const { order } = await failedFor();
    await givePhone(s.member.personId ?? '', right);
    expect(refusalOf(await correctPhone(s.office, { id: order.id, phone: wrong })).fields).toEqual({
      phone: '与登记的手机号相同，请向本人核对后再填',
    });
    expect(refusalOf(await correctPhone(s.office, { id: order.id, phone: right })).fields).toEqual({
      phone: '该手机号已登记给和平社区刘洋',
    });
    expect(correctPhoneInput.safeParse({ id: order.id, phone: '1380000' }).success).toBe(false);
    expect(correctPhoneInput.parse({ id: order.id, phone: '+86 139-0000-4321' }).phone).toBe(right);
    expect(await openOrders()).toEqual([]);
    expect(await phoneOf()).toBe(wrong);
  });

  it.each([
    ['headHeping', 'done'],
    ['office', 'done'],
    ['office2', 'done'],
    ['groupAdmin', 'forbidden'],
    ['supervisor', 'forbidden'],
    ['headXinhua', 'not_found'],
    ['member', 'not_found'],
    ['leader', 'not_found'],
    ['sysadmin', 'not_found'],
    ['auditor', 'not_found'],
  ] as const)('by %s: %s', async (kind, outcome) => {
    const { order } = await failedFor();
    const result = await correctPhone(s[kind], { id: order.id, phone: right });
    expect(result.ok ? 'done' : result.refusal.code).toBe(outcome);
    expect(await phoneOf()).toBe(outcome === 'done' ? right : wrong);
  });

  it('is the Office’s business of somebody who is at home elsewhere, and where the number was not to blame', async () => {
    const { order } = await failedFor();
    await db().update(people).set({ unitId: s.units.xinhua.id }).where(eq(people.id, wang.id));
    expect(refusalOf(await correctPhone(s.headHeping, { id: order.id, phone: right })).code).toBe(
      'forbidden',
    );
    await db().update(people).set({ unitId: s.units.heping.id }).where(eq(people.id, wang.id));
    await db().update(workOrders).set({ failReason: '对方拒绝邀请' }).where(eq(workOrders.id, order.id));
    expect(refusalOf(await correctPhone(s.headHeping, { id: order.id, phone: right })).code).toBe('rule');
    done(await correctPhone(s.office, { id: order.id, phone: right }));
  });

  it('is not a delegate’s to correct, who sees the request but no phones; he reads who may', async () => {
    const stand = { id: s.headHeping.personId ?? '', name: s.headHeping.name };
    const grant = { role: 'unit_head', unitIds: [s.units.heping.id], onBehalfOf: stand } as const;
    const delegate = actorOf(await makePerson('陈静', s.units.heping), s.units.heping, grant);
    const { requestId, order } = await failedFor(undefined, reason, delegate);
    const refusal = refusalOf(await correctPhone(delegate, { id: order.id, phone: right }));
    expect(refusal).toMatchObject({
      code: 'forbidden',
      message: '手机号由所在单位负责人本人或街道办公室更正',
    });
    expect(await phoneOf()).toBe(wrong);
    expect((await requestDetail(delegate, requestId))?.may.correct).toBe(false);
    expect(await lastTold(delegate.personId)).toMatchObject({
      title: '王五加入「和平社区工作群」没有办成，待所在单位负责人更正手机号',
    });
    expect(await lastTold(s.headHeping.personId)).toMatchObject({
      title: '王五加入「和平社区工作群」没有办成，请更正手机号',
    });
  });

  it('is corrected once: the second is told so, and there is one order', async () => {
    const { order } = await failedFor();
    const results = await Promise.all([
      correctPhone(s.headHeping, { id: order.id, phone: right }),
      correctPhone(s.office, { id: order.id, phone: '13900004322' }),
      reissueOrder(s.office2, { id: order.id }),
    ]);
    expect(results.map((one) => (one.ok ? 'done' : one.refusal.code)).sort()).toEqual([
      'conflict',
      'conflict',
      'done',
    ]);
    expect(await openOrders()).toHaveLength(1);
  });
});
