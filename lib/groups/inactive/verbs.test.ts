import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { type SweepStatus, sweepItems, sweepStatuses } from '@/db/schema/sweeps';
import { emptyStreet } from '@/db/testing/empty';
import { actorOf, makePerson, makeStreet, type TestStreet } from '@/db/testing/street';
import { questionOf, quietMember, sweepAt } from '@/db/testing/sweeping';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { answerItems } from './commands/answer';

const june = new Date('2026-06-01T09:00:00+08:00');
const monday = new Date('2026-11-16T09:00:00+08:00');

let s: TestStreet;
let delegate: Actor;
beforeAll(async () => {
  await emptyStreet();
  s = await withClock(june, () => makeStreet());
  delegate = actorOf(await makePerson('陈静', s.units.heping), s.units.heping, {
    role: 'unit_head',
    unitIds: [s.units.heping.id],
    onBehalfOf: { id: s.headHeping.personId ?? '', name: s.headHeping.name },
  });
});

/** A question about a member of 和平社区, in that state. */
async function questionIn(status: SweepStatus) {
  const { membershipId } = await quietMember(s, { since: june, signedIn: june });
  await sweepAt(s, monday);
  const { id, version } = await questionOf(membershipId);
  const answered = status === 'kept' || status === 'removed';
  await db()
    .update(sweepItems)
    .set({
      status,
      escalatedWhy: status === 'escalated' ? 'unanswered' : null,
      answeredBy: answered ? s.headHeping.personId : null,
      reason: status === 'asked' || status === 'escalated' ? null : '先前',
      keptUntil: status === 'kept' ? june : null,
    })
    .where(eq(sweepItems.id, id));
  return { id, version };
}

const actors = {
  head: () => s.headHeping,
  delegate: () => delegate,
  'another head': () => s.headXinhua,
  Office: () => s.office,
  member: () => s.member,
  'group administrator': () => s.groupAdmin,
  leader: () => s.leader,
  supervisor: () => s.supervisor,
  auditor: () => s.auditor,
} as const;

/** What each is answered, by state: `done`, or the code of the refusal. */
const table: Record<SweepStatus, Partial<Record<keyof typeof actors, string>>> = {
  asked: { head: 'done', delegate: 'done', Office: 'forbidden' },
  escalated: { head: 'forbidden', delegate: 'forbidden', Office: 'done' },
  kept: { head: 'conflict', delegate: 'conflict', Office: 'conflict' },
  removed: { head: 'conflict', delegate: 'conflict', Office: 'conflict' },
  lapsed: { head: 'conflict', delegate: 'conflict', Office: 'conflict' },
};

describe.each(sweepStatuses)('%s', (status) => {
  describe.each(['keep', 'remove'] as const)('%s', (answer) => {
    it.each(Object.keys(actors) as (keyof typeof actors)[])('by %s', async (who) => {
      const row = await questionIn(status);
      const result = await withClock(monday, () =>
        answerItems(actors[who](), { rows: [row], answer, reason: '借调中' }),
      );
      expect(result.ok ? 'done' : result.refusal.code).toBe(table[status][who] ?? 'not_found');
    });
  });
});

it('nobody answers about himself, nor anybody for him about him', async () => {
  const row = await questionIn('asked');
  const [item] = await db().select().from(sweepItems).where(eq(sweepItems.id, row.id));
  const himself = { ...s.headHeping, personId: item?.personId ?? '' };
  const forHim = {
    ...delegate,
    grants: delegate.grants.map((grant) => ({
      ...grant,
      onBehalfOf: grant.onBehalfOf && { id: item?.personId ?? '', name: '王五' },
    })),
  };
  for (const actor of [himself, forHim]) {
    const result = await answerItems(actor, { rows: [row], answer: 'keep', reason: '在岗' });
    expect(result).toMatchObject({ ok: false, refusal: { message: '涉及本人，须由他人答复' } });
  }
});
