import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groupRecords } from '@/db/schema/activity';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { useSetting } from '@/db/testing/setting';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { questionOf, questionsOf, quietMember, sweepAt } from '@/db/testing/sweeping';
import type { Actor } from '@/lib/access/actor';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { startSweep, sweepMonthly } from './commands/start';
import { inactiveList } from './list';
import { listInactive } from './queries/list';
import { previewSweep, recentSweeps, sweepProgress } from './queries/sweeps';
import { waiting } from './workbench';

const june = new Date('2026-06-01T09:00:00+08:00');
const monday = new Date('2026-11-16T09:00:00+08:00');
const tuesday = new Date('2026-11-17T09:00:00+08:00');
const nextMonday = new Date('2026-11-23T09:00:00+08:00');

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(june, () => makeStreet());
});

const quiet = (more: Partial<Parameters<typeof quietMember>[1]> = {}) =>
  quietMember(s, { since: june, signedIn: june, ...more });

const titlesOf = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(and(eq(notifications.personId, personId ?? ''), eq(notifications.kind, 'membership')))
  ).map(({ title }) => title);

describe('a sweep', () => {
  it('asks the heads about members unseen for ninety days, and passes over who was seen', async () => {
    const member = await quiet();
    const seen = await quiet({ name: '赵六', signedIn: new Date('2026-09-01T09:00:00+08:00') });
    const young = await quiet({ name: '钱七', since: new Date('2026-09-01T09:00:00+08:00'), signedIn: null });
    expect(await sweepAt(s, monday)).toEqual({ asked: 1 });
    expect(await questionOf(member.membershipId)).toMatchObject({
      status: 'asked',
      lastKind: 'sign_in',
      lastAt: june,
      dueAt: nextMonday,
      escalatedWhy: null,
    });
    expect(await questionsOf(seen.membershipId)).toEqual([]);
    expect(await questionsOf(young.membershipId)).toEqual([]);
    expect(await titlesOf(s.headHeping.personId)).toEqual([
      '本单位 1 人次超过 90 天没有活动，请答复保留或移出',
    ]);
    expect(await titlesOf(s.headXinhua.personId)).toEqual([]);
  });

  it('leaves out groups whose records do not cover the time, and says why', async () => {
    await quiet();
    const [sweep] = await withClock(monday, async () => {
      await startSweep(s.office, { submissionId: newId() });
      return recentSweeps(s.office);
    });
    expect(sweep).toMatchObject({
      groupCount: 1,
      leftOut: [{ name: '和平社区工作群', why: '尚未导入聊天记录' }],
    });
  });

  it.each([
    ['cover it', { coveredFrom: june, coveredUntil: null }, true],
    ['end a few days ago', { coveredFrom: june, coveredUntil: new Date('2026-11-12T00:00:00+08:00') }, true],
    ['end long ago', { coveredFrom: june, coveredUntil: new Date('2026-10-12T00:00:00+08:00') }, false],
    ['begin too late', { coveredFrom: new Date('2026-09-01T00:00:00+08:00'), coveredUntil: null }, false],
  ])('takes a chat group in when its records %s', async (_how, period, taken) => {
    await db()
      .insert(groupRecords)
      .values({ groupId: s.groups.heping.id, ...period });
    const member = await quiet({ groupId: s.groups.heping.id });
    await quiet({ name: '赵六' });
    await sweepAt(s, monday);
    expect((await questionsOf(member.membershipId)).length).toBe(taken ? 1 : 0);
  });

  it('passes over administrators, leaders, and heads where the Office says so', async () => {
    const administrator = await quiet();
    const leader = await quiet({ name: '赵六' });
    const head = await quiet({ name: '钱七' });
    const role = (personId: string, more: object) =>
      db()
        .insert(roleAssignments)
        .values({ id: newId(), personId, startsAt: june, role: 'leader', ...more });
    await role(administrator.id, { role: 'group_admin', groupId: s.groups.portal.id });
    await role(leader.id, {});
    await role(head.id, { role: 'unit_head', unitId: s.units.jigongwei.id });
    await useSetting('inactive.exempt', 'heads');
    const preview = await withClock(monday, () => previewSweep(s.office));
    expect(preview).toMatchObject({ toAsk: 0, passed: { administrator: 1, leader: 1, role: 1 } });
    const refusal = refusalOf(await withClock(monday, () => startSweep(s.office, { submissionId: newId() })));
    expect(refusal.message).toBe('目前没有需要询问的成员');
  });

  it('says beforehand what it will ask, and asks exactly that', async () => {
    await quiet();
    await quiet({ name: '赵六', unit: s.units.xinhua });
    const preview = await withClock(monday, () => previewSweep(s.office));
    expect(preview).toMatchObject({ toAsk: 2, groupCount: 1, days: 90 });
    expect(preview?.byUnit.map(({ unitName }) => unitName).sort()).toEqual(['和平社区', '新华社区']);
    expect(await sweepAt(s, monday)).toEqual({ asked: 2 });
  });

  it('goes to the Office at once where a unit has no head, and where it is about the head himself', async () => {
    const orphan = await quiet({ unit: s.units.jigongwei });
    const own = await quiet({ name: '赵六' });
    await db().insert(roleAssignments).values({
      id: newId(),
      personId: own.id,
      role: 'unit_head',
      unitId: s.units.heping.id,
      startsAt: june,
    });
    await sweepAt(s, monday);
    expect(await questionOf(orphan.membershipId)).toMatchObject({
      status: 'escalated',
      escalatedWhy: 'vacant',
    });
    expect(await questionOf(own.membershipId)).toMatchObject({ status: 'escalated', escalatedWhy: 'own' });
    expect(await titlesOf(s.office2.personId)).toEqual(['2 人次不活跃成员待街道办公室决定']);
  });

  it('asks about nobody twice while he is asked about, and is refused to everybody but the Office', async () => {
    await quiet();
    await sweepAt(s, monday);
    const again = await withClock(tuesday, () => startSweep(s.office2, { submissionId: newId() }));
    expect(refusalOf(again).code).toBe('rule');
    for (const actor of [s.headHeping, s.member, s.groupAdmin, s.leader, s.supervisor, s.sysadmin])
      expect(refusalOf(await startSweep(actor, { submissionId: newId() })).code).toBe('forbidden');
  });

  it('comes by itself once a month, in office hours, from the day that is set', async () => {
    await quiet();
    const monthly = (at: string) =>
      withClock(new Date(at), async () => done(await sweepMonthly(systemActor('inactive.follow'), {})));
    await useSetting('inactive.month_day', 17);
    expect(await monthly('2026-11-16T10:00:00+08:00')).toEqual({ asked: 0 });
    expect(await monthly('2026-11-17T07:00:00+08:00')).toEqual({ asked: 0 });
    expect(await monthly('2026-11-17T10:00:00+08:00')).toEqual({ asked: 1 });
    await quiet({ name: '赵六' });
    expect(await monthly('2026-11-18T10:00:00+08:00')).toEqual({ asked: 0 });
    expect(await monthly('2026-12-17T10:00:00+08:00')).toEqual({ asked: 1 });
    const office = await sweepMonthly(s.office, {});
    expect(refusalOf(office).code).toBe('forbidden');
  });
});

