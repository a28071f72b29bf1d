import { beforeAll, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { everyPlace } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { auditList } from '@/lib/audit/list';
import { listAudit } from '@/lib/audit/queries';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { createGroup } from '@/lib/groups/commands/manage';
import { inactiveList } from '@/lib/groups/inactive/list';
import { listInactive } from '@/lib/groups/inactive/queries/list';
import { orderList } from '@/lib/groups/orders/list';
import { listOrders } from '@/lib/groups/orders/queries/list';
import { requestList } from '@/lib/groups/requests/list';
import { listRequests } from '@/lib/groups/requests/queries/list';
import { peopleList } from '@/lib/identity/people/list';
import { listPeople } from '@/lib/identity/people/queries/list';
import { unreadCount } from '@/lib/inbox/queries';
import { noticeList } from '@/lib/notices/list';
import { listNotices } from '@/lib/notices/queries/list';
import { reviewList } from '@/lib/notices/review/list';
import { listQueue } from '@/lib/notices/review/queries/queue';
import { shellViewer } from '@/lib/request/viewer';
import { board, navigationCounts } from './queries/board';

const monday = new Date('2026-11-16T09:00:00+08:00');
const friday = new Date('2026-11-20T09:00:00+08:00');

let s: TestStreet;

beforeAll(async () => {
  await emptyStreet();
  await withClock(monday, async () => {
    s = await makeStreet();
    await everyPlace(s);
  });
});

const at = <T>(work: () => Promise<T>): Promise<T> => withClock(friday, work);
const boardOf = (actor: Actor) => at(() => board(actor));

/** How many rows the list at this address has, for this actor. */
async function behind(actor: Actor, href: string): Promise<number> {
  const { pathname, searchParams } = new URL(href, 'http://street');
  const params = Object.fromEntries(searchParams);
  const lists: Record<string, () => Promise<{ total: number }>> = {
    '/membership': () => listRequests(actor, parseList(requestList, params)),
    '/review': () => listQueue(actor, parseList(reviewList, params)),
    '/notices': () => listNotices(actor, parseList(noticeList, params)),
    '/orders': () => listOrders(actor, parseList(orderList, params)),
    '/inactive': () => listInactive(actor, parseList(inactiveList, params)),
    '/admin/audit': () => listAudit(actor, parseList(auditList, params)),
    '/admin/people': () => listPeople(actor, parseList(peopleList, params)),
  };
  return (await lists[pathname]?.())?.total ?? -1;
}

describe('what waits for whom', () => {
  it.each([
    ['office', ['待指定审核人', '待审核申请', '待办理群内操作', '未办成待处置']],
    ['groupAdmin', ['待办理群内操作']],
    ['sysadmin', ['待开通账号', '失败的后台任务']],
    ['auditor', ['昨天以来越权尝试']],
    ['headHeping', ['待审核信息', '待提交退群']],
    ['member', []],
    ['leader', ['待审核信息']],
    ['supervisor', []],
    ['representative', []],
  ] as const)('%s', async (kind, labels) => {
    const { cards } = await boardOf(s[kind]);
    expect(cards.map((card) => card.label)).toEqual(labels);
  });

  it.each(['office', 'office2', 'groupAdmin', 'sysadmin', 'auditor'] as const)(
    'the figures of %s are those of the lists they link to',
    async (kind) => {
      const { cards } = await boardOf(s[kind]);
      const listed = cards.filter((card) => card.key !== 'job');
      const totals = await at(() => Promise.all(listed.map((card) => behind(s[kind], card.href))));
      expect(listed.map((card) => Number(card.value))).toEqual(totals);
      expect(totals.length).toBeGreaterThan(0);
    },
  );

  it('overdue ones come first and are counted in the greeting', async () => {
    const { greeting, lines } = await boardOf(s.office2);
    expect(greeting).toContain('已逾期');
    expect(lines[0]?.deadline?.overdue).toBe(true);
    const times = lines.map((line) => line.dueAt?.getTime() ?? Number.POSITIVE_INFINITY);
    expect(times).toEqual(times.toSorted((a, b) => a - b));
  });

  it('says so when nothing waits, and what to do next', async () => {
    const head = await boardOf(s.headHeping);
    expect(head).toMatchObject({ lines: [], further: 0, next: { href: '/membership/new' } });
    expect(head.greeting).toContain('目前没有等您处理的事项');
    expect((await boardOf(s.member)).next.href).toBe('/groups');
    expect((await boardOf(s.auditor)).next.href).toBe('/admin/audit');
    expect((await boardOf(s.sysadmin)).next.href).toBe('/admin/people');
  });

  it('lists the last messages of the person himself', async () => {
    const { latest } = await boardOf(s.groupAdmin);
    expect(latest.length).toBeGreaterThan(0);
    expect(latest.length).toBeLessThanOrEqual(await unreadCount(s.groupAdmin));
    expect((await boardOf(s.leader)).latest).toEqual([]);
  });
});

describe('an auditor', () => {
  it('sees what was refused since yesterday, but is given no task by it', async () => {
    await at(() =>
      createGroup(s.member, {
        submissionId: newId(),
        name: '不该有的群',
        platform: 'portal',
        ownerUnitId: s.units.heping.id,
        purpose: '试试',
        administrators: [],
      }),
    );
    const { cards, lines, greeting } = await boardOf(s.auditor);
    expect(Number(cards[0]?.value)).toBeGreaterThan(0);
    expect(lines[0]?.title).toContain('刘洋');
    expect(greeting).toContain('目前没有等您处理的事项');
    const sunday = new Date(friday.getTime() + 2 * 24 * 3_600_000);
    const later = await withClock(sunday, () => board(s.auditor));
    expect(later.cards[0]?.value).toBe('0');
  });
});

it('says that more waits when one kind alone has more than its first lines', async () => {
  await at(async () => {
    for (let i = 0; i < 12; i += 1)
      await createGroup(s.member, {
        submissionId: newId(),
        name: '又一个不该有的群',
        platform: 'portal',
        ownerUnitId: s.units.heping.id,
        purpose: '试试',
        administrators: [],
      });
  });
  const { cards, lines, further } = await boardOf(s.auditor);
  expect(lines).toHaveLength(10);
  expect(further).toBe(Number(cards[0]?.value) - 10);
  expect(further).toBeGreaterThan(0);
});

describe('the counts of the navigation', () => {
  it.each(['office', 'groupAdmin', 'member', 'headHeping', 'auditor'] as const)(
    'agree with the workbench of %s',
    async (kind) => {
      const [{ nav }, { cards }] = await at(() =>
        Promise.all([shellViewer(s[kind], navigationCounts(s[kind]), '/'), board(s[kind])]),
      );
      const [first] = nav.flatMap(({ items }) => items).filter(({ href }) => href === '/');
      const tasks = cards.filter((card) => card.key !== 'refusal');
      expect(first?.count).toBe(tasks.reduce((sum, card) => sum + Number(card.value), 0));
    },
  );
});
