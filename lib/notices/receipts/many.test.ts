import { sql } from 'drizzle-orm';
import { beforeEach, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { remindReceiptsJob } from './jobs';
import { matchReplies } from './queries/match';

const monday = new Date('2026-11-16T10:00:00+08:00');
const due = new Date('2026-11-17T17:00:00+08:00');

let s: TestStreet;
let id: string;
beforeEach(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  const given = {
    author: s.headHeping,
    groups: [s.groups.portal],
    status: 'published' as const,
    createdAt: monday,
  };
  const wanted = { receiptWanted: 'acknowledge' as const, receiptDueAt: due };
  id = (await insertNotice({ ...given, ...wanted })).notice.id;
});

/** So many more people whom the notice is for, named with their number. */
async function ask(count: number): Promise<void> {
  await db().execute(sql`
    with made as (
      insert into people (id, name, pinyin, initials, unit_id, created_at)
      select gen_random_uuid(), '居民' || n, 'jumin', 'jm', ${s.units.heping.id}::uuid, now() from generate_series(1, ${count}::int) n
      returning id, unit_id),
    joined as (
      insert into memberships (id, group_id, person_id, unit_id, nickname, nickname_state, origin, since)
      select gen_random_uuid(), ${s.groups.portal.id}::uuid, id, unit_id, '居民', 'to_set', 'baseline', ${monday.toISOString()}::timestamptz from made)
    insert into notice_receipts (notice_id, person_id, unit_id, group_id, wanted, due_at, published_at)
    select ${id}::uuid, id, unit_id, ${s.groups.portal.id}::uuid, 'acknowledge', ${due.toISOString()}::timestamptz, ${monday.toISOString()}::timestamptz from made`);
}

const remind = async (when: string) =>
  done(await withClock(new Date(when), () => remindReceiptsJob(systemActor('receipts.remind'))));

/** What those it is for have been told, and how many of them. */
const told = async () =>
  db().execute<{ title: string; people: number }>(sql`
    select n.title, count(*)::int as people from notifications n join people p on p.id = n.person_id and p.name like '居民%'
    group by n.title order by n.title`);

it('reminds everybody before it is due, however many they are', async () => {
  await ask(2_100);
  expect(await remind('2026-11-17T14:00:00+08:00')).toEqual({ reminded: 2_100 });
  expect(await remind('2026-11-17T14:30:00+08:00')).toEqual({ reminded: 0 });
});

it('says to everybody that it is overdue once it is, never that it soon will be', async () => {
  await ask(2_100);
  expect(await remind('2026-11-18T09:00:00+08:00')).toEqual({ reminded: 2_100 });
  expect(await told()).toMatchObject([{ title: expect.stringContaining('回执已逾期'), people: 2_100 }]);
});

it('knows whoever is named in a chat, however many it is for', async () => {
  await ask(20_050);
  // By their ids, the last of all.
  const last = await db().execute<{ name: string }>(sql`
    select p.name from notice_receipts r join people p on p.id = r.person_id where r.notice_id = ${id}::uuid order by p.id desc limit 3`);
  const text = last.map(({ name }) => `${name}：收到`).join('\n');
  const { rows } = await withClock(monday, () => matchReplies(s.headHeping, { noticeId: id, text }));
  expect(rows.map(({ person }) => person?.name)).toEqual(last.map(({ name }) => name));
}, 120_000);

it('reminds nobody who is in none of its groups any more', async () => {
  await ask(3);
  await db().execute(sql`
    update memberships set until = ${monday.toISOString()}::timestamptz, end_reason = '调离'
    where person_id = (select min(id::text)::uuid from people where name like '居民%')`);
  expect(await remind('2026-11-17T14:00:00+08:00')).toEqual({ reminded: 2 });
  expect(await remind('2026-11-18T09:00:00+08:00')).toEqual({ reminded: 2 });
});
