import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { files } from '@/db/schema/house';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { deliveryRows, noticeRow, orderRows, toldTo } from '@/db/testing/publishing';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { officeMoment } from '@/lib/core/time';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { failOrders, reissueOrder } from '@/lib/groups/handling/commands/fail';
import { orderList } from '@/lib/groups/orders/list';
import { orderDetail } from '@/lib/groups/orders/queries/detail';
import { listOrders } from '@/lib/groups/orders/queries/list';
import { remindOverdueJob } from '@/lib/groups/requests/jobs';
import { unreadCount } from '@/lib/inbox/queries';
import { carriedNotice, deliveriesOf, mayReadPostReceipt } from '../delivery/queries';
import { chatsOf } from '../delivery/rules';
import { noticeList } from '../list';
import { listNotices } from '../queries/list';
import { publishDue } from './commands/due';
import { recallNotice } from './commands/recall';

const monday = officeMoment('2026-11-23', 10 * 60);
const at = <T>(work: () => Promise<T>, minutes = 0) =>
  withClock(new Date(monday.getTime() + minutes * 60_000), work);

let s: TestStreet;
let id: string;
let other: { id: string };
beforeEach(async () => {
  await emptyStreet();
  s = await at(() => makeStreet());
  other = await at(() => makeGroup('防汛应急群', 'wecom', s.units.office));
  const { notice } = await insertNotice({
    author: s.headHeping,
    groups: [s.groups.heping, other, s.groups.portal],
    status: 'scheduled',
    createdAt: monday,
    publishAt: monday,
  });
  id = notice.id;
  done(await at(() => publishDue(systemActor('notices.publish'), { id })));
});

const orderIn = async (groupId: string, kind = 'post') => {
  const order = (await orderRows(id)).findLast((row) => row.groupId === groupId && row.kind === kind);
  if (!order) throw new Error('no order');
  return order;
};
const post = async (groupId: string, screenshots: string[] = []) => {
  const order = await orderIn(groupId);
  done(
    await at(
      () =>
        completeOrders(s.office, {
          orders: [{ id: order.id, version: order.version }],
          handledAt: undefined,
          screenshots,
        }),
      30,
    ),
  );
};
const fail = async (groupId: string) => {
  const order = await orderIn(groupId);
  done(
    await at(
      () =>
        failOrders(s.office, { orders: [{ id: order.id, version: order.version }], reason: '群内禁止发言' }),
      30,
    ),
  );
};
const recall = (actor: Actor = s.headHeping) =>
  at(() => recallNotice(actor, { id, version: 2, reason: '时间有误' }), 60);
const rowIn = async (groupId: string, actor: Actor = s.headHeping) =>
  (await deliveriesOf(actor, id))?.find((row) => row.groupId === groupId);

