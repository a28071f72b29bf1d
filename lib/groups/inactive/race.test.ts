import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { groupRecords } from '@/db/schema/activity';
import { membershipRequests, memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, ordersOf, trailOf } from '@/db/testing/joining';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { questionOf, questionsOf, quietMember, sweepAt } from '@/db/testing/sweeping';
import { systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { fileLeave } from '../leaving/commands/file';
import { answerItems } from './commands/answer';
import { followUp } from './commands/follow';
import { startSweep } from './commands/start';

const longAgo = new Date(now().getTime() - 200 * 86_400_000);

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await withClock(longAgo, () => makeStreet());
  await db().insert(groupRecords).values({ groupId: s.groups.heping.id, coveredFrom: longAgo });
});

const quiet = (groupId = s.groups.heping.id) =>
  quietMember(s, { since: longAgo, signedIn: longAgo, groupId });

const codes = (...results: Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code)).sort();

const leave = (membershipId: string) => ({
  submissionId: newId(),
  membershipIds: [membershipId],
  reason: '调离',
});

const requestsOf = (personId: string) =>
  db().select().from(membershipRequests).where(eq(membershipRequests.personId, personId));

const isIn = async (id: string) =>
  (await db().select().from(memberships).where(eq(memberships.id, id)))[0]?.until === null;

async function asked(membershipId: string) {
  const { id, version } = await questionOf(membershipId);
  return { id, version };
}

describe('a leave against a sweep', () => {
  it(`filed while the sweep begins, ${rounds} times: one leave, and a question that ends by itself if there is one`, async () => {
    await inRounds(async (round) => {
      const { id, membershipId } = await quiet(s.groups.portal.id);
      const [left] = await atOnce(
        round,
        () => fileLeave(s.headHeping, leave(membershipId)),
        () => startSweep(s.office, { submissionId: newId() }),
      );
      expect(left.ok).toBe(true);
      expect(await requestsOf(id)).toHaveLength(1);
      expect(await isIn(membershipId)).toBe(false);
      await withClock(new Date('2026-11-16T10:00:00+08:00'), async () =>
        done(await followUp(systemActor('inactive.follow'), {})),
      );
      expect((await questionsOf(membershipId)).every(({ status }) => status === 'lapsed')).toBe(true);
    });
  });

  it(`filed while the head answers to take him out, ${rounds} times: one leave with one order`, async () => {
    await inRounds(async (round) => {
      const { id, membershipId } = await quiet();
      await sweepAt(s);
      const row = await asked(membershipId);
      const [filed, answered] = await atOnce(
        round,
        () => fileLeave(s.headHeping, leave(membershipId)),
        () => answerItems(s.headHeping, { rows: [row], answer: 'remove' }),
      );
      expect(codes(filed, answered)).toEqual(['done', 'rule']);
      const [request, ...others] = await requestsOf(id);
      expect(others).toEqual([]);
      expect(await ordersOf(request?.id ?? '')).toHaveLength(1);
      const item = await questionOf(membershipId);
      expect(item.requestId).toBe(answered.ok ? request?.id : null);
      expect(item.status).toBe(answered.ok ? 'removed' : 'asked');
    });
  });
});

describe('two answers at once', () => {
  it(`keep and remove, ${rounds} times: one of them, once on record`, async () => {
    await inRounds(async (round) => {
      const { id, membershipId } = await quiet();
      await sweepAt(s);
      const row = await asked(membershipId);
      const [kept, removed] = await atOnce(
        round,
        () => answerItems(s.headHeping, { rows: [row], answer: 'keep', reason: '借调中' }),
        () => answerItems(s.headHeping, { rows: [row], answer: 'remove' }),
      );
      expect(codes(kept, removed)).toEqual(['conflict', 'done']);
      expect(await requestsOf(id)).toHaveLength(removed.ok ? 1 : 0);
      const trail = (await trailOf('inactive', row.id)).filter(({ outcome }) => outcome === 'done');
      expect(trail.map(({ action }) => action)).toEqual([kept.ok ? 'inactive.keep' : 'inactive.remove']);
    });
  });
});

describe('two sweeps at once', () => {
  it(`${rounds} times: everybody is asked about once`, async () => {
    await inRounds(async (round) => {
      const { membershipId } = await quiet();
      await atOnce(
        round,
        () => startSweep(s.office, { submissionId: newId() }),
        () => startSweep(s.office2, { submissionId: newId() }),
      );
      expect(await questionsOf(membershipId)).toHaveLength(1);
    });
  });
});