describe('what is shown', () => {
  it('is to each head his own units, to the Office all, to others nothing', async () => {
    await quiet();
    await quiet({ name: '赵六', unit: s.units.xinhua });
    await sweepAt(s, monday);
    const seen = async (actor: Actor) =>
      (await listInactive(actor, parseList(inactiveList, {}))).rows
        .map(({ personName }) => personName)
        .sort();
    expect(await seen(s.office)).toEqual(['王五', '赵六'].sort());
    expect(await seen(s.headHeping)).toEqual(['王五']);
    expect(await seen(s.headXinhua)).toEqual(['赵六']);
    for (const actor of [s.member, s.groupAdmin, s.leader, s.supervisor, s.auditor]) {
      expect(await seen(actor)).toEqual([]);
      expect(await recentSweeps(actor)).toEqual([]);
    }
    const [sweep] = await recentSweeps(s.headHeping);
    expect(sweep).toMatchObject({ asked: 1, kept: 0 });
    expect(await sweepProgress(s.headHeping, sweep?.id ?? '')).toMatchObject([
      { unitName: '和平社区', asked: 1 },
    ]);
    expect(await sweepProgress(s.office, sweep?.id ?? '')).toHaveLength(2);
  });

  it('is on the workbench of whoever is to answer, a line for each unit', async () => {
    await quiet();
    await quiet({ name: '赵六', unit: s.units.jigongwei });
    await sweepAt(s, monday);
    const of = (actor: Actor) => withClock(monday, () => waiting(actor));
    expect(await of(s.headHeping)).toMatchObject([
      { count: 1, overdue: 0, items: [{ title: '和平社区 1 人次长期没有活动', act: '去答复' }] },
    ]);
    expect(await of(s.office)).toMatchObject([{ count: 1, items: [{ act: '去决定' }] }]);
    expect(await of(s.member)).toEqual([]);
  });
});
