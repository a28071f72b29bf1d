import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { delegations, roleAssignments } from '@/db/schema/identity';
import { memberships, workOrders } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { done, ordersOf, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { actorOf, makeGroup, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import {
  homeOf,
  planned,
  presentMemberships,
  requestsOf,
  transferOf,
  transferRow,
} from '@/db/testing/transferring';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { completeOrders } from '../handling/commands/complete';
import { withdrawLeave } from '../leaving/commands/withdraw';
import { decideRequest } from '../requests/commands/decide';
import { cancelTransfer } from './commands/cancel';
import { carryOutTransfer } from './commands/carry-out';
import { planTransfer } from './commands/plan';
import { carryOutTransfers } from './jobs';

const monday = new Date('2026-11-23T09:00:00+08:00');
const eve = new Date('2026-11-30T23:00:00+08:00');
const theDay = new Date('2026-12-01T00:05:00+08:00');

let s: TestStreet;
let trail: number;
let member: Awaited<ReturnType<typeof memberOf>>;
/** He is in the chat group of 和平社区 and in the group of the portal, and is to be in 新华's. */
let kept: Awaited<ReturnType<typeof makeGroup>>;
let wanted: Awaited<ReturnType<typeof makeGroup>>;

beforeEach(async () => {
  await emptyStreet();
  trail = await trailEnd(db());
  await withClock(monday, async () => {
    s = await makeStreet();
    kept = await makeGroup('网格员群', 'wecom', s.units.office);
    wanted = await makeGroup('新华社区工作群', 'wechat', s.units.xinhua);
    member = await memberOf(s);
  });
});

const onMonday = <T>(work: () => Promise<T>) => withClock(monday, work);
const onTheDay = <T>(work: () => Promise<T>) => withClock(theDay, work);

/** He is also in a chat group that he stays in. */
const alsoIn = (groupId: string) =>
  db().insert(memberships).values({
    id: newId(),
    groupId,
    personId: member.id,
    unitId: s.units.heping.id,
    nickname: '和平王五',
    nicknameState: 'confirmed',
    nicknameConfirmedAt: monday,
    origin: 'baseline',
    since: monday,
  });

const whole = () => ({ leaves: [member.membershipId], joins: [wanted.id] });

const titlesOf = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.personId, personId ?? ''))
  ).map(({ title }) => title);

const openOrdersOf = (personId: string) =>
  db()
    .select({ kind: workOrders.kind, groupId: workOrders.groupId, nickname: workOrders.nickname })
    .from(workOrders)
    .where(and(eq(workOrders.personId, personId), eq(workOrders.status, 'open')));

