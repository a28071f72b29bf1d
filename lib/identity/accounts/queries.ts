import { and, asc, desc, eq, exists, gt, gte, isNotNull, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { passwordHistory, secondFactors } from '@/db/schema/factors';
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
  /** A second factor that could be lost. */
  secondFactor: boolean;
}

export interface HeldRole {
  role: AssignedRole;
  /** The unit of a head, the group of a group administrator. */
  scope: string | null;
  endsAt: Date | null;
}

/** A second factor that stands, of the account in the surrounding statement. */
const standingFactor = and(eq(secondFactors.accountId, accounts.id), isNotNull(secondFactors.secretCipher));

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
      secondFactor: exists(db().select({ one: sql`1` }).from(secondFactors).where(standingFactor)).mapWith(
        Boolean,
      ),
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(accounts.id, actor.accountId));
  return account ?? null;
}

/**
 * Whether an administrator has something to unlock, to end or to take away: a counter of wrong passwords that is full,
 * sessions that still stand, a second factor. Null when there is no account, or it is not the actor's to manage. One statement.
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
      secondFactor: exists(db().select({ one: sql`1` }).from(secondFactors).where(standingFactor)).mapWith(
        Boolean,
      ),
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
    .leftJoin(groups, eq(groups.id, roleAssignments.groupId))
    .where(and(eq(roleAssignments.personId, actor.personId ?? sql`null`), inForce(roleAssignments, now())))
    .orderBy(asc(roleAssignments.role))
    .limit(100);
}

export interface PasswordRules {
  /** In characters. */
  shortest: number;
  kinds: 'any' | 'three';
  /** How many of one's last passwords may not be chosen again. */
  history: number;
  /** How long one may be used, in days; 0 is for ever. */
  days: number;
}

/** What a new password has to be just now. */
export async function passwordRules(): Promise<PasswordRules> {
  const settings = await settingsNow();
  return {
    shortest: settings['signin.password_length'],
    kinds: settings['signin.password_kinds'],
    history: settings['signin.password_history'],
    days: settings['signin.password_days'],
  };
}

/** Whether the actor has a password: who must set a new one and has none came in with a one-time code. */
export async function hasPassword(actor: Actor): Promise<boolean> {
  const [account] = await db()
    .select({ has: sql<boolean>`${accounts.passwordHash} is not null` })
    .from(accounts)
    .where(eq(accounts.id, actor.accountId ?? sql`null`));
  return account?.has ?? false;
}

/**
 * The hashes a new password may not match: the present one always, earlier ones as far as the setting goes. For the commands
 * that set one.
 */
export async function formerHashes(actor: Actor): Promise<{ present: string | null; former: string[] }> {
  const mine = actor.accountId ?? sql`null`;
  const { 'signin.password_history': most } = await settingsNow();
  const [[account], kept] = await Promise.all([
    db().select({ hash: accounts.passwordHash }).from(accounts).where(eq(accounts.id, mine)),
    db()
      .select({ hash: passwordHistory.passwordHash })
      .from(passwordHistory)
      .where(eq(passwordHistory.accountId, mine))
      .orderBy(desc(passwordHistory.replacedAt), desc(passwordHistory.id))
      .limit(most),
  ]);
  const present = account?.hash ?? null;
  const former = kept.map(({ hash }) => hash).slice(0, Math.max(0, present ? most - 1 : most));
  return { present, former };
}
