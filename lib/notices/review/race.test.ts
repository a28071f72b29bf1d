import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';
import { noticeSteps } from '@/db/schema/reviews';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { refusalOf } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { reopenNotice } from '../writing/commands/take-back';
import { approveMany, decideStep } from './commands/decide';
import { setMajor } from './commands/major';
import { viewRevision } from './commands/view';

/** The issue's own figure for two who decide at once, also in `npm test`. */
const most = Math.max(rounds, 200);

let s: TestStreet;
let delegate: Actor;
let from = 0;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
  const chen = await makePerson('陈静', s.units.heping);
  delegate = actorOf(chen, s.units.heping, {
    role: 'unit_head',
    unitIds: [s.units.heping.id],
    onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
  });
  from = await trailEnd(db());
});

afterAll(async () => {
  expect(await brokenInvariants(db(), from)).toEqual([]);
});

async function underReview(more: { major?: boolean } = {}) {
  const { notice, revision, steps } = await insertNotice({
    author: s.member,
    status: 'in_review',
    groups: [s.groups.heping],
    releaseWhen: 'by_hand',
    ...more,
  });
  const [step] = steps;
  if (!(step && revision)) throw new Error('no step');
  return { notice, revision, step };
}

const all = { truth: true, accuracy: true, conformity: true, reasons: [] };
const approval = { decision: 'approve' as const, ...all, opinion: '' };
const refusal = { decision: 'return' as const, ...all, opinion: '数据有误' };
const stateOf = async (noticeId: string) => {
  const [notice] = await db().select().from(notices).where(eq(notices.id, noticeId));
  const steps = await db().select().from(noticeSteps).where(eq(noticeSteps.noticeId, noticeId));
  return { notice: notice?.status, steps: steps.map(({ status }) => status).toSorted() };
};
const codes = (...results: Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code)).toSorted();

describe('two at once, on one step', () => {
  it(`head and delegate decide it, ${most} times: one decision, the other told who was first`, async () => {
    await inRounds(async (round) => {
      const { notice, step } = await underReview();
      const seen = { id: step.id, version: 1 };
      const [own, his] = await atOnce(
        round,
        () => decideStep(s.headHeping, { ...seen, ...approval }),
        () => decideStep(delegate, { ...seen, ...(round % 3 ? refusal : approval) }),
      );
      expect(codes(own, his)).toEqual(['conflict', 'done']);
      expect(refusalOf(own.ok ? his : own).message).toContain(`已由${own.ok ? '李娟' : '陈静'}于`);
      const approved = own.ok || round % 3 === 0;
      expect(await stateOf(notice.id)).toEqual({
        notice: approved ? 'approved' : 'returned',
        steps: [approved ? 'approved' : 'returned'],
      });
    }, most);
  }, 300_000);

  it(`a decision, and its author taking it back, ${most} times: an approval never outlives the text`, async () => {
    await inRounds(async (round) => {
      const { notice, step } = await underReview();
      const [decided, back] = await atOnce(
        round,
        () => decideStep(s.headHeping, { id: step.id, version: 1, ...approval }),
        () => reopenNotice(s.member, { id: notice.id, version: notice.version, reason: '改时间' }),
      );
      const state = await stateOf(notice.id);
      if (back.ok) expect(state).toEqual({ notice: 'draft', steps: ['void'] });
      else expect([state, decided.ok]).toEqual([{ notice: 'approved', steps: ['approved'] }, true]);
    }, most);
  }, 300_000);

  it(`one approves, one makes it major, ${rounds} times: nobody approves as ordinary what is major`, async () => {
    await inRounds(async (round) => {
      const { notice, step } = await underReview();
      const [decided, marked] = await atOnce(
        round,
        () => decideStep(s.headHeping, { id: step.id, version: 1, ...approval }),
        () => setMajor(delegate, { id: step.id, version: 1 }),
      );
      expect([decided.ok, marked.ok].filter(Boolean)).toHaveLength(1);
      expect(await stateOf(notice.id)).toEqual(
        marked.ok
          ? { notice: 'in_review', steps: ['open', 'waiting'] }
          : { notice: 'approved', steps: ['approved'] },
      );
    });
  }, 300_000);

  it(`two lists of the same notices in opposite order, ${rounds} times: each approved once`, async () => {
    await inRounds(async () => {
      const given = [await underReview(), await underReview(), await underReview()];
      for (const { revision } of given)
        for (const actor of [s.headHeping, delegate]) await viewRevision(actor, { revisionId: revision.id });
      const rows = given.map(({ step: { id } }) => ({
        ...{ id, version: 1, truth: true, accuracy: true, conformity: true },
      }));
      const answers = await Promise.all([
        approveMany(s.headHeping, { rows }),
        approveMany(delegate, { rows: rows.toReversed() }),
      ]);
      expect(answers.map((answer) => (answer.ok ? answer.value.decided : 0)).reduce((a, b) => a + b)).toBe(3);
    });
  }, 300_000);
});