describe('发布情况, read back from the orders', () => {
  it('counts the same chats in the list as on the page, for those who follow it', async () => {
    const listed = async (actor: Actor) =>
      (await listNotices(actor, parseList(noticeList, {}))).rows.map(({ chats }) => chats);
    const counted = async () => [chatsOf((await deliveriesOf(s.headHeping, id)) ?? [])];
    expect(await listed(s.headHeping)).toEqual([{ there: 0, total: 2 }]);
    await post(s.groups.heping.id);
    await fail(other.id);
    expect(await counted()).toEqual([{ there: 1, total: 2 }]);
    for (const actor of [s.headHeping, s.office, s.supervisor])
      expect(await listed(actor)).toEqual(await counted());
    expect(await listed(s.member)).toEqual([null]);
    done(await recall());
    expect(await listed(s.office)).toEqual([null]);
    const [row] = (await listNotices(s.office, parseList(noticeList, {}))).rows;
    const titled = noticeList.columns.find(({ title }) => title === '标题');
    expect(row && titled?.value(row)).toBe(`（已召回）${row?.title}`);
  });

  it('tells of each group how far it is', async () => {
    expect(await rowIn(s.groups.portal.id)).toMatchObject({ state: 'portal', at: monday, post: null });
    expect(await rowIn(s.groups.heping.id)).toMatchObject({
      state: 'waiting',
      at: null,
      post: { status: 'open' },
    });
    const picture = newId();
    await db()
      .insert(files)
      .values({
        id: picture,
        name: '截图.png',
        contentType: 'image/png',
        size: 10,
        sha256: 'a',
        storageKey: picture,
        uploadedBy: s.office.personId ?? '',
        uploadedAt: monday,
      });
    await post(s.groups.heping.id, [picture]);
    const there = await rowIn(s.groups.heping.id);
    expect(there).toMatchObject({
      state: 'there',
      post: { handledByName: '周敏', screenshots: [{ id: picture }] },
    });
    expect(there?.at?.getTime()).toBe(monday.getTime() + 30 * 60_000);
    const receipt = (await orderIn(s.groups.heping.id)).receiptId ?? '';
    expect(await mayReadPostReceipt(s.headHeping, receipt)).toBe(true);
    expect(await mayReadPostReceipt(s.groupAdmin, receipt)).toBe(true);
    expect(await mayReadPostReceipt(s.headXinhua, receipt)).toBe(false);
  });

  it('shows what failed, and what the Office issued in its place', async () => {
    await fail(s.groups.heping.id);
    expect(await rowIn(s.groups.heping.id)).toMatchObject({
      state: 'failed',
      post: { failReason: '群内禁止发言', may: { reissue: false, open: false } },
    });
    expect(await rowIn(s.groups.heping.id, s.office)).toMatchObject({
      post: { may: { reissue: true, open: true } },
    });
    const { id: failed } = await orderIn(s.groups.heping.id);
    done(await at(() => reissueOrder(s.office, { id: failed }), 40));
    expect(await rowIn(s.groups.heping.id)).toMatchObject({ state: 'waiting' });
    expect((await orderIn(s.groups.heping.id)).detail).toEqual((await orderRows(id))[0]?.detail);
  });

  it('names each order by its notice in the list of orders, and in what is exported of it', async () => {
    const { rows } = await listOrders(s.office, parseList(orderList, {}));
    expect(rows.map(({ title }) => title)).toEqual(Array(2).fill('关于开展消防安全排查的通知'));
    const titled = orderList.columns.find(({ title }) => title === '信息标题');
    expect(rows.map((row) => titled?.value(row))).toEqual(rows.map(({ title }) => title));
  });

  it('is for those who follow it, and for nobody else', async () => {
    for (const actor of [s.headHeping, s.office, s.supervisor])
      expect(await deliveriesOf(actor, id)).toHaveLength(3);
    for (const actor of [s.member, s.groupAdmin, s.headXinhua, s.auditor, s.sysadmin])
      expect(await deliveriesOf(actor, id)).toBeNull();
  });

  it('reminds whoever handles a post that is overdue', async () => {
    await at(() => remindOverdueJob(), 2 * 24 * 60);
    const { number } = await orderIn(s.groups.heping.id);
    expect((await toldTo(s.groupAdmin.personId)).at(-1)).toContain(`办理单 ${number} 逾期`);
  });
});

