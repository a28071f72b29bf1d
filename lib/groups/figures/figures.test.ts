import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { membershipRequests, type RequestStatus } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { approved, done } from '@/db/testing/joining';
import { statementsOf } from '@/db/testing/statements';
import { makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays, addWorkingHours } from '@/lib/calendar/rules';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { completeOrders } from '../handling/commands/complete';
import { failOrders } from '../handling/commands/fail';
import { openOrders } from '../orders/commands/open';
import { orderList } from '../orders/list';
import { listOrders } from '../orders/queries/list';
import { requestList } from '../requests/list';
import { listRequests } from '../requests/queries/list';
import { figureList } from './list';
import { figuresByGroup, listFigures, requestFiguresByUnit, seesFigures } from './queries';
import { hoursText, periodOf, workingLedger } from './rules';

const friday = new Date('2026-11-20T16:00:00+08:00');
const first = new Date('2026-11-02T09:00:00+08:00');

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(first, () => makeStreet());
});

interface Past {
  unit?: { id: string; name: string; shortName: string };
  submittedAt?: Date;
  /** Working hours until it was decided, and from then until it was handled. */
  decided?: number;
  handled?: number;
  status?: RequestStatus;
}

let made = 0;
async function past({ unit = s.units.heping, submittedAt = first, decided, handled, status }: Past) {
  const calendar = await workCalendar();
  const decidedAt = decided === undefined ? null : addWorkingHours(calendar, submittedAt, decided);
  const doneAt = decidedAt && handled !== undefined ? addWorkingHours(calendar, decidedAt, handled) : null;
  const open = decidedAt ? 'approved' : 'submitted';
  const person = await makePerson('王五', unit);
  made += 1;
  await db()
    .insert(membershipRequests)
    .values({
      id: newId(),
      number: `RQ-2026-${1000 + made}`,
      batchId: newId(),
      kind: 'join',
      personId: person.id,
      groupId: s.groups.heping.id,
      unitId: unit.id,
      nickname: `${unit.shortName}王五`,
      reason: '新到岗',
      status: status ?? (doneAt ? 'done' : open),
      statusAt: submittedAt,
      statusByName: '李娟',
      submittedBy: s.headHeping.personId ?? '',
      submittedAt,
      dueAt: addWorkingDays(calendar, submittedAt, 2),
      decidedBy: decidedAt ? s.office.personId : null,
      decidedAt,
      decisionReason: status === 'rejected' ? '不承担此项工作' : null,
      doneAt,
    });
}

const figures = (actor: Actor = s.office) => withClock(friday, () => requestFiguresByUnit(actor, 'month'));

