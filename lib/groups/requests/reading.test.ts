import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, everyPlace } from '@/db/testing/joining';
import { actorOf, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { chosenGroups, groupFilterChoices } from '../queries/choices';
import { decideRequest } from './commands/decide';
import { requestList } from './list';
import { requestDetail } from './queries/detail';
import { requestFigures } from './queries/figures';
import { groupsToJoin, peopleToPropose } from './queries/form';
import { chosenUnits, listRequests, seesSeveralUnits, unitFilterChoices } from './queries/list';
import { nextToDecide } from './queries/next';
import { shownState } from './states';

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
const numbers = (page: { rows: { number: string }[] }) => page.rows.map(({ number }) => number).sort();

describe('which requests an actor sees', () => {
  it('all for the Office and the supervisor, his unit’s for a head, his own for a member, none for others', async () => {
    const unit = [made.waiting, made.open.request, made.failed.request, made.closed.request]
      .map(({ number }) => number)
      .sort();
    const all = [...unit, made.foreign.number].sort();
    expect(numbers(await requests(s.office))).toEqual(all);
    expect(numbers(await requests(s.supervisor))).toEqual(all);
    expect(numbers(await requests(s.headHeping))).toEqual(unit);
    expect(numbers(await requests(s.headXinhua))).toEqual([made.foreign.number]);
    expect(numbers(await requests(actorOf(made.zhou, s.units.xinhua)))).toEqual([made.foreign.number]);
    for (const actor of [s.member, s.groupAdmin, s.leader, s.sysadmin, s.auditor, s.representative])
      expect((await requests(actor)).total).toBe(0);
  });

  it('and opens none of the others', async () => {
    expect(await requestDetail(s.headXinhua, made.waiting.id)).toBeNull();
    expect(await requestDetail(s.groupAdmin, made.waiting.id)).toBeNull();
    expect(await requestDetail(s.office, newId())).toBeNull();
    expect((await requestDetail(actorOf(made.zhou, s.units.xinhua), made.foreign.id))?.personName).toBe(
      '周洁',
    );
  });
});

describe('finding requests', () => {
  it('by initials, a part of the name, the group, or the number however it is typed', async () => {
    expect(numbers(await requests(s.office, { q: 'zj' }))).toEqual([made.foreign.number]);
    expect(numbers(await requests(s.office, { q: '洁' }))).toEqual([made.foreign.number]);
    expect((await requests(s.office, { q: '和平社区' })).total).toBe(5);
    expect((await requests(s.office, { q: '没有这个' })).total).toBe(0);
    const short = String(Number(made.foreign.number.slice(-4)));
    const whole = made.foreign.number.replaceAll('-', '');
    for (const q of [whole, made.foreign.number, made.foreign.number.toLowerCase(), `rq ${short}`, short])
      expect(numbers(await requests(s.office, { q }))).toEqual([made.foreign.number]);
  });

  it('by a name that is digits as well as by the number they may mean', async () => {
    const short = String(Number(made.foreign.number.slice(-4)));
    const named = (name: string) =>
      db().update(groups).set({ name }).where(eq(groups.id, s.groups.heping.id));
    await named(`${short}专班`);
    expect((await requests(s.office, { q: short })).total).toBe(5);
    await named('和平社区工作群');
    expect(numbers(await requests(s.office, { q: short }))).toEqual([made.foreign.number]);
  });

  it('by status, unit, group, overdue, and what waits for the reader', async () => {
    expect(numbers(await requests(s.office, { status: 'done' }))).toEqual([made.closed.request.number]);
    expect(numbers(await requests(s.office, { unit: s.units.xinhua.id }))).toEqual([made.foreign.number]);
    expect((await requests(s.office, { group: s.groups.portal.id })).total).toBe(0);
    expect((await requests(s.office, { overdue: 'yes' })).total).toBe(2);
    expect((await requests(s.office, { wait: 'me' })).total).toBe(2);
    expect((await requests(s.headHeping, { wait: 'me' })).total).toBe(0);
    expect(numbers(await requests(s.office, { wait: 'office' }))).toEqual([made.failed.request.number]);
  });

  it('with units and groups to choose from that the reader may know of, and their names once chosen', async () => {
    const labels = async (choices: Promise<{ label: string }[]>) => (await choices).map(({ label }) => label);
    expect(await labels(unitFilterChoices(s.headXinhua, ''))).toEqual(['新华社区']);
    expect(await labels(unitFilterChoices(s.office, '和平'))).toEqual(['和平社区']);
    expect(await labels(chosenUnits(s.headXinhua, [s.units.heping.id]))).toEqual([]);
    expect([s.office, s.headXinhua].map(seesSeveralUnits)).toEqual([true, false]);
    expect(await labels(groupFilterChoices(s.office, '总群'))).toEqual(['街道工作总群']);
    expect(await labels(groupFilterChoices(s.groupAdmin, ''))).toEqual(['和平社区工作群']);
    expect(await labels(chosenGroups(s.groupAdmin, [s.groups.heping.id, s.groups.portal.id]))).toEqual([
      '和平社区工作群',
    ]);
    expect(await chosenGroups(s.office)).toEqual([]);
  });

  it('page by page, in either order', async () => {
    const due = await requests(s.office);
    const newest = await requests(s.office, { sort: '-submitted' });
    expect(newest.rows.map(({ id }) => id)).toEqual(due.rows.map(({ id }) => id).toReversed());
    const second = await requests(s.office, { page: '2', size: '20' });
    expect([second.rows.length, second.total, second.totalIsExact]).toEqual([0, 5, true]);
  });
});

describe('a row to decide on', () => {
  it('carries unit, reason, the groups the person is in, earlier removals, and how late it is', async () => {
    await db()
      .insert(memberships)
      .values([
        {
          id: newId(),
          groupId: s.groups.portal.id,
          personId: made.zhou.id,
          unitId: s.units.xinhua.id,
          nickname: '新华周洁',
          nicknameState: 'to_set',
          origin: 'baseline',
          since: monday,
        },
        {
          id: newId(),
          groupId: s.groups.heping.id,
          personId: made.zhou.id,
          unitId: s.units.xinhua.id,
          nickname: '新华周洁',
          nicknameState: 'to_set',
          origin: 'baseline',
          since: monday,
          until: friday,
          endReason: '广告',
        },
      ]);
    const [row] = (await requests(s.office, { q: 'zj' })).rows;
    expect(row).toMatchObject({
      unitName: '新华社区',
      reason: '新到岗网格员',
      submittedByName: '孙强',
      deadline: { overdue: true, text: '逾期 2 天' },
      evidence: { groups: ['街道工作总群'], removals: [{ group: '和平社区工作群', reason: '广告' }] },
      may: { decide: true },
    });
    const others = { unitId: s.units.heping.id };
    await db().update(memberships).set(others).where(eq(memberships.groupId, s.groups.portal.id));
    const evidence = async (actor: Actor) => (await requestDetail(actor, made.foreign.id))?.evidence;
    expect(await evidence(s.supervisor)).toMatchObject({ groups: ['街道工作总群'], removals: [{}] });
    expect(await evidence(s.headXinhua)).toMatchObject({ groups: [], removals: [{ reason: '广告' }] });
    expect((await requests(s.headXinhua)).rows[0]?.evidence.groups).toEqual([]);
    await db().update(memberships).set(others).where(eq(memberships.personId, made.zhou.id));
    expect(await evidence(s.headXinhua)).toEqual({ groups: [], removals: [] });
    await db().delete(memberships).where(eq(memberships.personId, made.zhou.id));
  });

  it('carries the order of an approved one: its deadline while open, and that it is stuck once failed', async () => {
    const rows = (await requests(s.office, { status: 'approved' })).rows;
    const orderOf = (number: string) => rows.find((row) => row.number === number)?.order;
    expect(orderOf(made.open.request.number)).toMatchObject({
      status: 'open',
      dueAt: made.open.order.dueAt,
      deadline: { overdue: true },
    });
    expect(orderOf(made.failed.request.number)).toMatchObject({
      status: 'failed',
      deadline: { overdue: true },
    });
    expect(shownState({ kind: 'join', status: 'approved' }, 'failed').label).toBe('未办成待处置');
    expect(shownState({ kind: 'join', status: 'approved' }, 'open').label).toBe('待办理');
    expect(shownState({ kind: 'join', status: 'withdrawn' }, 'failed').label).toBe('已撤回');
    expect((await requests(s.office, { status: 'done' })).rows[0]?.order).toBeNull();
  });

  it('is followed by the most urgent one that waits for the same reader', async () => {
    const [first] = (await requests(s.office, { status: 'submitted', wait: 'me' })).rows;
    expect(await at(() => nextToDecide(s.office))).toMatchObject({
      id: first?.id,
      personName: first?.personName,
    });
    expect(await at(() => nextToDecide(s.headHeping))).toBeNull();
  });

  it('may be decided by the Office only', async () => {
    expect((await requests(s.headXinhua)).rows.map(({ may }) => may.decide)).toEqual([false]);
    expect((await requests(s.supervisor)).rows.some(({ may }) => may.decide)).toBe(false);
  });
});

describe('one request', () => {
  it('tells everything that happened, with names, roles and clauses', async () => {
    const detail = await requestDetail(s.office, made.closed.request.id);
    expect(detail?.events.map(({ title, by, role, clause }) => [title, by, role, clause])).toEqual([
      ['提交入群申请', '李娟', '部门/社区负责人', '2.1.1'],
      ['通过入群申请', '周敏', '街道办公室管理员', '2.1.1'],
      [`下达办理单 ${made.closed.order.number}`, '周敏', '街道办公室管理员', '2.1.1'],
      [`办理完成 ${made.closed.order.number}`, '张三', '群管理员', '2.2.1a'],
      ['办结入群申请', '张三', '群管理员', '2.1.1'],
    ]);
  });

  it('says what each may do now', async () => {
    const may = async (actor: Actor, id: string) => (await requestDetail(actor, id))?.may;
    expect(await may(s.office, made.waiting.id)).toMatchObject({
      decide: true,
      withdraw: false,
      terminate: false,
    });
    expect(await may(s.headHeping, made.waiting.id)).toMatchObject({ decide: false, withdraw: true });
    expect(await may(s.headHeping, made.open.request.id)).toMatchObject({ withdraw: true, reissue: false });
    expect(await may(s.office, made.failed.request.id)).toMatchObject({ terminate: true, reissue: true });
    expect(await may(s.office, made.open.request.id)).toMatchObject({ terminate: false, reissue: false });
    expect(await may(s.headHeping, made.closed.request.id)).toMatchObject({ withdraw: false });
    expect(await may(s.supervisor, made.waiting.id)).toMatchObject({ decide: false, withdraw: false });
  });
});

describe('figures', () => {
  it('are of what the actor may see', async () => {
    expect(await at(() => requestFigures(s.office))).toEqual({
      submitted: 2,
      overdue: 2,
      approved: 2,
      approvedGroups: 1,
      doneThisMonth: 1,
      averageDays: 0,
      members: 2,
      confirmedNicknames: 1,
    });
    expect(await at(() => requestFigures(s.headXinhua))).toMatchObject({
      submitted: 1,
      approved: 0,
      members: 0,
    });
    expect(await at(() => requestFigures(s.auditor))).toMatchObject({
      submitted: 0,
      members: 0,
      averageDays: null,
    });
  });
});

describe('the form’s pickers', () => {
  it('offer a head the people of his unit, the Office everybody, others nobody', async () => {
    const names = async (actor: Actor, q = '') => (await peopleToPropose(actor, q)).map(({ label }) => label);
    expect(await names(s.headXinhua)).toEqual(expect.arrayContaining(['孙强', '周洁']));
    expect(await names(s.headXinhua)).not.toContain('王五');
    expect(await names(s.office, 'ww')).toContain('王五');
    expect(await names(s.member)).toEqual([]);
    expect((await groupsToJoin(s.headXinhua, '总群')).map(({ label }) => label)).toEqual(['街道工作总群']);
    expect(await groupsToJoin(s.auditor, '')).toEqual([]);
  });
});

it('decides from the list with the version it was shown', async () => {
  const [row] = (await requests(s.office, { q: 'zj' })).rows;
  done(
    await decideRequest(s.office2, { id: made.foreign.id, version: row?.version ?? 0, decision: 'approve' }),
  );
  expect(
    (await requests(s.office, { status: 'approved' })).rows.map(({ personName }) => personName),
  ).toContain('周洁');
});
