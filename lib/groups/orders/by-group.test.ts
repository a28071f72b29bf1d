import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { orderKinds, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { approved } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { openAbout } from '@/db/testing/orders';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { completeAtOnce } from './commands/at-once';
import { openOrders } from './commands/open';
import { orderList } from './list';
import { mostGroupsOfOrders, ordersByGroup } from './queries/by-group';

let s: TestStreet;
let late: { id: string; name: string };

beforeAll(async () => {
  await emptyStreet();
  await withClock(new Date('2026-11-16T09:00:00+08:00'), async () => {
    s = await makeStreet();
    late = await makeGroup('社区书记群', 'wecom', s.units.office);
    const { order } = await approved(s);
    await db().update(workOrders).set({ groupId: late.id }).where(eq(workOrders.id, order.id));
  });
  await withClock(new Date('2026-11-19T09:00:00+08:00'), async () => {
    const { membershipId } = await memberOf(s);
    await openAbout(s, membershipId);
    for (let n = 0; n < 21; n += 1) await approved(s);
  });
});

const asked = (params: Record<string, string> = {}, actor = s.office) =>
  withClock(new Date('2026-11-19T10:00:00+08:00'), () =>
    ordersByGroup(actor, parseList(orderList, { status: 'open', ...params })),
  );

describe('open orders by chat group', () => {
  it('come with what is to be done in each, the most urgent group first', async () => {
    const page = await asked();
    expect(page.total).toBe(2);
    // Groups with nobody are the Office's own, and come before those of others.
    expect(page.rows.map(({ groupName, mine, overdue }) => [groupName, mine, overdue])).toEqual([
      ['社区书记群', true, 1],
      ['和平社区工作群', false, 0],
    ]);
    expect(page.rows[1]).toMatchObject({
      counts: [
        { kind: 'add', count: 21 },
        { kind: 'rename', count: 1 },
      ],
      total: 22,
      administrators: [{ name: '张三' }],
      may: { handle: true, reassign: true },
    });
  });

  it('stand on a card as far as it holds, and all of them when the group is alone', async () => {
    expect((await asked()).rows[1]?.lines).toHaveLength(20);
    const alone = await asked({ group: s.groups.heping.id });
    expect(alone.rows.map(({ lines }) => lines.length)).toEqual([22]);
    expect(alone.rows[0]?.lines.find(({ kind }) => kind === 'rename')?.detail).toEqual({ from: '王五' });
    expect((await asked({ kind: 'rename' })).rows.map(({ total }) => total)).toEqual([1]);
    expect((await asked({ overdue: 'yes' })).rows.map(({ groupName }) => groupName)).toEqual(['社区书记群']);
  });

  it('are paged by so many groups, whatever the address asks for', async () => {
    const page = await asked({ size: '500' });
    expect([page.size, page.total]).toEqual([mostGroupsOfOrders, 2]);
    expect(await asked({ page: '2' })).toMatchObject({ page: 2, rows: [] });
  });

  it('bring the texts to be pasted to those whose order it is, and to nobody else', async () => {
    const text = '一段很长的全文';
    const [post] = await db().transaction((tx) =>
      openOrders(tx, s.office, [
        {
          kind: 'post',
          groupId: s.groups.heping.id,
          person: null,
          nickname: null,
          origin: { type: 'delivery', id: newId(), label: 'XX' },
          clause: '3.4.2',
          detail: { title: '通知', text, outcome: '已处置完毕' },
          grant: undefined,
        },
      ]),
    );
    const detailFor = async (actor: Actor) =>
      (await asked({ kind: 'post' }, actor)).rows[0]?.lines.find(({ id }) => id === post?.id)?.detail;
    expect(await detailFor(s.groupAdmin)).toEqual({ title: '通知', text, outcome: '已处置完毕' });
    expect(await detailFor(s.office)).toEqual({ title: '通知' });
  });

  it('have those of emergencies before all others, however soon the others are due', async () => {
    const post = (clause: string) => ({
      ...{ kind: 'post' as const, groupId: late.id, person: null, nickname: null, grant: undefined },
      ...{
        origin: { type: 'delivery' as const, id: newId(), label: 'XX' },
        clause,
        detail: { title: clause, text: '' },
      },
    });
    await withClock(new Date('2026-11-19T09:50:00+08:00'), () =>
      db().transaction((tx) => openOrders(tx, s.office, [post('3.4.2'), post('3.1.3')])),
    );
    const card = (await asked()).rows.find(({ groupId }) => groupId === late.id);
    expect(card?.lines.map(({ kind, urgent, detail }) => [kind, urgent, detail.title])).toEqual([
      ['post', true, '3.1.3'],
      ['add', false, undefined],
      ['post', false, '3.4.2'],
    ]);
  });

  it('are shown to those who may see them, with what they may do', async () => {
    const own = await asked({}, s.groupAdmin);
    expect(own.rows).toMatchObject([{ groupName: '和平社区工作群', mine: true, may: { reassign: false } }]);
    for (const actor of [s.headHeping, s.member, s.supervisor, s.leader, s.auditor, s.sysadmin])
      expect((await asked({}, actor)).rows).toEqual([]);
  });
});

describe('orders of a group that lives in the portal', () => {
  it.each(orderKinds)('are done by themselves and announced to nobody: %s', async (kind) => {
    const origin = { type: 'membership' as const, id: newId(), label: '测试' };
    const before = await db().$count(notifications);
    const done = await db().transaction(async (tx) => {
      const opened = await openOrders(tx, s.office, [
        {
          kind,
          groupId: s.groups.portal.id,
          person: null,
          nickname: null,
          origin,
          clause: '2.2.1a',
          grant: undefined,
        },
      ]);
      return completeAtOnce(tx, opened);
    });
    expect(done.origins.has(origin.id)).toBe(true);
    const [row] = await db().select().from(workOrders).where(eq(workOrders.originId, origin.id));
    expect(row).toMatchObject({ kind, status: 'done', statusBy: null, handledBy: null });
    expect(row?.handledAt).toEqual(done.at);
    expect(await db().$count(notifications)).toBe(before);
  });
});
