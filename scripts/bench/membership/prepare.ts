import { type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';

const ids = (list: readonly string[]): SQL =>
  sql`(select value::uuid from jsonb_array_elements_text(${JSON.stringify(list)}::jsonb))`;

/**
 * The chat group at this place, filled up to so many members, and what its list says: of ten lines eight are as they should be, one has only the name,
 * one is of nobody known.
 */
export async function fullGroup(
  members: number,
  place: number,
): Promise<{ groupId: string; lines: string[] }> {
  const [group] = await db().execute<{ id: string }>(
    sql`select id from groups where platform <> 'portal' order by id limit 1 offset ${place}`,
  );
  if (!group) throw new Error('no group');
  await db().execute(sql`
    insert into memberships (id, group_id, person_id, unit_id, nickname, nickname_state, origin, since)
    select gen_random_uuid(), ${group.id}::uuid, p.id, p.unit_id, u.short_name || p.name, 'to_set', 'baseline', p.created_at
    from people p join units u on u.id = p.unit_id
    where not exists (select 1 from memberships m where m.person_id = p.id and m.group_id = ${group.id}::uuid and m.until is null)
    order by p.id limit greatest(0, ${members}::int - (select count(*) from memberships m
      where m.group_id = ${group.id}::uuid and m.until is null))`);
  const listed = await db().execute<{ nickname: string; name: string }>(sql`
    select m.nickname, p.name from memberships m join people p on p.id = m.person_id
    where m.group_id = ${group.id}::uuid and m.until is null order by md5(m.id::text) limit ${members}`);
  const said = ({ nickname, name }: { nickname: string; name: string }, i: number): string => {
    if (i % 10 === 8) return name;
    return i % 10 === 9 ? `热心居民${i}号` : nickname;
  };
  return { groupId: group.id, lines: listed.map(said) };
}

interface FreePairs {
  groupIds: string[];
  people: { id: string; unitId: string }[];
}

/** People and chat groups without a membership or an open request between them. @throws Error when there are too few */
export async function freePairs(people: number, groups: number): Promise<FreePairs> {
  const chosen = await db().execute<{ id: string }>(
    sql`select id from groups where platform <> 'portal' order by id desc limit ${groups}`,
  );
  const groupIds = chosen.map(({ id }) => id);
  const free = await db().execute<{ id: string; unitId: string }>(sql`
    select p.id, p.unit_id as "unitId" from people p
    where p.departed_at is null and not exists (select 1 from role_assignments r where r.person_id = p.id and r.role = 'office_admin')
      and not exists (select 1 from memberships m where m.person_id = p.id and m.until is null and m.group_id in ${ids(groupIds)})
      and not exists (select 1 from membership_requests r where r.person_id = p.id and r.group_id in ${ids(groupIds)}
        and r.status in ('reported', 'submitted', 'approved'))
    order by p.id limit ${people}`);
  if (free.length < people) throw new Error(`only ${free.length} people are free`);
  return { groupIds, people: [...free] };
}

/** The newest requests for these groups that wait for a decision, as somebody sees them. */
export async function waitingOf(
  groupIds: readonly string[],
  most: number,
): Promise<{ id: string; version: number }[]> {
  const rows = await db().execute<{ id: string; version: number }>(sql`
    select id, version from membership_requests where status = 'submitted' and group_id in ${ids(groupIds)}
    order by id desc limit ${most}`);
  return [...rows];
}
