import { and, asc, eq, gt, inArray, isNull, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { people, roleAssignments } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { administratorRows } from '../../queries/visible';
import { mayReassign } from '../policy';

const inForce = (): SQL | undefined => {
  const at = now();
  return and(
    lte(roleAssignments.startsAt, at),
    or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, at)),
    isNull(people.departedAt),
  );
};

/** Everybody who holds office_admin now, but for `except`. */
export async function officeAdmins(on: Reader, except: string | null = null): Promise<string[]> {
  const rows = await on
    .selectDistinct({ id: people.id })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(
      and(eq(roleAssignments.role, 'office_admin'), inForce(), except ? ne(people.id, except) : undefined),
    )
    .limit(200);
  return rows.map(({ id }) => id);
}

/** The administrators of a group (a column outside), by name, as part of a statement. */
export const administratorsOf = (group: SQL): SQL<{ id: string; name: string }[]> =>
  sql<{ id: string; name: string }[]>`(select coalesce(json_agg(json_build_object('id', a.id, 'name', a.name)
    order by ra.starts_at), '[]'::json) from ${administratorRows(group, now())} and a.departed_at is null)`;

/** The Office by name, for whoever may hand orders on to it. */
export async function officeNames(actor: Actor): Promise<{ id: string; name: string }[]> {
  if (!mayReassign(actor).allowed) return [];
  return db()
    .selectDistinct({ id: people.id, name: people.name, pinyin: people.pinyin })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(and(eq(roleAssignments.role, 'office_admin'), inForce()))
    .orderBy(asc(people.pinyin), asc(people.id))
    .limit(50)
    .then((rows) => rows.map(({ id, name }) => ({ id, name })));
}

/** The administrators of each group; groups without any are left out. */
export async function administratorsByGroup(
  on: Reader,
  groupIds: readonly string[],
): Promise<Map<string, string[]>> {
  if (!groupIds.length) return new Map();
  const rows = await on
    .selectDistinct({ groupId: roleAssignments.groupId, personId: people.id })
    .from(roleAssignments)
    .innerJoin(people, eq(people.id, roleAssignments.personId))
    .where(
      and(
        eq(roleAssignments.role, 'group_admin'),
        inArray(roleAssignments.groupId, [...groupIds]),
        inForce(),
      ),
    )
    .limit(5_000);
  const found = new Map<string, string[]>();
  for (const { groupId, personId } of rows) {
    if (groupId) found.set(groupId, [...(found.get(groupId) ?? []), personId]);
  }
  return found;
}

/** Who handles the orders of each group: its administrators, or the Office where it has none. */
export async function handlersOf(on: Reader, groupIds: readonly string[]): Promise<Map<string, string[]>> {
  const found = await administratorsByGroup(on, groupIds);
  const office = groupIds.every((id) => found.has(id)) ? [] : await officeAdmins(on);
  return new Map(groupIds.map((id) => [id, found.get(id) ?? office]));
}

/** Whether a person (a column outside) may hold orders of a group (another): one of its administrators now, or an office_admin. */
export const mayHoldOrders = (person: SQL, group: SQL): SQL<boolean> => {
  const at = sql`${now().toISOString()}::timestamptz`;
  return sql<boolean>`exists (select 1 from role_assignments held join people holder on holder.id = held.person_id
    where held.person_id = ${person} and holder.departed_at is null
      and (held.role = 'office_admin' or held.role = 'group_admin' and held.group_id = ${group})
      and held.starts_at <= ${at} and (held.ends_at is null or held.ends_at > ${at}))`;
};