describe('a transfer that waits for its day', () => {
  it('asks for everything at once, and does nothing in the chats before', async () => {
    const id = await onMonday(() => planned(s, member.id, whole()));
    const requests = await requestsOf(id);
    expect(requests.map(({ kind, status, unitId }) => [kind, status, unitId])).toEqual([
      ['leave', 'submitted', s.units.heping.id],
      ['join', 'submitted', s.units.xinhua.id],
    ]);
    expect(new Set(requests.map(({ batchId }) => batchId)).size).toBe(1);
    expect(await openOrdersOf(member.id)).toEqual([]);
    expect(await homeOf(member.id)).toBe(s.units.heping.id);
    expect(await titlesOf(s.office.personId)).toContain('王五工作变动，申请加入 1 个群，请审核');
    expect(await titlesOf(s.headXinhua.personId)).toEqual(['王五将调入新华社区']);

    const join = requests[1]?.id ?? '';
    done(await onMonday(() => decideRequest(s.office, { id: join, version: 1, decision: 'approve' })));
    expect(await requestRow(join)).toMatchObject({ status: 'approved' });
    expect(await ordersOf(join)).toEqual([]);
    await withClock(eve, () => carryOutTransfers());
    expect(await transferRow(id)).toMatchObject({ status: 'planned' });
    expect(refusalOf(await carryOutTransfer(s.office, { id })).code).toBe('forbidden');
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it('on the day moves him, and the orders go out', async () => {
    await alsoIn(kept.id);
    await alsoIn(s.groups.portal.id);
    const id = await onMonday(() => planned(s, member.id, whole()));
    const [leave, join] = await requestsOf(id);
    done(
      await onMonday(() => decideRequest(s.office, { id: join?.id ?? '', version: 1, decision: 'approve' })),
    );
    await onTheDay(() => carryOutTransfers());

    expect(await transferRow(id)).toMatchObject({ status: 'done', statusBy: null });
    expect(await homeOf(member.id)).toBe(s.units.xinhua.id);
    expect(new Set(await openOrdersOf(member.id))).toEqual(
      new Set([
        { kind: 'remove', groupId: s.groups.heping.id, nickname: '和平王五' },
        { kind: 'add', groupId: wanted.id, nickname: '新华王五' },
        { kind: 'rename', groupId: kept.id, nickname: '新华王五' },
      ]),
    );
    expect(new Set(await presentMemberships(member.id))).toEqual(
      new Set([
        expect.objectContaining({ groupId: s.groups.heping.id, unitId: s.units.heping.id }),
        { groupId: kept.id, unitId: s.units.xinhua.id, nickname: '新华王五', nicknameState: 'to_set' },
        {
          groupId: s.groups.portal.id,
          unitId: s.units.xinhua.id,
          nickname: '新华王五',
          nicknameState: 'confirmed',
        },
      ]),
    );
    expect(await titlesOf(member.id)).toContain('您已调往新华社区，群昵称请按新单位修改');
    expect(await titlesOf(s.headHeping.personId)).toContain('王五由和平社区调往新华社区已生效');
    expect((await trailOf('person', member.id)).map(({ action }) => action)).toContain('person.transfer');

    const receipts = (await db().select().from(workOrders).where(eq(workOrders.personId, member.id)))
      .filter(({ status }) => status === 'open')
      .map((order) => ({ id: order.id, version: order.version }));
    done(await onTheDay(() => completeOrders(s.office, { orders: receipts, handledAt: undefined })));
    expect(await requestRow(leave?.id ?? '')).toMatchObject({ status: 'done' });
    const present = await presentMemberships(member.id);
    expect(new Set(present.map(({ groupId }) => groupId))).toEqual(
      new Set([kept.id, s.groups.portal.id, wanted.id]),
    );
    expect(new Set(present.map(({ unitId }) => unitId))).toEqual(new Set([s.units.xinhua.id]));
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it('lets a join that is agreed to after the day go on at once', async () => {
    const id = await onMonday(() => planned(s, member.id, whole()));
    const [, join] = await requestsOf(id);
    await onTheDay(() => carryOutTransfers());
    expect(await requestRow(join?.id ?? '')).toMatchObject({ status: 'submitted' });
    done(
      await onTheDay(() => decideRequest(s.office, { id: join?.id ?? '', version: 1, decision: 'approve' })),
    );
    expect(await ordersOf(join?.id ?? '')).toMatchObject([{ kind: 'add', status: 'open' }]);
  });

  it('leaves him in a group whose leave was withdrawn', async () => {
    const id = await onMonday(() => planned(s, member.id, whole()));
    const [leave] = await requestsOf(id);
    done(await onMonday(() => withdrawLeave(s.headHeping, { id: leave?.id ?? '', version: 1 })));
    await onTheDay(() => carryOutTransfers());
    expect(await presentMemberships(member.id)).toEqual([
      {
        groupId: s.groups.heping.id,
        unitId: s.units.xinhua.id,
        nickname: '新华王五',
        nicknameState: 'to_set',
      },
    ]);
  });

  it('can be cancelled until then, which takes everything back', async () => {
    const id = await onMonday(() => planned(s, member.id, whole()));
    const cancel = { id, version: 1, reason: '暂缓' };
    expect(refusalOf(await cancelTransfer(s.headXinhua, cancel)).code).toBe('forbidden');
    expect(refusalOf(await cancelTransfer(s.member, cancel)).code).toBe('not_found');
    done(await onMonday(() => cancelTransfer(s.office, cancel)));
    expect(await titlesOf(s.headXinhua.personId)).toContain('王五调往新华社区的工作变动已取消');
    expect((await requestsOf(id)).map(({ status }) => status)).toEqual(['withdrawn', 'withdrawn']);
    await onTheDay(() => carryOutTransfers());
    expect(await homeOf(member.id)).toBe(s.units.heping.id);
    expect(refusalOf(await cancelTransfer(s.office, cancel)).code).toBe('conflict');
    expect(await brokenInvariants(db(), trail)).toEqual([]);
  });

  it('is carried out at once when the day is today', async () => {
    const change = { effectiveOn: '2026-11-23', leaves: [member.membershipId] };
    const id = await onMonday(() => planned(s, member.id, change));
    expect(await transferRow(id)).toMatchObject({ status: 'done' });
    expect(await openOrdersOf(member.id)).toMatchObject([{ kind: 'remove' }]);
  });
});

describe('who may move whom where', () => {
  it('the head of the present unit and the Office, and a delegate in his name', async () => {
    expect(refusalOf(await planTransfer(s.headXinhua, transferOf(s, member.id))).code).toBe('not_found');
    expect(refusalOf(await planTransfer(s.member, transferOf(s, member.id))).code).toBe('not_found');
    const deputy = await makePerson('代理', s.units.heping);
    await db()
      .insert(delegations)
      .values({
        id: newId(),
        fromPersonId: s.headHeping.personId ?? '',
        toPersonId: deputy.id,
        role: 'unit_head',
        startsAt: monday,
        endsAt: theDay,
        reason: '外出',
        enteredBy: s.headHeping.personId ?? '',
        createdAt: now(),
      });
    const acting = actorOf(deputy, s.units.heping, {
      role: 'unit_head',
      unitIds: [s.units.heping.id],
      onBehalfOf: { id: s.headHeping.personId ?? '', name: '李娟' },
    });
    const id = await onMonday(() => planned(s, member.id, {}, acting));
    expect(await transferRow(id)).toMatchObject({ submittedFor: s.headHeping.personId });
  });

  it.each([
    ['into his own unit', () => ({ toUnitId: s.units.heping.id }), 'toUnitId'],
    ['into a unit that is not there', () => ({ toUnitId: newId() }), 'toUnitId'],
    ['on a day gone by', () => ({ effectiveOn: '2026-11-22' }), 'effectiveOn'],
    ['out of a group he is not in', () => ({ leaves: [newId()] }), 'leaves'],
    ['into a group he is in already', () => ({ joins: [s.groups.heping.id] }), 'joins'],
  ])('nobody %s', async (_name, change, field) => {
    const refusal = refusalOf(
      await onMonday(() => planTransfer(s.headHeping, transferOf(s, member.id, change()))),
    );
    expect(Object.keys(refusal.fields ?? {})).toEqual([field]);
    expect(await onMonday(() => planned(s, member.id))).toBeTruthy();
  });

  it('a second plan waits for the first to be cancelled', async () => {
    await onMonday(() => planned(s, member.id));
    const refusal = refusalOf(await onMonday(() => planTransfer(s.office, transferOf(s, member.id))));
    expect(refusal.message).toBe('王五已有待生效的工作变动，请先取消');
  });

  it('a head leaves his office first, and a group its administrator', async () => {
    const head = refusalOf(
      await onMonday(() => planTransfer(s.office, transferOf(s, s.headHeping.personId ?? ''))),
    );
    expect(head.message).toMatch(/还是原单位负责人/);
    await db().insert(roleAssignments).values({
      id: newId(),
      personId: member.id,
      role: 'group_admin',
      groupId: s.groups.heping.id,
      startsAt: monday,
    });
    const administrator = refusalOf(
      await onMonday(() => planTransfer(s.office, transferOf(s, member.id, whole()))),
    );
    expect(Object.keys(administrator.fields ?? {})).toEqual(['leaves']);
  });
});
