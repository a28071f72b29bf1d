import { beforeAll, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { approved, everyPlace } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { shellFacts } from '@/lib/identity/queries/shell';
import { requestList } from '../requests/list';
import { listRequests } from '../requests/queries/list';
import * as requestBoard from '../requests/workbench';
import { orderList } from './list';
import { orderDetail } from './queries/detail';
import { listOrders } from './queries/list';
import * as orderBoard from './workbench';

const monday = new Date('2026-11-16T09:00:00+08:00');
const friday = new Date('2026-11-20T09:00:00+08:00');

let s: TestStreet;
let made: Awaited<ReturnType<typeof everyPlace>>;

beforeAll(async () => {
  await emptyStreet();
  await withClock(monday, async () => {
    s = await makeStreet();
    made = await everyPlace(s);
  });
});

const at = <T>(work: () => Promise<T>): Promise<T> => withClock(friday, work);
const requests = (actor: Actor, params: Record<string, string> = {}) =>
  at(() => listRequests(actor, parseList(requestList, { sort: 'due', ...params })));
const orders = (actor: Actor, params: Record<string, string> = {}) =>
  at(() => listOrders(actor, parseList(orderList, { sort: 'due', ...params })));
const numbers = (page: { rows: { number: string }[] }) => page.rows.map(({ number }) => number).sort();

describe('orders', () => {
  it('are seen by the group’s administrator and the Office only', async () => {
    expect((await orders(s.groupAdmin)).total).toBe(3);
    expect((await orders(s.office)).total).toBe(3);
    for (const actor of [s.headHeping, s.member, s.supervisor, s.leader, s.auditor, s.sysadmin]) {
      expect((await orders(actor)).total).toBe(0);
      expect(await orderDetail(actor, made.open.order.id)).toBeNull();
    }
  });

  it('are found by status, overdue, person and number', async () => {
    expect(numbers(await orders(s.groupAdmin, { status: 'open' }))).toEqual([made.open.order.number]);
    expect(numbers(await orders(s.groupAdmin, { overdue: 'yes' }))).toEqual([made.open.order.number]);
    expect((await orders(s.groupAdmin, { q: 'ww' })).total).toBe(3);
    expect(numbers(await orders(s.groupAdmin, { q: made.failed.order.number }))).toEqual([
      made.failed.order.number,
    ]);
  });

  it('tell how late what failed is as long as it waits for the Office', async () => {
    const find = async (actor: Actor, number: string) =>
      (await orders(actor)).rows.find((row) => row.number === number);
    expect(await find(s.office, made.failed.order.number)).toMatchObject({
      status: 'failed',
      deadline: { overdue: true },
      late: false,
    });
    expect(await find(s.groupAdmin, made.failed.order.number)).toMatchObject({ deadline: null });
    expect(numbers(await orders(s.office, { overdue: 'yes' }))).toEqual(
      [made.open.order.number, made.failed.order.number].sort(),
    );
    expect(await find(s.office, made.closed.order.number)).toMatchObject({ deadline: null, late: false });
  });

  it('say whose they are, so that the Office sees for whom it would stand in', async () => {
    const [own] = (await orders(s.groupAdmin, { status: 'open' })).rows;
    const [others] = (await orders(s.office, { status: 'open' })).rows;
    expect(own).toMatchObject({ mine: true, administrators: ['张三'], may: { handle: true } });
    expect(others).toMatchObject({ mine: false, administrators: ['张三'], may: { handle: true } });
  });

  it('say what each may do now', async () => {
    const may = async (actor: Actor, id: string) => (await orderDetail(actor, id))?.may;
    expect(await may(s.groupAdmin, made.open.order.id)).toMatchObject({
      handle: true,
      reissue: false,
      openRequest: false,
    });
    expect(await may(s.office, made.failed.order.id)).toMatchObject({
      handle: false,
      reissue: true,
      openRequest: true,
    });
    expect(await may(s.groupAdmin, made.failed.order.id)).toMatchObject({ reissue: false });
    expect(await may(s.groupAdmin, made.closed.order.id)).toMatchObject({ handle: false, reveal: false });
  });
});

describe('the workbench', () => {
  it('counts what its links list, and no more', async () => {
    for (const actor of [s.office, s.office2, s.groupAdmin, s.headHeping, s.member, s.auditor]) {
      const kinds = await at(async () => [
        ...(await requestBoard.waiting(actor)),
        ...(await orderBoard.waiting(actor)),
      ]);
      for (const { href, count, items } of kinds) {
        const params = Object.fromEntries(new URL(href, 'http://x').searchParams);
        const page = href.startsWith('/orders') ? await orders(actor, params) : await requests(actor, params);
        expect([href, count]).toEqual([href, page.total]);
        expect(items).toHaveLength(page.total);
      }
      const { counts } = await at(() =>
        shellFacts(actor, { ...requestBoard.waitingCounts(actor), ...orderBoard.waitingCounts(actor) }),
      );
      const summed = (path: string) =>
        kinds.filter(({ href }) => href.startsWith(path)).reduce((sum, { count }) => sum + count, 0);
      expect(counts['/membership'] ?? 0).toBe(summed('/membership'));
      expect(counts['/orders'] ?? 0).toBe(summed('/orders'));
    }
  });

  it('shows the Office what to decide and what came back, the administrator what to do', async () => {
    const office = await at(async () => [
      ...(await requestBoard.waiting(s.office)),
      ...(await orderBoard.waiting(s.office)),
    ]);
    expect(office.map(({ key, count, overdue }) => [key, count, overdue])).toEqual([
      ['membership', 2, 2],
      ['order', 0, 0],
      ['order-returned', 1, 1],
    ]);
    expect(await at(() => orderBoard.waiting(s.groupAdmin))).toMatchObject([
      { key: 'order', count: 1, overdue: 1 },
    ]);
    expect(await at(() => requestBoard.waiting(s.headHeping))).toEqual([]);
  });

  it('shows one line per group and kind, by the earliest deadline, and leads to exactly those orders', async () => {
    const items = async () => (await at(() => orderBoard.waiting(s.groupAdmin)))[0]?.items ?? [];
    expect(await items()).toMatchObject([
      { title: '请将王五加入「和平社区工作群」', href: `/orders/${made.open.order.id}` },
    ]);
    const second = await at(() => approved(s));
    const [line, ...more] = await items();
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      title: '请将 2 人加入「和平社区工作群」',
      dueAt: made.open.order.dueAt,
      act: '去办理',
    });
    const params = Object.fromEntries(new URL(line?.href ?? '', 'http://x').searchParams);
    expect(numbers(await orders(s.groupAdmin, params))).toEqual(
      [made.open.order.number, second.order.number].sort(),
    );
  });
});
