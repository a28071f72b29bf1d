import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, sessions } from '@/db/schema/identity';
import { type Actor, anonymousActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { randomToken, sha256 } from '@/lib/core/crypto';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { actorOfSession } from '@/lib/identity/queries/actor';

const hour = 3_600_000;
const idle = 25 * 60_000;
const office = '10.8.0.21';

/**
 * Lets the accounts of the street act at given moments, each with a session that it opened then, so that the real look-up
 * decides what it may do. Moments must not go backwards for one account.
 */
export class Hands {
  readonly #open = new Map<string, { secret: string; usedAt: number }>();

  /** Runs one command as this account at that moment; a refusal is a mistake in the seed and ends it. */
  async act<T>(username: string, at: Date, work: (actor: Actor) => Promise<Result<T>>): Promise<T> {
    const answer = await this.attempt(username, at, work);
    if (!answer.ok) throw new Error(`${username} at ${at.toISOString()}: ${answer.refusal.message}`);
    return answer.value;
  }

  /** The same where a refusal is part of the story. */
  async attempt<T>(
    username: string,
    at: Date,
    work: (actor: Actor) => Promise<Result<T>>,
  ): Promise<Result<T>> {
    return withClock(at, async () => {
      const actor = await actorOfSession(await this.#session(username, at), office);
      if (!actor) throw new Error(`${username} cannot act at ${at.toISOString()}`);
      return work(actor);
    });
  }

  async #session(username: string, at: Date): Promise<string> {
    const open = this.#open.get(username);
    if (open && at.getTime() - open.usedAt < idle) {
      open.usedAt = at.getTime();
      return open.secret;
    }
    const secret = randomToken();
    const [account] = await db()
      .select({ id: accounts.id })
      .from(accounts)
      .where(eq(accounts.username, username));
    if (!account) throw new Error(`no account ${username}`);
    await db()
      .insert(sessions)
      .values({
        id: newId(),
        secretHash: sha256(secret),
        accountId: account.id,
        startedAt: at,
        lastSeenAt: at,
        expiresAt: new Date(at.getTime() + 12 * hour),
        address: office,
        userAgent: null,
      });
    await db().update(accounts).set({ lastSignInAt: at }).where(eq(accounts.id, account.id));
    this.#open.set(username, { secret, usedAt: at.getTime() });
    return secret;
  }
}

/** Somebody without a session, at the street's own desk. */
export const atTheDesk = anonymousActor(office);
