import { eq, sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { roleAssignments } from '@/db/schema/identity';
import { sweepItems } from '@/db/schema/sweeps';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { useSetting } from '@/db/testing/setting';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { questionOf, quietMember, sweepAt } from '@/db/testing/sweeping';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { answerItems } from './commands/answer';
import { followUp } from './commands/follow';
import { planSweep } from './queries/plan';

const june = new Date('2026-06-01T09:00:00+08:00');
const monday = new Date('2026-11-16T09:00:00+08:00');

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(june, () => makeStreet());
});

const quiet = (name: string) => quietMember(s, { name, since: june, signedIn: june });

/** Leaders who have not been seen in the portal's group either: more of them than a sweep asks about. */
async function manyLeaders(count: number): Promise<void> {
  const ids = sql`select ('00000000-0000-4000-8000-' || lpad(i::text, 12, '0'))::uuid as id from generate_series(1, ${count}) as i`;
  await db().execute(sql`
    insert into people (id, name, pinyin, initials, unit_id, created_at)
    select id, '领导', 'lingdao', 'ld', ${s.units.leadership.id}, ${june.toISOString()}::timestamptz from (${ids}) one`);
  await db().execute(sql`
    insert into role_assignments (id, person_id, role, starts_at)
    select id, id, 'leader', ${june.toISOString()}::timestamptz from (${ids}) one`);
  await db().execute(sql`
    insert into memberships (id, person_id, group_id, unit_id, nickname, nickname_state, nickname_confirmed_at, origin, since)
    select id, id, ${s.groups.portal.id}, ${s.units.leadership.id}, '领导', 'confirmed', ${june.toISOString()}::timestamptz,
      'baseline', ${june.toISOString()}::timestamptz from (${ids}) one`);
}

it('asks about everybody, however many before him are passed over', async () => {
  await manyLeaders(5_001);
  const last = await quiet('王五');
  const { toAsk, passed } = await withClock(monday, () => planSweep(db(), monday));
  expect(toAsk.map(({ membershipId }) => membershipId)).toEqual([last.membershipId]);
  expect(passed).toEqual({ leader: 5_001 });
});

it('counts of each who is passed over the first reason that holds', async () => {
  const administrator = await quiet('张一');
  const kept = await quiet('王二');
  const head = await quiet('李三');
  await db()
    .insert(roleAssignments)
    .values([
      {
        id: newId(),
        personId: administrator.id,
        role: 'group_admin',
        groupId: s.groups.portal.id,
        startsAt: june,
      },
      { id: newId(), personId: administrator.id, role: 'leader', startsAt: june },
      { id: newId(), personId: head.id, role: 'unit_head', unitId: s.units.heping.id, startsAt: june },
    ]);
  await sweepAt(s, monday);
  const { id } = await questionOf(kept.membershipId);
  const answer = { rows: [{ id, version: 1 }], answer: 'keep' as const, reason: '外派' };
  done(await withClock(monday, () => answerItems(s.headHeping, answer)));
  await useSetting('inactive.exempt', 'heads');
  const { toAsk, passed } = await withClock(monday, () => planSweep(db(), monday));
  expect(toAsk).toEqual([]);
  expect(passed).toEqual({ administrator: 1, role: 1, kept: 1 });
});

it('reminds each head of his own first deadline', async () => {
  await quiet('王五');
  const other = await quietMember(s, { name: '赵六', unit: s.units.xinhua, since: june, signedIn: june });
  await sweepAt(s, monday);
  await db()
    .update(sweepItems)
    .set({ dueAt: new Date('2026-11-20T17:00:00+08:00') })
    .where(eq(sweepItems.membershipId, other.membershipId));
  await withClock(new Date('2026-11-19T09:20:00+08:00'), async () =>
    done(await followUp(systemActor('inactive.follow'), {})),
  );
  const reminders = await db()
    .select({ personId: notifications.personId, detail: notifications.detail })
    .from(notifications)
    .where(sql`${notifications.dedupeKey} like 'inactive.remind:%'`);
  expect(new Map(reminders.map(({ personId, detail }) => [personId, detail.slice(0, 19)]))).toEqual(
    new Map([
      [s.headHeping.personId, '2026-11-23 周一 09:00'],
      [s.headXinhua.personId, '2026-11-20 周五 17:00'],
    ]),
  );
});
