import { and, eq, gt, inArray, isNull, or, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, people, roleAssignments } from '@/db/schema/identity';
import { street, units } from '@/db/schema/units';
import type { Role } from '@/lib/access/roles';
import { now } from '@/lib/core/clock';

/** The street's name and whether it is the demonstration street; null before it is set up. */
export async function theStreet(): Promise<{ name: string; demonstration: boolean } | null> {
  const [row] = await db().select({ name: street.name, demonstration: street.demonstration }).from(street);
  return row ?? null;
}

export interface DemonstrationAccount {
  username: string;
  name: string;
  unitName: string;
  roles: Role[];
}

/** Those of the usernames that exist, in the order given, to be offered at sign-in; none outside the demonstration street. */
export async function demonstrationAccounts(usernames: readonly string[]): Promise<DemonstrationAccount[]> {
  const at = now();
  const found = await db()
    .select({
      username: accounts.username,
      name: people.name,
      unitName: units.name,
      roles: sql<
        Role[]
      >`coalesce(json_agg(distinct ${roleAssignments.role}) filter (where ${roleAssignments.id} is not null), '[]'::json)`,
    })
    .from(accounts)
    .innerJoin(street, eq(street.demonstration, true))
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .leftJoin(
      roleAssignments,
      and(
        eq(roleAssignments.personId, people.id),
        sql`${roleAssignments.startsAt} <= ${sql.param(at, roleAssignments.startsAt)}`,
        or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, at)),
      ),
    )
    .where(inArray(accounts.username, [...usernames]))
    .groupBy(accounts.id, people.id, units.id);
  return found.sort((a, b) => usernames.indexOf(a.username) - usernames.indexOf(b.username));
}
