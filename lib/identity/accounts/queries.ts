import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { type AssignedRole, accounts, people, roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import { inForce } from '../roles/queries/period';

export interface HeldRole {
  role: AssignedRole;
  /** The unit of a head, the group of a group administrator. */
  scope: string | null;
  endsAt: Date | null;
}

/** What /me shows and asks about the actor himself. Null for somebody without an account. */
export async function myAccount(actor: Actor) {
  if (!actor.accountId) return null;
  const [account] = await db()
    .select({
      username: accounts.username,
      name: people.name,
      unitName: units.name,
      duty: people.duty,
      phone: people.phoneMasked,
      textSize: accounts.textSize,
      singleKeyDecisions: accounts.singleKeyDecisions,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(accounts.id, actor.accountId));
  return account ?? null;
}

/** The roles in force that the actor holds himself, with what each is held over. */
export async function myRoles(actor: Actor): Promise<HeldRole[]> {
  return db()
    .select({
      role: roleAssignments.role,
      scope: sql<string | null>`coalesce(${units.name}, ${groups.name})`,
      endsAt: roleAssignments.endsAt,
    })
    .from(roleAssignments)
    .leftJoin(units, eq(units.id, roleAssignments.unitId))
    .leftJoin(groups, and(eq(groups.id, roleAssignments.groupId), isNull(groups.archivedAt)))
    .where(and(eq(roleAssignments.personId, actor.personId ?? sql`null`), inForce(roleAssignments, now())))
    .orderBy(asc(roleAssignments.role))
    .limit(100);
}

/** How long a new password must be at least, in characters. */
export async function shortestPassword(): Promise<number> {
  return (await settingsNow())['signin.password_length'];
}
