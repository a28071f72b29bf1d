import { eq, sql } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import type { Waiting } from '@/lib/inbox/waiting';
import { noticeList } from './list';
import { listNotices } from './queries/list';
import { reviewList } from './review/list';
import { listQueue } from './review/queries/queue';
import { noticeCards, type WaitingNotices, waitingCounts, waitingNotices } from './workbench';

const monday = new Date('2026-11-16T10:00:00+08:00');
const hours = (count: number) => new Date(monday.getTime() + count * 3_600_000);
let s: TestStreet;

beforeAll(async () => {
  await emptyStreet();
  await withClock(monday, async () => {
    s = await makeStreet();
    const given = { author: s.groupAdmin, unit: s.units.heping, groups: [s.groups.heping] };
    await insertNotice({ ...given, title: '待审核', status: 'in_review' });
    await insertNotice({ ...given, title: '被退回', status: 'returned' });
    await insertNotice({ ...given, title: '待发布', status: 'approved', releaseWhen: 'by_hand' });
    const heldWhy = '目标群都已归档，没有可以发布的群';
    await insertNotice({ ...given, title: '被中止', status: 'approved', heldWhy });
    for (const [title, due] of [
      ['已逾期', -2],
      ['快到期', 3],
      ['不限期', null],
    ] as const)
      await insertNotice({
        ...{ ...given, title, status: 'published', receiptWanted: 'acknowledge' },
        receiptDueAt: due === null ? null : hours(due),
      });
    await insertNotice({
      ...{
        ...given,
        title: '路面塌陷',
        status: 'published',
        category: 'emergency',
        followUpDueAt: hours(-1),
      },
    });
  });
});

const at = <T>(work: () => Promise<T>): Promise<T> => withClock(monday, work);

async function cardsOf(actor: Actor): Promise<Waiting[]> {
  const [row] = await db().execute<{ found: WaitingNotices }>(sql`select ${waitingNotices(actor)} as found`);
  return row ? noticeCards(actor, row.found) : [];
}

/** How many rows the list behind a card has. */
async function behind(actor: Actor, href: string): Promise<number> {
  const { pathname, searchParams } = new URL(href, 'http://street');
  const params = Object.fromEntries(searchParams);
  const page =
    pathname === '/review'
      ? await listQueue(actor, parseList(reviewList, params))
      : await listNotices(actor, parseList(noticeList, params));
  return page.total;
}

describe('notices on the workbench', () => {
  it.each([
    ['groupAdmin', { 'follow-up': 1, returned: 1, 'to-publish': 1, stopped: 1 }],
    ['member', { acknowledge: 3 }],
    ['headHeping', { review: 2, 'follow-up': 1 }],
    ['headXinhua', { review: 0 }],
    ['auditor', {}],
  ] as const)('wait for %s', async (kind, counts) => {
    const cards = await at(() => cardsOf(s[kind]));
    expect(Object.fromEntries(cards.map(({ key, count }) => [key, count]))).toEqual(counts);
  });

  it.each(['groupAdmin', 'member', 'headHeping', 'office', 'leader'] as const)(
    'are for %s as many as the lists have and the navigation says',
    async (kind) => {
      const cards = await at(() => cardsOf(s[kind]));
      const lists = await at(() => Promise.all(cards.map(({ href }) => behind(s[kind], href))));
      expect(cards.map(({ count }) => count)).toEqual(lists);
      const counts = Object.values(await at(async () => waitingCounts(s[kind])));
      const [sum] = await at(() =>
        db().execute<{ n: number }>(sql`select ${sql.join(counts, sql` + `)} as n`),
      );
      expect(sum?.n).toBe(lists.reduce((whole, count) => whole + count, 0));
    },
  );

  it('come by when they are due, overdue ones counted', async () => {
    const card = (await at(() => cardsOf(s.member))).find(({ key }) => key === 'acknowledge');
    expect(card?.overdue).toBe(1);
    expect(card?.items.map(({ title }) => title)).toEqual(['《已逾期》', '《快到期》', '《不限期》']);
  });

  it('are marked and come first when they are emergencies, though nothing says by when', async () => {
    await at(() =>
      insertNotice({
        ...{ author: s.groupAdmin, unit: s.units.heping, groups: [s.groups.heping], title: '燃气泄漏' },
        ...{ status: 'published', category: 'emergency', receiptWanted: 'acknowledge' },
      }),
    );
    const card = (await at(() => cardsOf(s.member))).find(({ key }) => key === 'acknowledge');
    const listed = async (sort: string) => {
      const list = parseList(noticeList, { view: 'todo', sort });
      return (await at(() => listNotices(s.member, list))).rows.map(({ title }) => title);
    };
    expect(await listed('due')).toEqual(['燃气泄漏', '已逾期', '快到期', '不限期']);
    expect(await listed('-due')).toEqual(['燃气泄漏', '快到期', '已逾期', '不限期']);
    expect(card?.items[0]).toMatchObject({
      title: '《燃气泄漏》',
      badge: '突发',
      tone: 'error',
      urgent: 1,
    });
  });

  it('come by when they are due again, and quietly, once an emergency is over', async () => {
    await db()
      .update(notices)
      .set({ closedAt: hours(-1) })
      .where(eq(notices.title, '燃气泄漏'));
    const card = (await at(() => cardsOf(s.member))).find(({ key }) => key === 'acknowledge');
    expect(card?.items.map(({ title }) => title)).toEqual(
      expect.arrayContaining(['《不限期》', '《燃气泄漏》']),
    );
    expect(card?.items.slice(0, 2).map(({ title }) => title)).toEqual(['《已逾期》', '《快到期》']);
    expect(card?.items.filter(({ urgent }) => urgent)).toEqual([]);
    const list = parseList(noticeList, { view: 'todo', sort: 'due' });
    const titles = (await at(() => listNotices(s.member, list))).rows.map(({ title }) => title);
    expect(titles.slice(0, 2)).toEqual(['已逾期', '快到期']);
  });

  it('come by when they are due where one was recalled, too', async () => {
    const received = async () => {
      const list = parseList(noticeList, { view: 'received', sort: 'due' });
      return (await at(() => listNotices(s.member, list))).rows.map(({ title }) => title);
    };
    const leak = eq(notices.title, '燃气泄漏');
    await db().update(notices).set({ closedAt: null }).where(leak);
    expect((await received())[0]).toBe('燃气泄漏');
    await db()
      .update(notices)
      .set({ status: 'recalled', recalledAt: hours(0), recallReason: '误报' })
      .where(leak);
    expect((await received())[0]).toBe('已逾期');
  });
});
