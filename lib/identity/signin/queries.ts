import { eq, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, people, sessions } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';

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
