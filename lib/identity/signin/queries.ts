import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, pendingSignIns, people, sessions } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { sha256 } from '@/lib/core/crypto';

const knownAddressDays = 90;

/** What signing in needs to know of an account; whether it may be used is asked again when the session is opened. */
export type Candidate = NonNullable<Awaited<ReturnType<typeof candidateFor>>>;

/**
 * The account behind a username, with its person and whether it signed in from the actor's address within 90 days. For the
 * sign-in command only: it holds hashes. Undefined when there is no such account.
 */
export async function candidateFor(actor: Actor, username: string) {
  const since = new Date(now().getTime() - knownAddressDays * 24 * 3_600_000);
  const [found] = await db()
    .select({
      accountId: accounts.id,
      username: accounts.username,
      passwordHash: accounts.passwordHash,
      codeHash: accounts.codeHash,
      personId: people.id,
      name: people.name,
      unitId: units.id,
      unitName: units.name,
      knownAddress: sql<boolean>`exists (select 1 from sessions s where s.account_id = ${accounts.id}
        and s.address = ${actor.address} and s.started_at > ${sql.param(since, sessions.startedAt)})`,
    })
    .from(accounts)
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(eq(accounts.username, username));
  return found;
}

/**
 * Whoever has shown the password of an account with a second factor, by the secret he was given for the second step: nobody,
 * but known to that step. Null when that was more than ten minutes ago.
 */
export async function awaitingActor(secret: string, address: string | null): Promise<Actor | null> {
  const [found] = await db()
    .select({ id: pendingSignIns.id, accountId: pendingSignIns.accountId, name: people.name })
    .from(pendingSignIns)
    .innerJoin(accounts, and(eq(accounts.id, pendingSignIns.accountId), isNull(accounts.disabledAt)))
    .innerJoin(people, and(eq(people.id, accounts.personId), isNull(people.departedAt)))
    .where(and(eq(pendingSignIns.secretHash, sha256(secret)), gt(pendingSignIns.expiresAt, now())));
  return found ? { ...anonymousActor(address), awaiting: found } : null;
}

export type PendingStep = NonNullable<Awaited<ReturnType<typeof pendingStep>>>;

/** The sign-in whose second step the actor is at. For that step's command only. */
export async function pendingStep(actor: Actor) {
  if (!actor.awaiting) return null;
  const [step] = await db()
    .select({
      id: pendingSignIns.id,
      accountId: accounts.id,
      username: accounts.username,
      personId: people.id,
      name: people.name,
      unitId: units.id,
      unitName: units.name,
      credentialSum: pendingSignIns.credentialSum,
      deviceId: pendingSignIns.deviceId,
      knownAddress: pendingSignIns.knownAddress,
      userAgent: pendingSignIns.userAgent,
    })
    .from(pendingSignIns)
    .innerJoin(accounts, eq(accounts.id, pendingSignIns.accountId))
    .innerJoin(people, eq(people.id, accounts.personId))
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(eq(pendingSignIns.id, actor.awaiting.id), gt(pendingSignIns.expiresAt, now())));
  return step ?? null;
}
