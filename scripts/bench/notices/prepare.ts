import { type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { insertNotice } from '@/db/testing/notices';
import { actorOf } from '@/db/testing/street';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';

/** So many groups with so many people each, nobody in two of them. @returns their ids */
export async function newGroups(count: number, people: number): Promise<{ id: string }[]> {
  const made = await db().execute<{ id: string }>(sql`
    insert into groups (id, name, pinyin, initials, platform, owner_unit_id, created_at)
    select gen_random_uuid(), '第' || n || '大群', 'daqun', 'dq', case when n % 5 = 0 then 'portal' else 'wechat' end,
      (select id from units order by sort limit 1), ${now().toISOString()}::timestamptz
    from generate_series(1, ${count}::int) n returning id`);
  const ids = sql`jsonb_array_elements_text(${JSON.stringify(made.map(({ id }) => id))}::jsonb)`;
  await db().execute(sql`
    with made as (
      insert into people (id, name, pinyin, initials, unit_id, created_at)
      select gen_random_uuid(), '居民' || n, 'jumin', 'jm', u.id, ${now().toISOString()}::timestamptz
      from generate_series(1, ${count * people}::int) n
      join (select id, row_number() over (order by sort) as place, count(*) over () as units from units) u on u.place = 1 + n % u.units
      returning id, unit_id),
    placed as (select *, (row_number() over () - 1) / ${people}::int as place from made)
    insert into memberships (id, person_id, group_id, unit_id, nickname, nickname_state, nickname_confirmed_at, origin, since)
    select gen_random_uuid(), placed.id, g.id::uuid, placed.unit_id, '居民', 'confirmed', ${now().toISOString()}::timestamptz, 'baseline', ${now().toISOString()}::timestamptz
    from placed join ${ids} with ordinality as g(id, place) on g.place = placed.place + 1`);
  await db().execute(sql`analyze memberships, people`);
  return [...made];
}

/** A notice that is approved for these groups and may go out at any hour; its number is the fixture's. */
export async function scheduledNotice(
  author: Actor,
  office: Actor,
  groups: { id: string }[],
): Promise<string> {
  const { notice } = await insertNotice({
    author,
    groups,
    status: 'scheduled',
    publishAt: now(),
    receiptWanted: 'acknowledge',
    releasedBy: office.personId,
    releaseReason: '全街道应急演练',
  });
  return notice.id;
}

/** Those who owe the acknowledgement of a notice, as actors. */
export async function owing(noticeId: string, most: number): Promise<Actor[]> {
  const where: SQL = sql`r.notice_id = ${noticeId}::uuid and r.acknowledged_at is null`;
  const rows = await db().execute<{
    id: string;
    name: string;
    unitId: string;
    unitName: string;
    shortName: string;
  }>(sql`
    select p.id, p.name, u.id as "unitId", u.name as "unitName", u.short_name as "shortName"
    from notice_receipts r join people p on p.id = r.person_id join units u on u.id = p.unit_id where ${where} limit ${most}`);
  return rows.map(({ unitId, unitName, shortName, ...person }) =>
    actorOf(person, { id: unitId, name: unitName, shortName }),
  );
}
