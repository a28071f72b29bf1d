import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { rosterEntries } from '@/db/schema/roster';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants, trailEnd } from '@/db/testing/invariants';
import { approved } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { newId } from '@/lib/core/id';
import { completeOrders } from '../handling/commands/complete';
import { settleRoster } from './commands/settle';
import { checkPasted } from './commands/take';

const rounds = Number(process.env.QUNXU_ROUNDS ?? 4);
let s: TestStreet;
let from = 0;

async function fresh(): Promise<void> {
  await emptyStreet();
  s = await makeStreet();
  from = await trailEnd(db());
}

beforeEach(fresh);

const check = (text: string, actor = s.groupAdmin) =>
  checkPasted(actor, { submissionId: newId(), groupId: s.groups.heping.id, text });
const entriesOf = (checkId: string) =>
  db().select().from(rosterEntries).where(eq(rosterEntries.checkId, checkId)).orderBy(rosterEntries.place);

describe('a check at the same moment as', () => {
  it('a receipt: the person is a member in it or a stranger, and his nickname is confirmed only as a member', async () => {
    for (let round = 0; round < rounds; round += 1) {
      await fresh();
      const { request, order } = await approved(s);
      const [taken, received] = await Promise.all([
        check(`和平刘洋\n${request.nickname}`),
        completeOrders(s.groupAdmin, { orders: [order], handledAt: undefined }),
      ]);
      expect(received.ok).toBe(true);
      if (!taken.ok) throw new Error(taken.refusal.message);
      const line = (await entriesOf(taken.value.id)).find(({ nickname }) => nickname === request.nickname);
      const [member] = await db()
        .select()
        .from(memberships)
        .where(eq(memberships.originRequestId, request.id));
      const seen = line?.kind === 'conforms';
      expect(['conforms', 'stranger']).toContain(line?.kind);
      expect(member?.nicknameState).toBe(seen ? 'confirmed' : 'to_set');
      expect(line?.membershipId).toBe(seen ? member?.id : null);
      expect(await brokenInvariants(db(), from)).toEqual([]);
    }
  });

  it('another check: the later compares itself with the earlier', async () => {
    const both = await Promise.all([check('和平刘洋\n路人甲'), check('和平刘洋\n路人甲', s.office)]);
    const ids = both.flatMap((one) => (one.ok ? [one.value.id] : []));
    const news = await Promise.all(ids.map(async (id) => (await entriesOf(id)).at(-1)?.news));
    expect(news.sort()).toEqual(['again', null]);
  });

  it('a step of the one before: the step is taken first, or refused for a newer check', async () => {
    const first = await check('和平刘洋\n路人甲');
    if (!first.ok) throw new Error(first.refusal.message);
    const line = (await entriesOf(first.value.id)).at(-1);
    const [step, again] = await Promise.all([
      settleRoster(s.office, {
        submissionId: newId(),
        checkId: first.value.id,
        rows: [{ id: line?.id ?? '', version: 1 }],
        step: 'remove',
        reason: undefined,
      }),
      check('和平刘洋\n路人甲'),
    ]);
    expect(again.ok).toBe(true);
    expect(step.ok || step.refusal.code === 'rule').toBe(true);
  });
});
