import { and, eq, isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { auditEvents } from '@/db/schema/house';
import { delegations, people, roleAssignments } from '@/db/schema/identity';
import { noticeRevisions, notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { done, refusalOf } from '@/db/testing/joining';
import {
  approveStep,
  giveBareAccount,
  idOf,
  monday,
  reviewStreet,
  stepsOf,
  submittedNotice,
  told,
} from '@/db/testing/reviewing';
import { actorOf, makePerson, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { officeMoment } from '@/lib/core/time';
import { assignReviewer } from './commands/assign';
import { escalateReviews } from './commands/escalate';
import { escalateReviewsJob } from './jobs';
import { reviewList } from './list';
import { listQueue } from './queries/queue';
import { reviewCards, type WaitingReviews, waitingReviews } from './workbench';

let s: TestStreet;

beforeEach(async () => {
  s = await reviewStreet();
});

const submitted = (author: Actor, more: Partial<Parameters<typeof submittedNotice>[0]> = {}) =>
  submittedNotice({ author, groups: [s.groups.portal], ...more });

const at = <T>(day: string, hour: number, work: () => Promise<T>): Promise<T> =>
  withClock(officeMoment(day, hour * 60), work);

async function cards(actor: Actor) {
  const [row] = await db().execute<{ found: WaitingReviews }>(sql`select ${waitingReviews(actor)} as found`);
  if (!row) throw new Error('no row');
  return reviewCards(actor, row.found);
}

describe('a step with nobody', () => {
  async function vacant() {
    await db()
      .update(roleAssignments)
      .set({ endsAt: monday })
      .where(eq(roleAssignments.personId, idOf(s.headHeping)));
    const { notice } = await submitted(s.member);
    const [step] = await stepsOf(notice.id);
    return { notice, id: step?.id ?? '', version: step?.version ?? 0 };
  }
  const assign = (actor: Actor, id: string, to: Actor, before: string | null = null) =>
    withClock(monday, () => assignReviewer(actor, { id, before, personId: idOf(to), reason: '负责人空缺' }));

  it('is shown to the Office, which names who then decides it', async () => {
    const { notice, id, version } = await vacant();
    const queue = await listQueue(s.office, parseList(reviewList, { show: 'vacant' }));
    expect(queue.rows.map((row) => [row.noticeId, row.vacant, row.may.review])).toEqual([
      [notice.id, true, false],
    ]);
    expect(await cards(s.office)).toMatchObject([{ key: 'review-unattended', count: 1 }]);
    expect(await cards(s.headXinhua)).toMatchObject([{ key: 'review', count: 0, items: [] }]);
    expect(refusalOf(await approveStep(s.office, { id, version }))).toMatchObject({ code: 'forbidden' });
    expect(done(await assign(s.office, id, s.headXinhua))).toEqual({ name: '孙强' });
    expect((await told(s.headXinhua))[0]).toBe(`街道办公室指定您审核《${notice.title}》`);
    expect(done(await approveStep(s.headXinhua, { id, version }))).toEqual({ decided: 1 });
    expect((await stepsOf(notice.id))[0]).toMatchObject({ decidedBy: idOf(s.headXinhua), decidedFor: null });
  });

  it('goes to nobody who wrote it, assigns, only administers the system, has no account', async () => {
    const { id } = await vacant();
    const field = async (to: Actor) => {
      const answer = await assign(s.office, id, to);
      return answer.ok ? 'ok' : answer.refusal.fields?.personId;
    };
    expect(await field(s.member)).toContain('本人起草');
    expect(await field(s.office)).toContain('不能指定自己');
    expect(await field(s.auditor)).toContain('三员分立');
    expect(await field(s.supervisor)).toContain('没有可用账号');
    expect(refusalOf(await assign(s.headXinhua, id, s.groupAdmin))).toMatchObject({ code: 'forbidden' });
  });

  it('is named once: whoever comes second is told', async () => {
    const { id } = await vacant();
    done(await assign(s.office, id, s.headXinhua));
    expect(refusalOf(await assign(s.office2, id, s.groupAdmin))).toMatchObject({ code: 'conflict' });
    expect(done(await assign(s.office2, id, s.groupAdmin, idOf(s.headXinhua)))).toEqual({ name: '张三' });
  });

  it('is shown to the Office again when whom it has named has left, or is late himself', async () => {
    const { notice, id } = await vacant();
    done(await assign(s.office, id, s.headXinhua));
    expect(await cards(s.office)).toMatchObject([{ key: 'review-unattended', count: 0 }]);
    const run = (day: string, hour: number) =>
      at(day, hour, () => escalateReviewsJob(systemActor('reviews.escalate')));
    const late = async () => ({
      card: (await cards(s.office))[0]?.count,
      told: (await told(s.office)).filter((title) => title.includes('可另行指定')).length,
    });
    done(await run('2026-11-23', 14));
    expect(await at('2026-11-23', 14, late)).toEqual({ card: 1, told: 1 });
    done(
      await at('2026-11-23', 14, () =>
        assignReviewer(s.office, {
          ...{ id, before: idOf(s.headXinhua), personId: idOf(s.groupAdmin), reason: '仍未审' },
        }),
      ),
    );
    expect(await at('2026-11-23', 15, late)).toEqual({ card: 0, told: 1 });
    done(await run('2026-11-24', 10));
    expect(await at('2026-11-24', 10, late)).toEqual({ card: 1, told: 2 });
    await db()
      .update(people)
      .set({ departedAt: monday })
      .where(eq(people.id, idOf(s.groupAdmin)));
    done(await run('2026-11-24', 11));
    expect((await stepsOf(notice.id))[0]?.vacantSince).not.toBeNull();
    expect((await told(s.office))[0]).toContain('无人可以审核');
  });

  it('is left to whose it is while he has time', async () => {
    const { notice } = await submitted(s.member);
    const [step] = await stepsOf(notice.id);
    expect(refusalOf(await assign(s.office, step?.id ?? '', s.headXinhua))).toMatchObject({ code: 'rule' });
    const late = await at('2026-11-23', 14, () =>
      assignReviewer(s.office, {
        id: step?.id ?? '',
        before: null,
        personId: idOf(s.headXinhua),
        reason: '逾期未审',
      }),
    );
    expect(done(late)).toEqual({ name: '孙强' });
    expect((await stepsOf(notice.id))[0]?.dueAt).toEqual(officeMoment('2026-11-23', 18 * 60));
  });
});

describe('a delegate', () => {
  const delegateOf = async (from: Actor, role: 'unit_head' | 'leader', unitIds: string[]) => {
    const person = await makePerson('陈静', s.units.heping);
    await giveBareAccount(actorOf(person, s.units.heping));
    await db()
      .insert(delegations)
      .values({
        id: newId(),
        fromPersonId: idOf(from),
        toPersonId: person.id,
        role,
        startsAt: officeMoment('2026-11-20', 0),
        endsAt: officeMoment('2026-12-20', 0),
        reason: '外出培训',
        enteredBy: idOf(from),
        createdAt: now(),
      });
    return actorOf(person, s.units.heping, {
      role,
      unitIds,
      primary: role === 'leader',
      onBehalfOf: { id: idOf(from), name: from.name },
    });
  };

  it('is asked, decides 代, and is named so in the step and in the audit trail', async () => {
    const chen = await delegateOf(s.headHeping, 'unit_head', [s.units.heping.id]);
    const { notice } = await submitted(s.member);
    expect(await told(chen)).toHaveLength(1);
    const [step] = await stepsOf(notice.id);
    done(await approveStep(chen, step));
    expect((await stepsOf(notice.id))[0]).toMatchObject({
      decidedBy: chen.personId,
      decidedFor: idOf(s.headHeping),
    });
    const [event] = await db()
      .select()
      .from(auditEvents)
      .where(and(eq(auditEvents.action, 'review.approve'), eq(auditEvents.entityId, step?.id ?? '')));
    expect(event).toMatchObject({ actorName: '陈静', actingRole: 'unit_head', onBehalfOfName: '李娟' });
  });

  it('does not decide on what the leader he stands in for wrote', async () => {
    const chen = await delegateOf(s.leader, 'leader', [s.units.heping.id]);
    const { notice } = await submitted(s.leader, { unit: s.units.leadership });
    const [step] = await stepsOf(notice.id);
    expect(step?.vacantSince).not.toBeNull();
    expect(refusalOf(await approveStep(chen, step))).toMatchObject({ code: 'not_found' });
  });
});

describe('overdue reviews', () => {
  const run = (day: string, hour: number) =>
    at(day, hour, () => escalateReviewsJob(systemActor('reviews.escalate')));

  it('go to the Office, then to 主要领导, who may decide them; never at night, and each once', async () => {
    const { notice } = await submitted(s.member);
    expect(done(await run('2026-11-23', 12))).toEqual({ escalated: 0, vacant: 0 });
    expect(done(await run('2026-11-23', 22))).toEqual({ escalated: 0, vacant: 0 });
    expect(done(await run('2026-11-23', 14))).toEqual({ escalated: 1, vacant: 0 });
    expect((await told(s.office))[0]).toContain('可另行指定审核人');
    expect((await told(s.headHeping))[0]).toContain('请尽快审核');
    expect(done(await run('2026-11-23', 15))).toEqual({ escalated: 0, vacant: 0 });
    const [step] = await stepsOf(notice.id);
    expect(refusalOf(await approveStep(s.leader, step))).toMatchObject({ code: 'not_found' });
    expect(done(await run('2026-11-23', 17)).escalated).toBe(0);
    expect(done(await run('2026-11-24', 9))).toEqual({ escalated: 1, vacant: 0 });
    expect((await told(s.leader))[0]).toContain('请主要领导审核');
    expect(done(await approveStep(s.leader, step))).toEqual({ decided: 1 });
  });

  it('show the Office what has come to have nobody, and no more once it has somebody', async () => {
    const { notice } = await submitted(s.member);
    const gone = eq(roleAssignments.personId, idOf(s.headHeping));
    await db().update(roleAssignments).set({ endsAt: monday }).where(gone);
    expect(done(await run('2026-11-23', 10))).toEqual({ escalated: 0, vacant: 1 });
    expect((await stepsOf(notice.id))[0]?.vacantSince).not.toBeNull();
    await db().update(roleAssignments).set({ endsAt: null }).where(gone);
    expect(done(await run('2026-11-23', 11))).toEqual({ escalated: 0, vacant: 0 });
    expect((await stepsOf(notice.id))[0]?.vacantSince).toBeNull();
  });

  it('are all looked at, however many they are', { timeout: 60_000 }, async () => {
    const { notice, revision } = await submitted(s.member);
    const [step] = await stepsOf(notice.id);
    if (!step) throw new Error('nothing was submitted');
    const { grams: _, ...columns } = notice;
    const many = Array.from({ length: 1_100 }, () => {
      const [noticeId, revisionId] = [newId(), newId()];
      return {
        notice: { ...columns, id: noticeId, number: `TEST-${noticeId}` },
        revision: { ...revision, id: revisionId, noticeId },
        step: { ...step, id: newId(), noticeId, revisionId },
      };
    });
    await db().transaction(async (tx) => {
      await insertRows(
        tx,
        notices,
        many.map((one) => one.notice),
      );
      await insertRows(
        tx,
        noticeRevisions,
        many.map((one) => one.revision),
      );
      await insertRows(
        tx,
        noticeSteps,
        many.map((one) => one.step),
      );
    });
    const gone = eq(roleAssignments.personId, idOf(s.headHeping));
    await db().update(roleAssignments).set({ endsAt: monday }).where(gone);
    expect(done(await run('2026-11-23', 10))).toEqual({ escalated: 0, vacant: 1_101 });
    expect(await db().$count(noticeSteps, isNull(noticeSteps.vacantSince))).toBe(0);
    expect(done(await run('2026-11-23', 14))).toEqual({ escalated: 1_101, vacant: 0 });
    expect(await db().$count(noticeSteps, eq(noticeSteps.escalation, 1))).toBe(1_101);
  });

  it('are the system’s business', async () => {
    expect(refusalOf(await escalateReviews(s.office, {}))).toMatchObject({ code: 'forbidden' });
  });
});
