import { RateLimiterDrizzle } from 'rate-limiter-flexible';
import type { Tx } from '@/db/client';
import { rateLimits } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import type { RefusalCode } from '@/lib/core/errors';

/** Refusals of one kind that one address leaves in the trail within an hour. */
export const strangersMost = 30;
const hour = 3_600;

const isStranger = ({ personId, requestRef }: Actor): boolean => personId === null && requestRef === null;

/**
 * Counts a refusal of somebody who is not signed in, so that nobody can fill a trail that is never emptied. Wrong passwords,
 * which are `invalid`, all belong in the trail: the sign-in's own limits bound those.
 * @returns `last` when it is the last to be recorded for now, `over` when it is only to be counted
 */
export async function countRefusal(
  tx: Tx,
  actor: Actor,
  code: RefusalCode,
): Promise<'open' | 'last' | 'over'> {
  if (!isStranger(actor) || code === 'invalid') return 'open';
  const counter = new RateLimiterDrizzle({
    storeClient: tx,
    schema: rateLimits,
    keyPrefix: '',
    points: strangersMost,
    duration: hour,
    clearExpiredByTimeout: false,
  });
  const { consumedPoints } = await counter.penalty(`refused:${code}:${actor.address ?? 'unknown'}`);
  if (consumedPoints < strangersMost) return 'open';
  return consumedPoints === strangersMost ? 'last' : 'over';
}
