import { beforeAll, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { done, submitted } from '@/db/testing/joining';
import { joinsOf, pickedRow, typedRow } from '@/db/testing/joins';
import { statementsOf } from '@/db/testing/statements';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { submitJoins } from '../joining/commands/submit';
import { decideRequests } from './commands/decide';
import { requestList } from './list';
import { listRequestLines } from './queries/lines';
import { listRequests } from './queries/list';

const monday = new Date('2026-11-16T09:00:00+08:00');
const wednesday = new Date('2026-11-18T09:00:00+08:00');
const friday = new Date('2026-11-20T09:00:00+08:00');

let s: TestStreet;
let many: string;
let alone: string;

/** One request by itself, then a form of 22 people for two groups, in the middle of which one is decided; then one more. */
beforeAll(async () => {
  await emptyStreet();
  await withClock(monday, async () => {
    s = await makeStreet();
    alone = (await submitted(s)).id;
  });
  await withClock(wednesday, async () => {
    const rows = Array.from({ length: 22 }, (_, n) =>
      typedRow(
        `钱${'甲乙丙丁戊己庚辛壬癸子'[n % 11]}${'东西'[n % 2]}`,
        `138000010${String(n).padStart(2, '0')}`,
        {
          unit: n % 3 ? '和平' : '新华',
        },
      ),
    );
    ({ batchId: many } = done(
      await submitJoins(s.office2, joinsOf(rows, [s.groups.heping, s.groups.portal])),
    ));
    const [line] = (await lines(s.office, { sort: '-submitted' })).rows;
    const [first] = line?.requests ?? [];
    if (!first) throw new Error('no line');
    done(await decideRequests(s.office, { rows: [first], decision: 'reject', reason: '不承担此项工作' }));
  });
  await withClock(friday, () => submitted(s));
});

const at = <T>(work: () => Promise<T>): Promise<T> => withClock(friday, work);
const lines = (actor: Actor, params: Record<string, string> = {}) =>
  at(() => listRequestLines(actor, parseList(requestList, params)));
const flat = (actor: Actor, params: Record<string, string> = {}) =>
  at(() => listRequests(actor, parseList(requestList, { ...params, size: '100' })));
const ids = (page: { rows: { requests: { id: string }[] }[] }) =>
  page.rows.map(({ requests }) => requests.map(({ id }) => id));

/** What folding the whole list by hand gives. */
async function byHand(actor: Actor, params: Record<string, string>): Promise<string[][]> {
  const found = new Map<string, string[]>();
  for (const { id, batchId, personId } of (await flat(actor, params)).rows) {
    const key = batchId + personId;
    found.set(key, [...(found.get(key) ?? []), id].sort());
  }
  return [...found.values()];
}

describe('the list of requests, folded', () => {
  it('has one line per person of a batch with his groups, and counts requests and lines', async () => {
    const page = await lines(s.supervisor, { sort: 'due', size: '50' });
    expect([page.total, page.totalIsExact, page.requests.total]).toEqual([24, true, 46]);
    expect(page.rows[0]).toMatchObject({ id: alone, requests: [{ id: alone }] });
    const [, second] = page.rows;
    expect(second?.requests.map(({ groupName, batchId }) => [groupName, batchId])).toEqual([
      ['和平社区工作群', many],
      ['街道工作总群', many],
    ]);
  });

  it('puts what is due first first, overdue', async () => {
    const page = await lines(s.office, { sort: 'due', status: 'submitted' });
    expect(page.rows[0]?.requests[0]?.deadline?.overdue).toBe(true);
    expect(page.rows[1]?.requests[0]?.deadline?.overdue).toBe(false);
  });

  it('tears no line at the border of a page, and has each request on just one', async () => {
    for (const sort of ['due', '-due', 'submitted', '-submitted']) {
      const pages = [await lines(s.office, { sort }), await lines(s.office, { sort, page: '2' })];
      expect(pages.map(({ rows }) => rows.length)).toEqual([20, 4]);
      expect(pages.flatMap(ids)).toEqual(await byHand(s.office, { sort }));
    }
    expect(await lines(s.office, { page: '3' })).toMatchObject({
      rows: [],
      total: 24,
      requests: { total: 46, totalIsExact: true },
    });
  });

  it('folds what search and filters leave, for whoever reads it', async () => {
    const [known] = (await flat(s.office, { status: 'rejected' })).rows;
    const own = actorOf({ id: known?.personId ?? '', name: known?.personName ?? '' }, s.units.heping);
    const narrowed: Record<string, string>[] = [
      {},
      { status: 'submitted', sort: 'due' },
      { status: 'rejected' },
      { group: s.groups.portal.id },
      { unit: s.units.xinhua.id },
      { wait: 'me', sort: '-due' },
      { q: '甲' },
      { overdue: 'yes' },
    ];
    for (const actor of [s.office, s.office2, s.headXinhua, s.headHeping, own, s.sysadmin])
      for (const params of narrowed) {
        const page = await lines(actor, { ...params, size: '50' });
        expect(ids(page)).toEqual(await byHand(actor, params));
        expect([page.total, page.requests.total]).toEqual([page.rows.length, ids(page).flat().length]);
      }
    const undecided = await lines(s.office, { status: 'submitted', size: '50' });
    expect(undecided.rows.filter(({ requests }) => requests.length === 1)).toHaveLength(3);
  });

  it('lets every request of a line be decided by itself', async () => {
    const [line] = (await lines(s.office, { status: 'submitted', q: '甲' })).rows;
    expect(line?.requests.map(({ may }) => may.decide)).toEqual(line?.requests.map(() => true));
    const mine = await lines(s.office2, { status: 'submitted', q: '甲' });
    expect(mine.rows.flatMap(({ requests }) => requests.map(({ may }) => may.decide))).not.toContain(true);
  });

  it('says of a person what groups he is in, but for those he is asked for', async () => {
    const person = await makePerson('周全', s.units.heping);
    const asks = (groups: { id: string }[]) =>
      withClock(friday, async () =>
        done(await submitJoins(s.headHeping, joinsOf([pickedRow(person)], groups))),
      );
    await asks([s.groups.portal]);
    const [first] = (await lines(s.office, { q: '周全' })).rows;
    done(
      await decideRequests(s.office, { rows: first?.requests ?? [], decision: 'approve', reason: undefined }),
    );
    await asks([s.groups.heping]);
    const evidence = async (params: Record<string, string>) =>
      (await lines(s.office, { q: '周全', ...params })).rows.map((line) => line.evidence.groups);
    expect(await evidence({ status: 'submitted' })).toEqual([['街道工作总群']]);
    expect(await evidence({ status: 'done' })).toEqual([[]]);
  });

  it('is read in two statements', async () => {
    await at(() => workCalendar());
    expect(await statementsOf(() => lines(s.office))).toHaveLength(2);
    expect(await statementsOf(() => lines(s.headHeping))).toHaveLength(1);
  });
});
