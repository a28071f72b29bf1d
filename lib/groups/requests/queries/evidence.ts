import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import type { Evidence } from '../list';

const nothing: Evidence = { groups: [], removals: [] };
const mostRemovals = 3;

/**
 * What is known of the persons of a page of requests, in one statement: the groups each is in, and those he was taken out of.
 * @returns a look-up by person and the group asked for, which is itself left out of his groups.
 */
export async function evidenceOf(
  personIds: readonly string[],
): Promise<(personId: string, groupName: string) => Evidence> {
  if (!personIds.length) return () => nothing;
  const ids = sql.join(
    [...new Set(personIds)].map((id) => sql`${id}::uuid`),
    sql`, `,
  );
  const rows = await db().execute<{
    person: string;
    groups: string[];
    removals: { group: string; until: string; reason: string }[];
  }>(sql`
    select m.person_id as person,
      coalesce(json_agg(g.name order by m.since) filter (where m.until is null), '[]'::json) as groups,
      coalesce(json_agg(json_build_object('group', g.name, 'until', m.until, 'reason', m.end_reason)
        order by m.until desc) filter (where m.until is not null), '[]'::json) as removals
    from memberships m join groups g on g.id = m.group_id
    where m.person_id in (${ids})
    group by m.person_id`);
  const byPerson = new Map(
    rows.map(({ person, groups, removals }) => [
      person,
      {
        groups,
        removals: removals.slice(0, mostRemovals).map((one) => ({ ...one, until: new Date(one.until) })),
      },
    ]),
  );
  return (personId, groupName) => {
    const found = byPerson.get(personId);
    return found ? { ...found, groups: found.groups.filter((name) => name !== groupName) } : nothing;
  };
}
