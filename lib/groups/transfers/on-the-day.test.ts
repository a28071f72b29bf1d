import { and, eq, like } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments, secondaryPostings } from '@/db/schema/identity';
import { memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { done, joinOf, ordersOf, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { openAbout } from '@/db/testing/orders';
import { makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import {
  homeOf,
  planned,
  presentMemberships,
  requestsOf,
  transferOf,
  transferRow,
} from '@/db/testing/transferring';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { log } from '@/lib/core/log';
import { reassignOrders } from '../handling/commands/reassign';
import { decideRequest } from '../requests/commands/decide';
import { submitJoin } from '../requests/commands/submit';
import { planTransfer } from './commands/plan';
import * as tell from './commands/tell';
import { planTransferFormInput, transferPair } from './input';
import { carryOutTransfers } from './jobs';

vi.mock('./commands/tell', { spy: true });

const monday = new Date('2026-11-23T09:00:00+08:00');
const theDay = new Date('2026-12-01T00:05:00+08:00');

let s: TestStreet;
let trail: number;
let member: Awaited<ReturnType<typeof memberOf>>;

beforeEach(async () => {
  await emptyStreet();
  trail = await trailEnd(db());
  await withClock(monday, async () => {
    s = await makeStreet();
    member = await memberOf(s);
  });
});

const onMonday = <T>(work: () => Promise<T>) => withClock(monday, work);
const onTheDay = () => withClock(theDay, () => carryOutTransfers());
const said = (personId: string | null, title: string) =>
  db()
    .select({ title: notifications.title, detail: notifications.detail, href: notifications.href })
    .from(notifications)
    .where(and(eq(notifications.personId, personId ?? ''), like(notifications.title, title)));

describe('on the day', () => {
  it('nobody leaves a group that he administers by now: the Office is told what to do first', async () => {
    const id = await onMonday(() => planned(s, member.id, { leaves: [member.membershipId] }));
    await db().insert(roleAssignments).values({
      id: newId(),
      personId: member.id,
      role: 'group_admin',
      groupId: s.groups.heping.id,
      startsAt: monday,
    });
    await onTheDay();
    const [leave] = await requestsOf(id);
    expect(leave).toMatchObject({ status: 'withdrawn' });
    expect(await ordersOf(leave?.id ?? '')).toEqual([]);
    expect(await transferRow(id)).toMatchObject({ status: 'done' });
    expect(await presentMemberships(member.id)).toMatchObject([
      { groupId: s.groups.heping.id, unitId: s.units.xinhua.id, nickname: '新华王五' },
    ]);
    expect(await said(s.office.personId, '%退群未办理')).toEqual([
      {
        title: '王五现为「和平社区工作群」的群管理员，工作变动中的退群未办理',
        detail: '请先另行指定群管理员，再为其办理退群',
        href: `/groups/${s.groups.heping.id}`,
      },
    ]);
    expect(await said(s.headHeping.personId, '%退群未办理')).toHaveLength(1);
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it('what the old unit had asked for is taken back, and everybody with a part in it is told', async () => {
    const group = await onMonday(() => makeGroup('防汛应急群', 'wechat', s.units.office));
    const other = await onMonday(() => makeGroup('平安建设群', 'wechat', s.units.office));
    const join = done(
      await onMonday(() => submitJoin(s.headHeping, joinOf(s, member.id, { groupId: group.id }))),
    );
    const waits = done(
      await onMonday(() => submitJoin(s.headHeping, joinOf(s, member.id, { groupId: other.id }))),
    );
    done(await onMonday(() => decideRequest(s.office, { id: join.id, version: 1, decision: 'approve' })));
    const [order] = await ordersOf(join.id);
    const handed = {
      groupId: group.id,
      orderId: order?.id ?? '',
      toPersonId: s.office2.personId ?? '',
      reason: '代办',
    };
    done(await onMonday(() => reassignOrders(s.office, handed)));
    await onMonday(() => planned(s, member.id));
    await onTheDay();
    expect(await requestRow(join.id)).toMatchObject({ status: 'withdrawn' });
    expect(await requestRow(waits.id)).toMatchObject({ status: 'withdrawn' });
    expect(await ordersOf(join.id)).toMatchObject([{ status: 'cancelled' }]);
    const title = '王五加入「防汛应急群」的申请已撤回';
    const both = `王五加入「防汛应急群」「${other.name}」的申请已撤回`;
    expect(await said(s.headHeping.personId, both)).toMatchObject([
      { detail: '王五已调往新华社区，仍需入群的请由新单位申请' },
    ]);
    expect(await said(s.office2.personId, title)).toMatchObject([{ href: `/orders/${order?.id}` }]);
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it('a posting at what is his home from now on ends with the day before', async () => {
    const posting = { id: newId(), personId: member.id, startsOn: '2026-01-01', endsOn: null };
    const elsewhere = { ...posting, id: newId(), unitId: s.units.jigongwei.id };
    await db()
      .insert(secondaryPostings)
      .values([{ ...posting, unitId: s.units.xinhua.id }, elsewhere]);
    await onMonday(() => planned(s, member.id));
    await onTheDay();
    const rows = await db().select().from(secondaryPostings).orderBy(secondaryPostings.endsOn);
    expect(rows.map(({ unitId, endsOn }) => [unitId, endsOn])).toEqual([
      [s.units.xinhua.id, '2026-11-30'],
      [s.units.jigongwei.id, null],
    ]);
    expect((await trailOf('person', member.id)).map(({ action }) => action)).toContain('person.end_posting');
  });

  it('who is missing in a chat where he stays is to be added under the new name, not renamed', async () => {
    const before = await onMonday(() => openAbout(s, member.membershipId, 'add'));
    await onMonday(() => planned(s, member.id));
    await onTheDay();
    const orders = await db().select().from(workOrders).where(eq(workOrders.originId, member.membershipId));
    const told = orders.map(({ id, kind, status, nickname }) => [id === before.id, kind, status, nickname]);
    expect(new Set(told)).toEqual(
      new Set([
        [true, 'add', 'cancelled', '和平王五'],
        [false, 'add', 'open', '新华王五'],
      ]),
    );
  });

  it('the order to rename him names what the chat was seen to show, as the list of nicknames does', async () => {
    await db()
      .update(memberships)
      .set({ nicknameSeen: '小王五' })
      .where(eq(memberships.id, member.membershipId));
    await onMonday(() => planned(s, member.id));
    await onTheDay();
    expect(
      await db().select().from(workOrders).where(eq(workOrders.originId, member.membershipId)),
    ).toMatchObject([{ kind: 'rename', nickname: '新华王五', detail: { from: '小王五' } }]);
  });

  it('one that fails keeps nobody else where he was, and comes again with the next run', async () => {
    const other = await onMonday(() => makePerson('赵六', s.units.heping));
    const first = await onMonday(() => planned(s, member.id));
    const second = await onMonday(() => planned(s, other.id));
    const errors = vi.spyOn(log, 'error').mockImplementation(() => undefined);
    vi.mocked(tell.tellMoved).mockRejectedValueOnce(new Error('disk'));
    await expect(onTheDay()).rejects.toThrow('1 transfers');
    expect(errors.mock.calls.map(([facts]) => facts)).toMatchObject([{ transfer: first }]);
    expect([await transferRow(first), await transferRow(second)]).toMatchObject([
      { status: 'planned' },
      { status: 'done' },
    ]);
    expect([await homeOf(member.id), await homeOf(other.id)]).toEqual([s.units.heping.id, s.units.xinhua.id]);
    await onTheDay();
    expect(await homeOf(member.id)).toBe(s.units.xinhua.id);
    errors.mockRestore();
  });
});

describe('a plan', () => {
  it('is for a day within a year', async () => {
    const plan = (effectiveOn: string) =>
      onMonday(() => planTransfer(s.headHeping, transferOf(s, member.id, { effectiveOn })));
    expect(Object.keys(refusalOf(await plan('2027-11-24')).fields ?? {})).toEqual(['effectiveOn']);
    done(await plan('2027-11-23'));
  });

  it('is not sent before the form has found the groups of that person and that unit', () => {
    const form = transferOf(s, member.id);
    const sent = (checkedFor: string) => planTransferFormInput.safeParse({ ...form, checkedFor });
    expect(sent('').error?.issues).toMatchObject([{ path: ['checkedFor'] }]);
    expect(sent(transferPair(member.id, s.units.heping.id)).success).toBe(false);
    expect(sent(transferPair(member.id, s.units.xinhua.id)).success).toBe(true);
  });
});
