import { inArray } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { mostCounted, mostItems, type Waiting } from '@/lib/inbox/waiting';
import { board } from '@/lib/workbench/queries/board';
import { openOrders } from './commands/open';
import { emergencyClause } from './rules';
import { waiting } from './workbench';

const monday = new Date('2026-11-16T09:00:00+08:00');
const friday = new Date('2026-11-20T09:00:00+08:00');
const ordinary = '3.4.2';

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
});

type Chat = { id: string };

/** Posts in these chats, one for each time a chat is named. */
const posts = (clause: string, chats: readonly Chat[], at: Date) =>
  withClock(at, () =>
    db().transaction((tx) =>
      openOrders(
        tx,
        s.office,
        chats.map(({ id: groupId }) => ({
          ...{ kind: 'post' as const, groupId, person: null, nickname: null, clause, grant: undefined },
          origin: { type: 'delivery' as const, id: newId(), label: 'XX' },
          detail: { title: '停水', text: '停水' },
        })),
      ),
    ),
  );

/** Chats with no administrator: their orders are the Office's. */
const chats = (count: number): Promise<Chat[]> =>
  Promise.all(Array.from({ length: count }, (_, i) => makeGroup(`网格${i}群`, 'wechat', s.units.heping)));

const fail = (orders: readonly { id: string }[]) =>
  db()
    .update(workOrders)
    .set({ status: 'failed', failReason: '群内禁止发言' })
    .where(
      inArray(
        workOrders.id,
        orders.map(({ id }) => id),
      ),
    );

const ofOffice = async (key: string): Promise<Waiting | undefined> =>
  (await withClock(friday, () => waiting(s.office))).find((kind) => kind.key === key);

const noteOf = async (key: string) =>
  (await withClock(friday, () => board(s.office))).cards.find((card) => card.key === key)?.note;

describe('an emergency comes before all that is overdue', () => {
  it('where more lines are than are shown', async () => {
    const [last, ...others] = await chats(mostItems + 2);
    if (!last) throw new Error('no chat');
    await posts(ordinary, others, monday);
    await posts(emergencyClause, [last, last], friday);
    const kind = await ofOffice('order');
    expect(kind).toMatchObject({ count: others.length + 2, overdue: others.length });
    expect(kind?.items).toHaveLength(mostItems);
    expect(kind?.items[0]).toMatchObject({ badge: '突发', rows: 2, urgent: 2 });
    expect(await noteOf('order')).toBe(`突发 2 件，${others.length} 件逾期`);
  });

  it('in a line with ordinary ones, and is counted alone', async () => {
    const [first, ...others] = await chats(mostItems + 2);
    if (!first) throw new Error('no chat');
    await posts(ordinary, others, monday);
    await posts(ordinary, [first, first], friday);
    await posts(emergencyClause, [first], friday);
    expect((await ofOffice('order'))?.items[0]).toMatchObject({ badge: '突发', rows: 3, urgent: 1 });
  });

  it('where more wait than are counted', async () => {
    const [busy, quiet] = await chats(2);
    if (!(busy && quiet)) throw new Error('no chats');
    await posts(ordinary, Array<Chat>(mostCounted + 1).fill(busy), monday);
    await posts(emergencyClause, [quiet], friday);
    const kind = await ofOffice('order');
    expect(kind?.count).toBe(mostCounted + 1);
    expect(kind?.items).toMatchObject([{ badge: '突发', urgent: 1 }, { rows: mostCounted }]);
  });

  it('among those that have failed', async () => {
    const [last, ...others] = await chats(mostItems + 2);
    if (!last) throw new Error('no chat');
    await fail(await posts(ordinary, others, monday));
    await fail(await posts(emergencyClause, [last], friday));
    const kind = await ofOffice('order-returned');
    expect(kind?.items.map(({ urgent }) => urgent)).toEqual([1, ...Array(mostItems - 1).fill(0)]);
    expect(await noteOf('order-returned')).toBe(`突发 1 件，${others.length} 件逾期`);
  });
});