describe('what the figures say', () => {
  it('of each unit and together: medians in working hours, over nights and weekends', async () => {
    await past({ decided: 2, handled: 1 });
    await past({ decided: 4, handled: 8 });
    await past({ decided: 30, status: 'rejected' });
    await past({ unit: s.units.xinhua, decided: 6, submittedAt: new Date('2026-11-06T17:00:00+08:00') });
    await past({ unit: s.units.xinhua });
    const { total, units } = await figures();
    expect(units).toMatchObject([
      {
        unitName: '和平社区',
        submitted: 3,
        decided: 3,
        rejected: 1,
        decisionHours: 4,
        handlingHours: 4.5,
        late: 1,
        done: 2,
        overdue: 0,
      },
      {
        unitName: '新华社区',
        submitted: 2,
        decided: 1,
        decisionHours: 6,
        handlingHours: null,
        late: 1,
        overdue: 1,
      },
    ]);
    expect(total).toMatchObject({
      unitName: '合计',
      submitted: 5,
      decided: 4,
      decisionHours: 5,
      late: 2,
      overdue: 1,
    });
  });

  it('count what is overdue just now whenever it was submitted, and nothing else of another month', async () => {
    await past({ submittedAt: new Date('2026-10-12T09:00:00+08:00') });
    await past({ submittedAt: new Date('2026-10-12T09:00:00+08:00'), decided: 3 });
    const { total, units } = await figures();
    expect(total).toMatchObject({ submitted: 0, decisionHours: null, overdue: 1 });
    expect(units).toMatchObject([{ unitName: '和平社区', submitted: 0, overdue: 1 }]);
  });

  it('are the median of the hours that it took, whatever they were', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 5 }),
        async (hours) => {
          await db().delete(membershipRequests).where(eq(membershipRequests.kind, 'join'));
          for (const decided of hours) await past({ decided });
          const sorted = hours.toSorted((a, b) => a - b);
          const middle = [
            sorted[Math.floor((sorted.length - 1) / 2)] ?? 0,
            sorted[Math.floor(sorted.length / 2)] ?? 0,
          ];
          expect((await figures()).total.decisionHours).toBeCloseTo(
            (middle[0] ?? 0) / 2 + (middle[1] ?? 0) / 2,
            5,
          );
        },
      ),
      { numRuns: 10 },
    );
  });

  it('lead to just the rows that they count', async () => {
    await past({ decided: 2, handled: 1 });
    await past({ decided: 30, status: 'rejected' });
    await past({});
    const { units } = await figures();
    const [row] = units;
    const count = async (params: Record<string, string>) =>
      (
        await withClock(friday, () =>
          listRequests(
            s.office,
            parseList(requestList, { kind: 'join', unit: s.units.heping.id, ...params }),
          ),
        )
      ).total;
    expect(await count({ period: 'month' })).toBe(row?.submitted);
    expect(await count({ period: 'month', status: 'approved,done,rejected' })).toBe(row?.decided);
    expect(await count({ period: 'month', late: 'yes' })).toBe(row?.late);
    expect(await count({ period: 'last_month' })).toBe(0);
    expect(await count({ status: 'submitted', overdue: 'yes' })).toBe(row?.overdue);
  });
});

