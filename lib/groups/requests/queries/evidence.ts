import { sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { visibleMembers } from '../../queries/visible';
import type { Evidence } from '../list';

const nothing: Evidence = { groups: [], removals: [] };
const mostRemovals = 3;

/**
 * What the actor may know of the persons of a page of requests, in one statement: the groups each is in, and those he was taken
 * out of, as far as the actor sees members at all (`groups.members`). A head decides nothing, and another unit's are not his.
 * @returns a look-up by person and the group asked for, which is itself left out of his groups.
 */
export async function evidenceOf(
  actor: Actor,
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
    select memberships.person_id as person,
      coalesce(json_agg(g.name order by memberships.since) filter (where memberships.until is null), '[]'::json) as groups,
      coalesce(json_agg(json_build_object('group', g.name, 'until', memberships.until, 'reason', memberships.end_reason)
        order by memberships.until desc) filter (where memberships.until is not null), '[]'::json) as removals
    from ${memberships} join groups g on g.id = memberships.group_id
    where memberships.person_id in (${ids}) and ${visibleMembers(actor)}
    group by memberships.person_id`);
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
