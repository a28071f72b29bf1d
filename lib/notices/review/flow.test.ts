import { and, asc, desc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { accounts, delegations, roleAssignments } from '@/db/schema/identity';
import { noticeRevisions, noticeSteps, notices } from '@/db/schema/notices';
import { emptyStreet } from '@/db/testing/empty';
import { done, refusalOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { officeMoment } from '@/lib/core/time';
import { approveNotices } from './commands/approve';
import { assignReviewer } from './commands/assign';
import { approveMany, decideStep } from './commands/decide';
import { escalateReviews } from './commands/escalate';
import { setMajor } from './commands/major';
import { openSteps, voidSteps } from './commands/steps';
import { viewRevision } from './commands/view';
import { decideStepInput } from './input';
import { reviewList } from './list';
import { reviewDetail } from './queries/detail';
import { hasQueue, listQueue, placeInQueue } from './queries/queue';
import { waiting } from './workbench';

let s: TestStreet;
const monday = officeMoment('2026-11-23', 9 * 60);
const at = <T>(day: string, hour: number, work: () => Promise<T>): Promise<T> =>
  withClock(officeMoment(day, hour * 60), work);
const idOf = (actor: Actor): string => actor.personId ?? '';

beforeEach(async () => {
  await emptyStreet();
  s = await withClock(officeMoment('2026-11-01', 0), makeStreet);
  for (const actor of [s.headHeping, s.headXinhua, s.leader, s.office, s.office2, s.groupAdmin, s.auditor])
    await account(actor);
});

const account = (actor: Actor) =>
  db()
    .insert(accounts)
    .values({ id: newId(), personId: idOf(actor), username: `u${idOf(actor).slice(-12)}`, createdAt: now() });

/** A notice of the author as submitting leaves it: in review, its steps opened by the real function. */
async function submitted(author: Actor, more: Partial<Parameters<typeof insertNotice>[0]> = {}) {
  const given = await insertNotice({
    author,
    status: 'in_review',
    groups: [s.groups.portal],
    submittedAt: monday,
    ...more,
  });
  const { notice, revision } = given;
  if (!revision) throw new Error('no revision');
  await db().delete(noticeSteps).where(eq(noticeSteps.noticeId, notice.id));
  const { approved } = await withClock(monday, () =>
    db().transaction((tx) => openSteps(tx, author, { notice, revision })),
  );
  return { notice, revision, approved };
}

const stepsOf = (noticeId: string) =>
  db()
    .select()
    .from(noticeSteps)
    .where(eq(noticeSteps.noticeId, noticeId))
    .orderBy(asc(noticeSteps.position));
const noticeRow = async (id: string) => (await db().select().from(notices).where(eq(notices.id, id)))[0];
const told = async (actor: Actor) =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.personId, idOf(actor)))
      .orderBy(desc(notifications.id))
  ).map(({ title }) => title);

const all = { truth: true, accuracy: true, conformity: true, reasons: [], opinion: '' };
const approve = (actor: Actor, step: { id: string; version: number } | undefined) =>
  withClock(monday, () =>
    decideStep(actor, { id: step?.id ?? '', version: step?.version ?? 0, decision: 'approve', ...all }),
  );

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
    done(await approve(s.headHeping, head));
    const [, second] = await stepsOf(notice.id);
    expect([second?.status, second?.duty]).toEqual(['open', 'leader']);
    expect((await noticeRow(notice.id))?.status).toBe('in_review');
    done(await approve(s.leader, second));
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
    expect(refusalOf(await approve(s.leader, step))).toMatchObject({ code: 'forbidden' });
  });

  it('asks 主要领导 where no leader is in charge of the unit', async () => {
    const { notice } = await submitted(s.headXinhua, { major: true });
    const step = (await stepsOf(notice.id))[1];
    expect(await told(s.leader)).toEqual([`《${notice.title}》请审核（重要事项）`]);
    expect(done(await approve(s.leader, step))).toEqual({ decided: 1 });
  });
});

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
    expect(await waiting(s.office)).toMatchObject([{ key: 'review-unattended', count: 1 }]);
    expect(refusalOf(await approve(s.office, { id, version }))).toMatchObject({ code: 'forbidden' });
    expect(done(await assign(s.office, id, s.headXinhua))).toEqual({ name: '孙强' });
    expect((await told(s.headXinhua))[0]).toBe(`街道办公室指定您审核《${notice.title}》`);
    expect(done(await approve(s.headXinhua, { id, version }))).toEqual({ decided: 1 });
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
    await account(actorOf(person, s.units.heping));
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
    done(await approve(chen, step));
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
    expect(refusalOf(await approve(chen, step))).toMatchObject({ code: 'not_found' });
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
      opinion: '时间、数据有误、标题不规范。降雪等级与预报不符',
      truth: false,
    });
    expect(second?.status).toBe('void');
    expect((await noticeRow(notice.id))?.status).toBe('returned');
    expect((await told(s.member))[0]).toBe(`《${notice.title}》被退回修改`);
  });

  it('wants a reason, and for approval all three', () => {
    const base = { ...all, id: newId(), version: 1, conformity: false };
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
    done(await approve(s.headHeping, head));
    await db().transaction((tx) => voidSteps(tx, s.member, notice.id, '改时间'));
    const steps = await stepsOf(notice.id);
    expect(steps.map(({ status, decidedBy }) => [status, decidedBy])).toEqual([
      ['void', idOf(s.headHeping)],
      ['void', null],
    ]);
    expect(refusalOf(await approve(s.leader, steps[1]))).toMatchObject({
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
    expect((await noticeRow(notice.id))?.major).toBe(true);
    const again = await setMajor(s.headHeping, { id: step?.id ?? '', version: 1 });
    expect(refusalOf(again)).toMatchObject({ code: 'conflict' });
    done(await approve(s.headHeping, step));
    expect((await stepsOf(notice.id))[1]?.status).toBe('open');
    expect((await noticeRow(notice.id))?.status).toBe('in_review');
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
      decideStep(s.headHeping, { id: step?.id ?? '', version: 1, decision, ...all, opinion: '先报后发' });
    expect(refusalOf(await decide('return'))).toMatchObject({ code: 'rule' });
    done(await decide('reject'));
    expect((await noticeRow(given.notice.id))?.status).toBe('published');
    expect((await told(s.office))[0]).toContain('未获追认');
    expect((await told(s.groupAdmin))[0]).toContain('未获追认');
  });
});

