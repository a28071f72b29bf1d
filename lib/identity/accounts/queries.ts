import { and, asc, eq, exists, gt, gte, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import {
  type AssignedRole,
  accounts,
  people,
  rateLimits,
  roleAssignments,
  sessions,
} from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import { inForce } from '../roles/queries/period';
import { counterPrefix } from '../signin/rules';
import { mayManageAccount } from './policy';

export interface AccountHold {
  locked: boolean;
  signedIn: boolean;
}

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

/**
 * Whether an administrator has something to unlock or to end: a counter of wrong passwords that is full, and sessions
 * that still stand. Null when there is no account, or it is not the actor's to manage. One statement.
 */
export async function accountHold(
  actor: Actor,
  { id, username }: { id: string; username: string | null },
): Promise<AccountHold | null> {
  if (!(username && mayManageAccount(actor, id).allowed)) return null;
  const at = now();
  const { 'signin.lock_failures': failures, 'signin.idle_minutes': idle } = await settingsNow();
  const full = and(
    sql`starts_with(${rateLimits.key}, ${counterPrefix(username)})`,
    gte(rateLimits.points, failures),
    gt(rateLimits.expire, at),
  );
  const standing = and(
    eq(sessions.accountId, accounts.id),
    isNull(sessions.endedAt),
    gt(sessions.expiresAt, at),
    gt(sessions.lastSeenAt, new Date(at.getTime() - idle * 60_000)),
  );
  const [hold] = await db()
    .select({
      locked: exists(db().select({ one: sql`1` }).from(rateLimits).where(full)).mapWith(Boolean),
      signedIn: exists(db().select({ one: sql`1` }).from(sessions).where(standing)).mapWith(Boolean),
    })
    .from(accounts)
    .where(eq(accounts.personId, id));
  return hold ?? null;
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
