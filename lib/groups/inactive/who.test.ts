import { sql } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { type ActivityKind, activities, groupRecords } from '@/db/schema/activity';
import { emptyStreet } from '@/db/testing/empty';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { quietMember } from '@/db/testing/sweeping';
import { withClock } from '@/lib/core/clock';
import { noteActivities } from '../activity/commands';
import { planSweep } from './queries/plan';

const day = 86_400_000;
const start = new Date('2026-01-05T09:00:00+08:00');
const on = (days: number) => new Date(start.getTime() + days * day);

let s: TestStreet;
let other: string;
beforeAll(async () => {
  await emptyStreet();
  s = await withClock(start, () => makeStreet());
  other = (await withClock(start, () => makeGroup('另一个群', 'wecom', s.units.office))).id;
  await db()
    .insert(groupRecords)
    .values({ groupId: other, coveredFrom: on(40) });
});

interface Sign {
  kind: ActivityKind;
  where: 'here' | 'elsewhere' | 'portal';
  on: number;
}

const sign: fc.Arbitrary<Sign> = fc.record({
  kind: fc.constantFrom('request', 'order', 'receipt', 'message'),
  where: fc.constantFrom('here', 'elsewhere', 'portal'),
  on: fc.integer({ min: 0, max: 300 }),
});
const history = fc.record({
  group: fc.constantFrom('portal', 'chat', 'unknown'),
  since: fc.integer({ min: 0, max: 300 }),
  signedIn: fc.option(fc.integer({ min: 0, max: 300 }), { nil: null }),
  signs: fc.array(sign, { maxLength: 4 }),
});

/** What the rule says in so many words: in a group known for ninety days, for ninety days a member, and in them not seen. */
function inactive(
  one: { group: string; since: number; signedIn: number | null; signs: Sign[] },
  today: number,
) {
  const from = today - 90;
  const known = one.group === 'portal' || (one.group === 'chat' && 40 <= from);
  const seen = [
    ...one.signs.filter(({ where }) => where !== 'elsewhere').map((sign) => sign.on),
    ...(one.signedIn === null ? [] : [one.signedIn]),
  ];
  return known && from >= 0 && one.since < from && seen.every((when) => when < from);
}

it('finds those and only those who have not been seen, whatever the day', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(history, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 91, max: 300 }),
      async (histories, today) => {
        const groupOf = { portal: s.groups.portal.id, chat: other, unknown: s.groups.heping.id };
        const members = await Promise.all(
          histories.map((one) =>
            quietMember(s, {
              groupId: groupOf[one.group],
              since: on(one.since),
              signedIn: one.signedIn === null ? null : on(one.signedIn),
            }),
          ),
        );
        const rows = histories.flatMap((one, i) =>
          one.signs.map(({ kind, where, on: when }) => {
            const here = groupOf[one.group];
            const elsewhere = one.group === 'portal' ? other : s.groups.portal.id;
            const groupId = { here, elsewhere, portal: null }[where];
            return sql`(${members[i]?.id}::uuid, ${groupId}::uuid, ${kind}::text, ${on(when).toISOString()}::timestamptz)`;
          }),
        );
        await db().transaction(async (tx) => {
          if (rows.length)
            await noteActivities(
              tx,
              sql`select * from (values ${sql.join(rows, sql`, `)}) as seen (person_id, group_id, kind, at)`,
            );
        });
        const { toAsk } = await withClock(on(today), () => planSweep(db(), on(today)));
        const found = new Set(toAsk.map(({ membershipId }) => membershipId));
        for (const [i, one] of histories.entries())
          expect(found.has(members[i]?.membershipId ?? ''), JSON.stringify([one, today])).toBe(
            inactive(one, today),
          );
      },
    ),
    { numRuns: 25 },
  );
  expect(await db().$count(activities)).toBeGreaterThan(0);
});
