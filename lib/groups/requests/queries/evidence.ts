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
  const asked = sql.join(
    [...new Set(personIds)].map((id) => sql`(${id}::uuid)`),
    sql`, `,
  );
  const seen = visibleMembers(actor);
  const rows = await db().execute<{
    person: string;
    groups: string[];
    removals: { group: string; until: string; reason: string }[];
  }>(sql`
    select asked.person,
      (select coalesce(json_agg(g.name order by memberships.since), '[]'::json)
        from ${memberships} join groups g on g.id = memberships.group_id
        where memberships.person_id = asked.person and memberships.until is null and ${seen}) as groups,
      (select coalesce(json_agg(json_build_object('group', name, 'until', until, 'reason', end_reason) order by until desc),
          '[]'::json)
        from (select g.name, memberships.until, memberships.end_reason
          from ${memberships} join groups g on g.id = memberships.group_id
          where memberships.person_id = asked.person and memberships.until is not null and ${seen}
          order by memberships.until desc limit ${mostRemovals}) latest) as removals
    from (values ${asked}) as asked (person)`);
  const byPerson = new Map(
    rows.map(({ person, groups, removals }) => [
      person,
      {
        groups,
        removals: removals.map((one) => ({ ...one, until: new Date(one.until) })),
      },
    ]),
  );
  return (personId, groupName) => {
    const found = byPerson.get(personId);
    return found ? { ...found, groups: found.groups.filter((name) => name !== groupName) } : nothing;
  };
}