describe('召回', () => {
  it('cancels what is not in the chat yet, and orders the rest to be taken back', async () => {
    await post(s.groups.heping.id);
    expect(done(await recall())).toEqual({ cancelled: 1, recalls: 1 });
    expect(await noticeRow(id)).toMatchObject({ status: 'recalled', recallReason: '时间有误' });
    expect((await deliveryRows(id)).map(({ status }) => status)).toEqual([
      'recalled',
      'recalled',
      'recalled',
    ]);
    const order = await orderIn(s.groups.heping.id, 'recall');
    // Recalled at eleven, and to be gone half an hour later.
    const dueAt = new Date(monday.getTime() + 90 * 60_000);
    expect(order).toMatchObject({ status: 'open', clause: '1.3.2', dueAt });
    expect(order.detail.text).toBe(
      '【更正说明】和平社区 11-23 10:00 发布的《关于开展消防安全排查的通知》已召回，请勿转发、引用，以后续发布的信息为准。\n\n召回原因：时间有误\n\n和平社区\n2026-11-23 周一 11:00',
    );
    expect(await rowIn(s.groups.heping.id)).toMatchObject({ state: 'there', recall: { status: 'open' } });
    expect((await toldTo(s.member.personId)).at(-1)).toBe(
      '《关于开展消防安全排查的通知》已召回，请勿再转发、引用',
    );
  });

  it('leaves nothing of a failed post to be issued anew', async () => {
    await fail(s.groups.heping.id);
    done(await recall());
    const { id: failed } = await orderIn(s.groups.heping.id);
    const read = await orderDetail(s.office, failed);
    expect(read?.events.at(-1)).toMatchObject({
      action: 'order.drop',
      reason: '信息已召回：时间有误',
      by: '李娟',
    });
    expect(await carriedNotice(s.office, read?.originId ?? '')).toMatchObject({ recalled: true });
    expect(await at(() => reissueOrder(s.office, { id: failed }), 70)).toMatchObject({
      ok: false,
      refusal: { code: 'conflict' },
    });
    expect((await orderRows(id)).filter(({ status }) => status === 'open')).toEqual([]);
  });

  it('issues nothing anew in a group that is out of use, but for what is to be taken back', async () => {
    await post(s.groups.heping.id);
    await fail(other.id);
    const archived = { archivedAt: monday, archivedReason: '工作已结束' };
    await db().update(groups).set(archived);
    const { id: failed } = await orderIn(other.id);
    expect(await at(() => reissueOrder(s.office, { id: failed }), 40)).toMatchObject({
      ok: false,
      refusal: { code: 'rule', message: '「防汛应急群」已归档，不能重新下达；请选「不再办理」' },
    });
    expect((await orderDetail(s.office, failed))?.may).toMatchObject({ reissue: false, drop: true });
    expect(await rowIn(other.id, s.office)).toMatchObject({ post: { may: { reissue: false } } });
    done(await recall());
    const { id: first, version } = await orderIn(s.groups.heping.id, 'recall');
    const orders = [{ id: first, version }];
    done(await at(() => failOrders(s.office, { orders, reason: '群内找不到这条信息' }), 80));
    expect((await orderDetail(s.office, first))?.may.reissue).toBe(true);
    expect(await rowIn(s.groups.heping.id, s.office)).toMatchObject({ recall: { may: { reissue: true } } });
    done(await at(() => reissueOrder(s.office, { id: first }), 100));
  });

  it('gives an order to take it back that is issued anew the minutes of the first', async () => {
    await post(s.groups.heping.id);
    done(await recall());
    const { id: first, version } = await orderIn(s.groups.heping.id, 'recall');
    const orders = [{ id: first, version }];
    done(await at(() => failOrders(s.office, { orders, reason: '群内找不到这条信息' }), 80));
    done(await at(() => reissueOrder(s.office, { id: first }), 100));
    const again = await orderIn(s.groups.heping.id, 'recall');
    expect(again.id).not.toBe(first);
    expect(again.dueAt).toEqual(new Date(monday.getTime() + 130 * 60_000));
  });

  it('meets a receipt or a new order at the same moment, and leaves no post open', async () => {
    await fail(s.groups.heping.id);
    const { id: failed } = await orderIn(s.groups.heping.id);
    const waiting = (await orderRows(id)).find(({ status }) => status === 'open');
    await Promise.all([
      recall(),
      at(() => reissueOrder(s.office, { id: failed }), 60),
      at(
        () =>
          completeOrders(s.office, { orders: [{ id: waiting?.id ?? '', version: 1 }], handledAt: undefined }),
        60,
      ),
    ]);
    expect(await noticeRow(id)).toMatchObject({ status: 'recalled' });
    const rows = await orderRows(id);
    expect(rows.filter(({ kind, status }) => kind === 'post' && status === 'open')).toEqual([]);
    const there = rows.filter(({ kind, status }) => kind === 'post' && status === 'done').length;
    expect(rows.filter(({ kind }) => kind === 'recall')).toHaveLength(there);
  });

  it('leaves no message that asks to read it, and its members told', async () => {
    const before = await toldTo(s.member.personId);
    expect(before).toHaveLength(1);
    done(await recall());
    const [asked, told] = await toldTo(s.member.personId);
    expect(asked).toBe(`（已召回）${before[0]}`);
    expect(told).toContain('已召回，请勿再转发、引用');
    expect(await unreadCount(s.member)).toBe(1);
  });

  it('is done once, by its author, the head of the unit or the Office', async () => {
    for (const actor of [s.headXinhua, s.auditor])
      expect(await recall(actor)).toMatchObject({ ok: false, refusal: { code: 'not_found' } });
    for (const actor of [s.member, s.supervisor])
      expect(await recall(actor)).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
    const answers = await Promise.all([recall(s.office), recall(s.office2), recall()]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      await db().$count(workOrders, and(eq(workOrders.kind, 'post'), eq(workOrders.status, 'open'))),
    ).toBe(0);
  });
});
