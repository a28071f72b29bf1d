import { sql } from 'drizzle-orm';
import { RateLimiterDrizzle } from 'rate-limiter-flexible';
import type { Tx } from '@/db/client';
import { rateLimits } from '@/db/schema/identity';
import { now } from '@/lib/core/clock';
import { counterPrefix, type Limit, type LimitName } from '../rules';

/** The library's counter over our table, in the caller's transaction; it reads the machine's clock, which is what counts here. */
function counter(tx: Tx, limit: Limit): RateLimiterDrizzle {
  return new RateLimiterDrizzle({
    storeClient: tx,
    schema: rateLimits,
    keyPrefix: '',
    points: limit.failures,
    duration: limit.seconds,
    clearExpiredByTimeout: false,
  });
}

interface Counted {
  name: LimitName;
  left: number;
  /** Set when the limit had been reached before this attempt. */
  reachedUntil: Date | null;
}

async function count(tx: Tx, limit: Limit): Promise<Counted> {
  const store = counter(tx, limit);
  const { consumedPoints, msBeforeNext } = await store.penalty(limit.key);
  const left = limit.failures - consumedPoints;
  // The lock lasts from the attempt that filled the number, not from the first one.
  if (left === 0) await store.set(limit.key, consumedPoints, limit.seconds);
  const reachedUntil = left < 0 ? new Date(now().getTime() + msBeforeNext) : null;
  return { name: limit.name, left, reachedUntil };
}

/**
 * Counts an attempt against every limit before its password is looked at, so that attempts made at once cannot slip
 * through together. The rows stay locked, in the order given, until the transaction ends.
 */
export function countAttempt(tx: Tx, limits: readonly Limit[]): Promise<Counted[]> {
  return Promise.all(limits.map((limit) => count(tx, limit)));
}

/** Takes a successful attempt out of the counters; the pair of account and place starts afresh. */
export async function forgiveAttempt(tx: Tx, limits: readonly Limit[]): Promise<void> {
  await Promise.all(
    limits.map((limit) => {
      const store = counter(tx, limit);
      return limit.name === 'pair' ? store.delete(limit.key) : store.reward(limit.key);
    }),
  );
}

/** Clears everything counted against one username: what an administrator does who unlocks an account. */
export async function clearAttempts(tx: Tx, username: string): Promise<void> {
  await tx.delete(rateLimits).where(sql`starts_with(${rateLimits.key}, ${counterPrefix(username)})`);
}