describe('who sees them', () => {
  it('the Office and the supervisor all, a head his own unit, a member none', async () => {
    await past({});
    await past({ unit: s.units.xinhua });
    expect((await figures(s.supervisor)).total.submitted).toBe(2);
    expect((await figures(s.headXinhua)).units.map(({ unitName }) => unitName)).toEqual(['新华社区']);
    expect(seesFigures(s.member)).toBe(false);
    const listed = await withClock(friday, () => listFigures(s.member, parseList(figureList, {})));
    expect(listed.rows).toEqual([]);
    expect(await figuresByGroup(s.headXinhua)).toEqual([]);
    expect(await figuresByGroup(s.headHeping)).toMatchObject([
      { groupName: '和平社区工作群', members: 1, toSet: 0 },
    ]);
  });

  it('say of each group what is late in its chat, failed orders too, to whoever’s it is', async () => {
    const at = new Date('2026-11-02T09:00:00+08:00');
    const { late, failed } = await withClock(at, async () => {
      const one = await approved(s);
      const two = await approved(s);
      done(
        await failOrders(s.groupAdmin, { orders: [{ id: two.order.id, version: 1 }], reason: '对方拒绝' }),
      );
      return { late: one, failed: two };
    });
    await withClock(friday, () => approved(s));
    const byGroup = (actor: Actor) => withClock(friday, () => figuresByGroup(actor));
    const heping = { groupName: '和平社区工作群', orders: 3, late: [{ kind: 'add', count: 2 }] };
    for (const actor of [s.office, s.supervisor, s.headHeping])
      expect(await byGroup(actor)).toMatchObject([heping]);
    expect(await byGroup(s.headXinhua)).toEqual([]);
    const found = await withClock(friday, () =>
      listOrders(s.office, parseList(orderList, { status: 'open,failed', overdue: 'yes', sort: 'due' })),
    );
    expect(found.rows.map(({ id, deadline }) => [id, deadline?.overdue])).toEqual([
      [late.order.id, true],
      [failed.order.id, true],
    ]);
    const receipt = { orders: [{ id: late.order.id, version: 1 }], handledAt: undefined };
    await withClock(friday, async () => done(await completeOrders(s.groupAdmin, receipt)));
    expect((await byGroup(s.office))[0]).toMatchObject({ orders: 2, late: [{ kind: 'add', count: 1 }] });
    const closed = await withClock(friday, () =>
      listOrders(s.office, parseList(orderList, { status: 'done' })),
    );
    expect(closed.rows).toMatchObject([{ deadline: null, late: true }]);
  });

  it('count what is late in a group that has been archived meanwhile, as the list they lead to does', async () => {
    const sent = new Date('2026-11-02T09:00:00+08:00');
    const order = {
      kind: 'post' as const,
      groupId: s.groups.heping.id,
      person: null,
      nickname: null,
      origin: { type: 'delivery' as const, id: newId(), label: 'XX' },
      clause: '3.1.1',
      detail: { title: '停水通知', text: '停水通知' },
      grant: undefined,
    };
    await withClock(sent, async () => {
      const [opened] = await db().transaction((tx) => openOrders(tx, s.office, [order]));
      const orders = [{ id: opened?.id ?? '', version: 1 }];
      done(await failOrders(s.groupAdmin, { orders, reason: '群已解散' }));
    });
    await db()
      .update(groups)
      .set({ archivedAt: sent, archivedReason: '不再使用' })
      .where(eq(groups.id, order.groupId));
    const rows = await withClock(friday, () => figuresByGroup(s.office));
    const state = parseList(orderList, { status: 'open,failed', overdue: 'yes', sort: 'due' });
    const { total } = await withClock(friday, () => listOrders(s.office, state));
    expect(total).toBe(1);
    expect(rows).toMatchObject([{ groupName: '和平社区工作群', late: [{ kind: 'post', count: total }] }]);
  });

  it('asks the database once for each table', async () => {
    await workCalendar();
    expect(await statementsOf(() => requestFiguresByUnit(s.office, 'year'))).toHaveLength(1);
    expect(await statementsOf(() => figuresByGroup(s.office))).toHaveLength(1);
  });
});

it.each([
  [null, '—'],
  [0, '不到 1 分钟'],
  [0.05, '3 分钟'],
  [0.99, '59 分钟'],
  [1, '1.0 小时'],
  [12.4, '12 小时'],
])('%s working hours are %s', (hours, text) => {
  expect(hoursText(hours)).toBe(text);
});

describe('periods', () => {
  it.each([
    ['month', '2026-11-01', '2026-12-01'],
    ['last_month', '2026-10-01', '2026-11-01'],
    ['quarter', '2026-10-01', '2026-12-01'],
    ['year', '2026-01-01', '2026-12-01'],
  ] as const)('%s', (period, from, to) => {
    const start = (day: string) => new Date(`${day}T00:00:00+08:00`);
    expect(periodOf(period, friday)).toEqual({ from: start(from), to: start(to) });
  });

  it('crosses the turn of the year', () => {
    const january = new Date('2027-01-05T10:00:00+08:00');
    expect(periodOf('last_month', january).from).toEqual(new Date('2026-12-01T00:00:00+08:00'));
    expect(periodOf('month', new Date('2026-12-05T10:00:00+08:00')).to).toEqual(
      new Date('2027-01-01T00:00:00+08:00'),
    );
  });

  it('has every day once in the ledger, with the working time before it', async () => {
    const ledger = workingLedger(await workCalendar(), first, friday);
    const day = 9.5 * 60;
    const worked = [1, 2, 3, 4, 5, 5, 5, 6, 7, 8, 9, 10, 10, 10, 11, 12, 13, 14, 15];
    expect(ledger).toEqual({ first: '2026-11-02', before: [0, ...worked.map((days) => days * day)] });
  });
});
