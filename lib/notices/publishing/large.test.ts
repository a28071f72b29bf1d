import { sql } from 'drizzle-orm';
import { beforeAll, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { done } from '@/db/testing/joining';
import { insertNotice } from '@/db/testing/notices';
import { deliveryRows, orderRows } from '@/db/testing/publishing';
import { makeGroup, makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { officeMoment } from '@/lib/core/time';
import { publishDue } from './commands/due';
import { recallNotice } from './commands/recall';

const monday = officeMoment('2026-11-23', 10 * 60);
const people = Number(process.env.QUNXU_PUBLISH_PEOPLE ?? 200);
const groups = 50;

let s: TestStreet;
let targets: { id: string }[];
beforeAll(async () => {
  await emptyStreet();
  s = await withClock(monday, () => makeStreet());
  targets = [];
  for (let n = 0; n < groups; n += 1) {
    const group = await makeGroup(`第${n}群`, n % 5 ? 'wechat' : 'portal', s.units.heping);
    targets.push(group);
    await db().execute(sql`
      with made as (
        insert into people (id, name, pinyin, initials, unit_id, created_at)
        select gen_random_uuid(), '居民', 'jumin', 'jm', ${s.units.heping.id}::uuid, now() from generate_series(1, ${people})
        returning id, unit_id)
      insert into memberships (id, person_id, group_id, unit_id, nickname, nickname_state, nickname_confirmed_at, origin, since)
      select gen_random_uuid(), id, ${group.id}::uuid, unit_id, '居民', 'confirmed', now(), 'baseline', now() from made`);
  }
}, 120_000);

it(`goes to ${groups} groups of ${people} people each, and comes back from them`, async () => {
  const { notice } = await insertNotice({
    author: s.headHeping,
    groups: targets,
    status: 'scheduled',
    createdAt: monday,
    publishAt: monday,
  });
  const began = performance.now();
  const out = await withClock(monday, () => publishDue(systemActor('notices.publish'), { id: notice.id }));
  const published = performance.now() - began;
  expect(done(out)).toEqual({ outcome: 'published', groups, people: groups * people });
  expect(await deliveryRows(notice.id)).toHaveLength(groups);
  expect(await orderRows(notice.id)).toHaveLength(40);
  const back = performance.now();
  const recalled = await withClock(monday, () =>
    recallNotice(s.office, { id: notice.id, version: 2, reason: '时间有误' }),
  );
  expect(done(recalled)).toEqual({ cancelled: 40, recalls: 0 });
  if (process.env.QUNXU_PUBLISH_PEOPLE)
    process.stdout.write(
      `published in ${Math.round(published)} ms, recalled in ${Math.round(performance.now() - back)} ms\n`,
    );
}, 120_000);