describe('overdue reviews', () => {
  const run = (day: string, hour: number) =>
    at(day, hour, () => escalateReviews(systemActor('reviews.escalate'), {}));

  it('go to the Office, then to 主要领导, who may decide them; never at night, and each once', async () => {
    const { notice } = await submitted(s.member);
    expect(done(await run('2026-11-23', 12))).toEqual({ escalated: 0, vacant: 0 });
    expect(done(await run('2026-11-23', 22))).toEqual({ escalated: 0, vacant: 0 });
    expect(done(await run('2026-11-23', 14))).toEqual({ escalated: 1, vacant: 0 });
    expect((await told(s.office))[0]).toContain('可另行指定审核人');
    expect((await told(s.headHeping))[0]).toContain('请尽快审核');
    expect(done(await run('2026-11-23', 15))).toEqual({ escalated: 0, vacant: 0 });
    const [step] = await stepsOf(notice.id);
    expect(refusalOf(await approve(s.leader, step))).toMatchObject({ code: 'not_found' });
    expect(done(await run('2026-11-23', 17)).escalated).toBe(0);
    expect(done(await run('2026-11-24', 9))).toEqual({ escalated: 1, vacant: 0 });
    expect((await told(s.leader))[0]).toContain('请主要领导审核');
    expect(done(await approve(s.leader, step))).toEqual({ decided: 1 });
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

  it('are the system’s business', async () => {
    expect(refusalOf(await escalateReviews(s.office, {}))).toMatchObject({ code: 'forbidden' });
  });
});

describe('what a reviewer reads', () => {
  it('has text, earlier versions, rules, head counts, record and what he may do', async () => {
    const { notice, revision } = await submitted(s.member);
    const detail = await withClock(monday, () => reviewDetail(s.headHeping, notice.id));
    expect(detail?.latest.hash).toBe(revision.hash);
    expect(detail?.current).toMatchObject({
      reviewers: ['李娟'],
      may: { review: true, setMajor: true, assign: false },
    });
    expect(detail?.record).toEqual({ submitted: 1, returned: 0, rejected: 0, recalled: 0 });
    expect(detail?.checks.map(({ clause }) => clause)).toEqual(
      expect.arrayContaining(['3.2.1', '3.2.2', '3.3.1', '3.3.2', '1.3.3']),
    );
    expect(await reviewDetail(s.headXinhua, notice.id)).toBeNull();
    expect(await reviewDetail(s.member, notice.id)).toBeNull();
  });

  it('counts places in the queue, and has neighbours', async () => {
    const first = await submitted(s.member, { title: '甲通知' });
    const second = await submitted(s.member, { title: '乙通知' });
    const [a, b] = await Promise.all(
      [first, second].map(({ notice }) => placeInQueue(s.headHeping, notice.id)),
    );
    expect([a?.total, [a?.place, b?.place].toSorted()]).toEqual([2, [1, 2]]);
    expect(await placeInQueue(s.headXinhua, first.notice.id)).toMatchObject({ place: null, total: 0 });
  });

  it('is a page for reviewers, the Office, and whom something was assigned to', async () => {
    const open = async (actor: Actor) => hasQueue(actor);
    expect(await Promise.all([s.headHeping, s.leader, s.office].map(open))).toEqual([true, true, true]);
    expect(await Promise.all([s.member, s.supervisor, s.auditor].map(open))).toEqual([false, false, false]);
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
