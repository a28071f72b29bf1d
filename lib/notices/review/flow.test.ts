import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { noticeRevisions } from '@/db/schema/notices';
import { done, refusalOf, trailOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import {
  approveStep,
  attestedAll,
  idOf,
  monday,
  noticeRow,
  reviewStreet,
  stepsOf,
  submittedNotice,
  told,
} from '@/db/testing/reviewing';
import type { TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { officeMoment } from '@/lib/core/time';
import { reopenNotice } from '../writing/commands/take-back';
import { approveNotices } from './commands/approve';
import { approveMany, decideStep } from './commands/decide';
import { setMajor } from './commands/major';
import { voidSteps } from './commands/steps';
import { viewRevision } from './commands/view';
import { decideStepInput } from './input';
import { reviewList } from './list';
import { listQueue } from './queries/queue';

let s: TestStreet;

beforeEach(async () => {
  s = await reviewStreet();
});

const submitted = (author: Actor, more: Partial<Parameters<typeof submittedNotice>[0]> = {}) =>
  submittedNotice({ author, groups: [s.groups.portal], ...more });

describe('openSteps', () => {
  it('puts an ordinary notice before the head of the unit, due in four office hours', async () => {
    const { notice } = await submitted(s.member);
    const steps = await stepsOf(notice.id);
    expect(steps.map(({ duty, status, vacantSince }) => [duty, status, vacantSince])).toEqual([
      ['head', 'open', null],
    ]);
    expect(steps[0]?.dueAt).toEqual(officeMoment('2026-11-23', 13 * 60));
    expect(await told(s.headHeping)).toEqual([`《${notice.title}》请审核`]);
  });

  it('puts a major one before the head, then before the leader in charge, a working day each', async () => {
    const { notice } = await submitted(s.member, { major: true });
    const [head, leader] = await stepsOf(notice.id);
    expect([head?.status, leader?.status]).toEqual(['open', 'waiting']);
    expect(head?.dueAt).toEqual(officeMoment('2026-11-24', 9 * 60));
    done(await approveStep(s.headHeping, head));
    const [, second] = await stepsOf(notice.id);
    expect([second?.status, second?.duty]).toEqual(['open', 'leader']);
    expect((await noticeRow(notice.id))?.status).toBe('in_review');
    done(await approveStep(s.leader, second));
    const clauses = async (step = head) =>
      (await trailOf('review', step?.id ?? '')).map(({ clause }) => clause);
    expect(new Set(await clauses())).toEqual(new Set(['3.4.2']));
    expect(new Set(await clauses(leader))).toEqual(new Set(['3.4.1']));
    expect((await noticeRow(notice.id))?.status).toBe('scheduled');
  });

  it('lets a head issue his own, and asks the leader besides when it is major', async () => {
    const own = await submitted(s.headHeping);
    expect(own.approved).toBe(true);
    expect((await stepsOf(own.notice.id)).map(({ status }) => status)).toEqual(['self_issued']);
    expect((await noticeRow(own.notice.id))?.status).toBe('scheduled');
    const major = await submitted(s.headHeping, { major: true });
    expect((await stepsOf(major.notice.id)).map(({ duty, status }) => [duty, status])).toEqual([
      ['head', 'self_issued'],
      ['leader', 'open'],
    ]);
    const [event] = await db().select().from(auditEvents).where(eq(auditEvents.action, 'review.self_issue'));
    expect(event?.clause).toBe('3.4.2');
  });

  it('puts what a leader wrote before 主要领导, and before the Office where that is himself', async () => {
    const { notice } = await submitted(s.leader, { unit: s.units.leadership });
    const [step] = await stepsOf(notice.id);
    expect([step?.duty, step?.vacantSince]).toEqual(['primary', monday]);
    expect(await told(s.office)).toEqual([`《${notice.title}》无人可以审核，请指定审核人`]);
    expect(refusalOf(await approveStep(s.leader, step))).toMatchObject({ code: 'forbidden' });
  });

  it('asks 主要领导 where no leader is in charge of the unit', async () => {
    const { notice } = await submitted(s.headXinhua, { major: true });
    const step = (await stepsOf(notice.id))[1];
    expect(await told(s.leader)).toEqual([`《${notice.title}》请审核（重要事项）`]);
    expect(done(await approveStep(s.leader, step))).toEqual({ decided: 1 });
  });
});

describe('退回修改 and 不予发布', () => {
  it('sends it back with ticked reasons in words and by code, and voids the step to come', async () => {
    const { notice } = await submitted(s.member, { major: true });
    const [step] = await stepsOf(notice.id);
    const input = decideStepInput.parse({
      id: step?.id,
      version: 1,
      decision: 'return',
      truth: true,
      accuracy: false,
      conformity: false,
      reasons: ['figures', 'title'],
      opinion: '降雪等级与预报不符',
    });
    done(await decideStep(s.headHeping, input));
    const [first, second] = await stepsOf(notice.id);
    expect(first).toMatchObject({
      status: 'returned',
      reasons: ['figures', 'title'],
      opinion: '时间、数据有误；标题不规范。降雪等级与预报不符',
      truth: false,
    });
    expect(second?.status).toBe('void');
    expect((await noticeRow(notice.id))?.status).toBe('returned');
    expect((await told(s.member))[0]).toBe(`《${notice.title}》被退回修改`);
  });

  it('wants a reason, and for approval all three', () => {
    const base = { ...attestedAll, id: newId(), version: 1, conformity: false };
    const fields = (input: object) =>
      decideStepInput.safeParse({ ...base, ...input }).error?.issues.map(({ path }) => path.join('.'));
    expect(fields({ decision: 'approve' })).toEqual(['attestations']);
    expect(fields({ decision: 'return' })).toEqual(['opinion']);
    expect(fields({ decision: 'reject', opinion: '   ' })).toEqual(['opinion']);
  });
});

describe('taking a notice back', () => {
  it('voids what was approved, and keeps who had approved it', async () => {
    const { notice } = await submitted(s.member, { major: true });
    const [head] = await stepsOf(notice.id);
    done(await approveStep(s.headHeping, head));
    await db().transaction((tx) => voidSteps(tx, s.member, notice.id, '改时间'));
    const steps = await stepsOf(notice.id);
    expect(steps.map(({ status, decidedBy }) => [status, decidedBy])).toEqual([
      ['void', idOf(s.headHeping)],
      ['void', null],
    ]);
    expect(refusalOf(await approveStep(s.leader, steps[1]))).toMatchObject({
      code: 'conflict',
      message: expect.stringContaining('「已作废」'),
    });
  });
});

describe('setMajor', () => {
  it('adds the leader, with a working day, and is never taken back', async () => {
    const { notice } = await submitted(s.member);
    const [step] = await stepsOf(notice.id);
    done(await withClock(monday, () => setMajor(s.headHeping, { id: step?.id ?? '', version: 1 })));
    const steps = await stepsOf(notice.id);
    expect(steps.map(({ duty, status, major }) => [duty, status, major])).toEqual([
      ['head', 'open', true],
      ['leader', 'waiting', true],
    ]);
    expect(steps[0]?.dueAt).toEqual(officeMoment('2026-11-24', 9 * 60));
    expect(await noticeRow(notice.id)).toMatchObject({ major: true, receiptWanted: 'acknowledge' });
    const again = await setMajor(s.headHeping, { id: step?.id ?? '', version: 1 });
    expect(refusalOf(again)).toMatchObject({ code: 'conflict' });
    // Who still sees an ordinary notice does not decide on a major one.
    expect(refusalOf(await approveStep(s.headHeping, step))).toMatchObject({ code: 'conflict' });
    done(await approveStep(s.headHeping, steps[0]));
    expect((await stepsOf(notice.id))[1]?.status).toBe('open');
    expect((await noticeRow(notice.id))?.status).toBe('in_review');
  });

  it('is not taken back by an author who has not seen how far it is', async () => {
    const { notice } = await submitted(s.member, { major: true });
    const [step] = await stepsOf(notice.id);
    const before = await noticeRow(notice.id);
    done(await approveStep(s.headHeping, step));
    const back = (version = 0) => reopenNotice(s.member, { id: notice.id, version, reason: '' });
    expect(refusalOf(await back(before?.version))).toMatchObject({ code: 'conflict' });
    done(await back((await noticeRow(notice.id))?.version));
  });
});

describe('many at once', () => {
  it('takes ordinary ones whose revision was opened, and says of the others why not', async () => {
    const seen = await submitted(s.member, { title: '甲通知' });
    const unseen = await submitted(s.member, { title: '乙通知' });
    const major = await submitted(s.member, { title: '丙通知', major: true });
    for (const { revision } of [seen, major])
      done(await viewRevision(s.headHeping, { revisionId: revision.id }));
    const rows = await Promise.all(
      [seen, unseen, major].map(async ({ notice }) => {
        const [step] = await stepsOf(notice.id);
        return { id: step?.id ?? '', version: 1, truth: true, accuracy: true, conformity: true };
      }),
    );
    const listed = await listQueue(s.headHeping, parseList(reviewList, { show: 'me' }));
    expect(listed.rows.map(({ title, may }) => [title, may.many]).toSorted()).toEqual([
      ['丙通知', false],
      ['乙通知', false],
      ['甲通知', true],
    ]);
    const { decided, refused } = done(await withClock(monday, () => approveMany(s.headHeping, { rows })));
    expect(decided).toBe(1);
    expect(refused.map(({ title, refusal }) => [title, refusal?.message])).toEqual([
      ['乙通知', '请先打开查看第 1 版'],
      ['丙通知', '重要事项须逐件审核'],
    ]);
    expect((await stepsOf(seen.notice.id))[0]).toMatchObject({
      truth: true,
      accuracy: true,
      conformity: true,
    });
    expect((await noticeRow(seen.notice.id))?.status).toBe('scheduled');
  });

  it('keeps of the opening only the first, and none of a stranger', async () => {
    const { revision } = await submitted(s.member);
    expect(done(await viewRevision(s.headHeping, { revisionId: revision.id }))).toEqual({ first: true });
    expect(done(await viewRevision(s.headHeping, { revisionId: revision.id }))).toEqual({ first: false });
    expect(refusalOf(await viewRevision(s.headXinhua, { revisionId: revision.id }))).toMatchObject({
      code: 'not_found',
    });
  });
});

describe('review afterwards', () => {
  it('upholds what is out, or tells author and Office that it is not upheld; there is nothing to send back', async () => {
    const given = await insertNotice({
      author: s.groupAdmin,
      status: 'published',
      category: 'emergency',
      groups: [s.groups.portal],
      submittedAt: monday,
    });
    const [step] = given.steps;
    const decide = (decision: 'approve' | 'return' | 'reject') =>
      decideStep(s.headHeping, {
        id: step?.id ?? '',
        version: 1,
        decision,
        ...attestedAll,
        opinion: '先报后发',
      });
    expect(refusalOf(await decide('return'))).toMatchObject({ code: 'rule' });
    done(await decide('reject'));
    expect((await noticeRow(given.notice.id))?.status).toBe('published');
    expect((await told(s.office))[0]).toContain('未获追认');
    expect((await told(s.groupAdmin))[0]).toContain('未获追认');
  });
});

it('approves nothing that is not in review', async () => {
  const { notice } = await insertNotice({ author: s.member, status: 'withdrawn' });
  const [grant] = s.headHeping.grants;
  await expect(
    db().transaction((tx) => approveNotices(tx, s.headHeping, [{ noticeId: notice.id, grant }])),
  ).rejects.toThrow('conflict');
  expect(await db().$count(noticeRevisions, eq(noticeRevisions.noticeId, notice.id))).toBe(1);
});
