import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groupRecords } from '@/db/schema/activity';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, ordersOf, refusalOf, requestRow, trailOf } from '@/db/testing/joining';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { questionOf, quietMember, signIn, sweepAt } from '@/db/testing/sweeping';
import type { Actor } from '@/lib/access/actor';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { fileLeave } from '../leaving/commands/file';
import { answerItems } from './commands/answer';
import { followUp } from './commands/follow';
import { startSweep } from './commands/start';
import type { Answer } from './input';
import { inactiveList } from './list';
import { listInactive } from './queries/list';

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

/** 李娟, or who is named, answers the questions about these memberships. */
async function answer(by: Actor, membershipIds: string[], how: Partial<Answer> = {}, at = tuesday) {
  const rows = await Promise.all(
    membershipIds.map(async (id) => {
      const { id: item, version } = await questionOf(id);
      return { id: item, version };
    }),
  );
  return withClock(at, () => answerItems(by, { rows, answer: 'keep', reason: '借调中', ...how }));
}

const follow = (at: Date) =>
  withClock(at, async () => done(await followUp(systemActor('inactive.follow'), {})));

const titlesOf = async (personId: string | null) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(and(eq(notifications.personId, personId ?? ''), eq(notifications.kind, 'membership')))
  ).map(({ title }) => title);

const membershipRow = async (id: string) =>
  (await db().select().from(memberships).where(eq(memberships.id, id)))[0];

describe('an answer', () => {
  it('keeps many at once with a reason, and they are not asked about again before its time', async () => {
    const members = [await quiet(), await quiet({ name: '赵六' })];
    await sweepAt(s, monday);
    const ids = members.map(({ membershipId }) => membershipId);
    expect(done(await answer(s.headHeping, ids))).toEqual({ answered: 2, refused: [] });
    expect(await questionOf(ids[0] ?? '')).toMatchObject({
      status: 'kept',
      reason: '借调中',
      answeredBy: s.headHeping.personId,
      answeredFor: null,
    });
    const spring = new Date('2027-03-01T09:00:00+08:00');
    const early = await withClock(spring, () => startSweep(s.office, { submissionId: newId() }));
    expect(refusalOf(early).code).toBe('rule');
    expect(await sweepAt(s, new Date('2027-05-17T09:00:00+08:00'))).toEqual({ asked: 2 });
  });

  it('takes out of a portal group at once, by a leave, and tells him why', async () => {
    const { id, membershipId } = await quiet();
    await sweepAt(s, monday);
    done(await answer(s.headHeping, [membershipId], { answer: 'remove', reason: undefined }));
    const item = await questionOf(membershipId);
    expect(item).toMatchObject({ status: 'removed' });
    expect(await requestRow(item.requestId ?? '')).toMatchObject({
      kind: 'leave',
      status: 'done',
      reason: '长期不活跃',
      submittedBy: s.headHeping.personId,
    });
    expect(await membershipRow(membershipId)).toMatchObject({
      endReason: '退群：长期不活跃',
      until: tuesday,
    });
    expect(await titlesOf(id)).toContain('您因长期没有活动，已被移出「街道工作总群」');
    expect((await trailOf('inactive', item.id)).map(({ action }) => action)).toEqual(['inactive.remove']);
  });

  it('orders the removal from a chat group', async () => {
    await db().insert(groupRecords).values({ groupId: s.groups.heping.id, coveredFrom: june });
    const { membershipId } = await quiet({ groupId: s.groups.heping.id });
    await sweepAt(s, monday);
    done(await answer(s.headHeping, [membershipId], { answer: 'remove' }));
    const { requestId } = await questionOf(membershipId);
    expect(await ordersOf(requestId ?? '')).toMatchObject([{ kind: 'remove', status: 'open' }]);
    expect((await membershipRow(membershipId))?.until).toBeNull();
  });

  it('names whose duty a delegate exercised', async () => {
    const { membershipId } = await quiet();
    const chen = await makePerson('陈静', s.units.heping);
    const principal = { id: s.headHeping.personId ?? '', name: s.headHeping.name };
    const delegate = actorOf(chen, s.units.heping, {
      role: 'unit_head',
      unitIds: [s.units.heping.id],
      onBehalfOf: principal,
    });
    await sweepAt(s, monday);
    done(await answer(delegate, [membershipId]));
    const item = await questionOf(membershipId);
    expect(item).toMatchObject({ answeredBy: chen.id, answeredFor: principal.id });
    expect((await trailOf('inactive', item.id)).at(-1)).toMatchObject({ onBehalfOfName: '李娟' });
    const { rows } = await listInactive(s.headHeping, parseList(inactiveList, {}));
    expect(rows[0]).toMatchObject({ answeredByName: '陈静', answeredForName: '李娟' });
  });

  it('tells the second who was first', async () => {
    const { membershipId } = await quiet();
    await sweepAt(s, monday);
    const { id, version } = await questionOf(membershipId);
    done(await answer(s.headHeping, [membershipId]));
    const late = await answerItems(s.headHeping, { rows: [{ id, version }], answer: 'remove' });
    expect(refusalOf(late)).toMatchObject({ code: 'conflict', message: expect.stringContaining('李娟') });
    expect((await membershipRow(membershipId))?.until).toBeNull();
  });

  it('is not needed for who was seen again, nor for who has left: his question ends', async () => {
    const back = await quiet();
    const left = await quiet({ name: '赵六' });
    await sweepAt(s, monday);
    await withClock(monday, () => signIn(back.id, new Date('2026-11-16T15:00:00+08:00')));
    await withClock(tuesday, async () =>
      done(
        await fileLeave(s.headHeping, {
          submissionId: newId(),
          membershipIds: [left.membershipId],
          reason: '调离',
        }),
      ),
    );
    const { answered, refused } = done(
      await answer(s.headHeping, [back.membershipId, left.membershipId], { answer: 'remove' }),
    );
    expect(answered).toBe(0);
    expect(refused.map(({ refusal }) => refusal.message)).toEqual([
      '11-16 15:00 又有活动，不必再答复',
      '已不在群中，不必再答复',
    ]);
    expect((await questionOf(back.membershipId)).status).toBe('lapsed');
    expect((await membershipRow(back.membershipId))?.until).toBeNull();
  });

  it('ends no question when somebody tries who may not answer', async () => {
    const back = await quiet();
    await sweepAt(s, monday);
    await withClock(monday, () => signIn(back.id, new Date('2026-11-16T15:00:00+08:00')));
    expect(refusalOf(await answer(s.office, [back.membershipId])).code).toBe('forbidden');
    expect((await questionOf(back.membershipId)).status).toBe('asked');
  });

  it('to take out is refused, naming it, while a leave is under way', async () => {
    await db().insert(groupRecords).values({ groupId: s.groups.heping.id, coveredFrom: june });
    const member = await quiet({ groupId: s.groups.heping.id });
    await sweepAt(s, monday);
    const filed = await withClock(tuesday, () =>
      fileLeave(s.headHeping, {
        submissionId: newId(),
        membershipIds: [member.membershipId],
        reason: '调离',
      }),
    );
    const { number } = await requestRow(done(filed).first);
    const refusal = refusalOf(await answer(s.headHeping, [member.membershipId], { answer: 'remove' }));
    expect(refusal).toMatchObject({ code: 'rule', message: expect.stringContaining(number) });
  });
});

