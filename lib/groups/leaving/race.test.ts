import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { emptyStreet } from '@/db/testing/empty';
import { done, ordersOf, requestRow, trailOf } from '@/db/testing/joining';
import { memberOf } from '@/db/testing/leaving';
import { atOnce, inRounds, rounds } from '@/db/testing/rounds';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { completeOrders } from '../handling/commands/complete';
import { fileLeave, reportLeave } from './commands/file';
import { forwardLeaves } from './commands/forward';
import { withdrawLeave } from './commands/withdraw';

let s: TestStreet;
beforeAll(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const codes = (...results: Result<unknown>[]) =>
  results.map((result) => (result.ok ? 'done' : result.refusal.code)).sort();

const asked = (membershipId: string) => ({
  submissionId: newId(),
  membershipIds: [membershipId],
  reason: '调离社区',
});

const openMembership = async (id: string) =>
  (await db().select().from(memberships).where(eq(memberships.id, id)))[0]?.until === null;

const moves = async (id: string) =>
  (await trailOf('leave', id)).filter(({ outcome }) => outcome === 'done').map(({ action }) => action);

describe('two at once, on one leave', () => {
  it(`the receipt and a withdrawal, ${rounds} times: he is out and it is done, or he is in and it is withdrawn`, async () => {
    await inRounds(async (round) => {
      const member = await memberOf(s);
      const { first } = done(await fileLeave(s.headHeping, asked(member.membershipId)));
      const [order] = await ordersOf(first);
      const receipt = { orders: [{ id: order?.id ?? '', version: 1 }], handledAt: undefined };
      const [out, back] = await atOnce(
        round,
        () => completeOrders(s.groupAdmin, receipt),
        () => withdrawLeave(s.headHeping, { id: first, version: 1 }),
      );
      expect(codes(out, back)).toEqual(['conflict', 'done']);
      const { status } = await requestRow(first);
      expect(status).toBe(out.ok ? 'done' : 'withdrawn');
      expect(await openMembership(member.membershipId)).toBe(!out.ok);
      expect((await ordersOf(first)).map((one) => one.status)).toEqual([out.ok ? 'done' : 'cancelled']);
    });
  });

  it(`reported by himself and filed by his head, ${rounds} times: one request`, async () => {
    await inRounds(async (round) => {
      const member = await memberOf(s);
      const [own, filed] = await atOnce(
        round,
        () => reportLeave(member.actor, asked(member.membershipId)),
        () => fileLeave(s.headHeping, asked(member.membershipId)),
      );
      expect(codes(own, filed)).toEqual(['done', 'rule']);
    });
  });

  it(`handed on by two, ${rounds} times: once, with one order`, async () => {
    await inRounds(async (round) => {
      const member = await memberOf(s);
      const { first } = done(await reportLeave(member.actor, asked(member.membershipId)));
      const rows = { rows: [{ id: first, version: 1 }] };
      const [head, office] = await atOnce(
        round,
        () => forwardLeaves(s.headHeping, rows),
        () => forwardLeaves(s.office, rows),
      );
      expect(codes(head, office)).toEqual(['conflict', 'done']);
      expect(await ordersOf(first)).toHaveLength(1);
      expect(await moves(first)).toEqual(['leave.report', 'leave.forward']);
    });
  });
});