describe('what nobody answers', () => {
  it('is reminded of from the third working day, once a day', async () => {
    await quiet();
    await sweepAt(s, monday);
    const at = (day: string) => follow(new Date(`2026-11-${day}T10:00:00+08:00`));
    expect((await at('18')).reminded).toBe(0);
    expect((await at('19')).reminded).toBe(1);
    expect((await at('19')).reminded).toBe(0);
    expect((await at('20')).reminded).toBe(1);
    expect((await at('21')).reminded).toBe(0);
    expect(await titlesOf(s.headHeping.personId)).toContain('还有 1 人次不活跃成员待您答复');
  });

  it('is the Office to decide after five working days, and no longer the head', async () => {
    const { membershipId } = await quiet();
    await sweepAt(s, monday);
    const early = refusalOf(await answer(s.office, [membershipId]));
    expect(early.message).toContain('正在等单位负责人答复');
    expect((await follow(new Date('2026-11-23T08:45:00+08:00'))).escalated).toBe(0);
    expect(await follow(nextMonday)).toMatchObject({ escalated: 1 });
    expect(await questionOf(membershipId)).toMatchObject({
      status: 'escalated',
      escalatedWhy: 'unanswered',
      dueAt: new Date('2026-11-25T09:00:00+08:00'),
    });
    const head = refusalOf(await answer(s.headHeping, [membershipId], {}, nextMonday));
    expect(head).toMatchObject({ code: 'forbidden', message: '已转街道办公室决定' });
    done(await answer(s.office, [membershipId], { answer: 'remove' }, nextMonday));
    expect((await membershipRow(membershipId))?.endReason).toBe('退群：长期不活跃');
  });

  it('goes to the Office when the unit loses its head, and ends when the member is seen or gone', async () => {
    const member = await quiet();
    const back = await quiet({ name: '赵六' });
    await sweepAt(s, monday);
    await db()
      .update(roleAssignments)
      .set({ endsAt: tuesday })
      .where(eq(roleAssignments.personId, s.headHeping.personId ?? ''));
    await signIn(back.id, tuesday);
    expect(await follow(new Date('2026-11-17T10:00:00+08:00'))).toMatchObject({ lapsed: 1, escalated: 1 });
    expect(await questionOf(member.membershipId)).toMatchObject({ escalatedWhy: 'vacant' });
    expect((await questionOf(back.membershipId)).reason).toBe('11-17 09:00 又有活动');
  });

  it('is followed up by the system alone, and only while the office is open', async () => {
    expect(refusalOf(await followUp(s.office, {})).code).toBe('forbidden');
    expect(await follow(new Date('2026-11-22T10:00:00+08:00'))).toEqual({
      lapsed: 0,
      escalated: 0,
      reminded: 0,
    });
  });
});
