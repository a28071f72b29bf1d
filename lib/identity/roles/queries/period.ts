import { and, gt, isNull, lt, lte, or, type SQL } from 'drizzle-orm';
import type { delegations, leaderUnits, roleAssignments } from '@/db/schema/identity';

/** From a moment until before another; null is until further notice. */
export interface Period {
  startsAt: Date;
  endsAt: Date | null;
}

type Terms = typeof roleAssignments | typeof leaderUnits | typeof delegations;

/** Rows whose term shares a moment with the period. */
export function within(table: Terms, { startsAt, endsAt }: Period): SQL | undefined {
  return and(
    or(isNull(table.endsAt), gt(table.endsAt, startsAt)),
    endsAt ? lt(table.startsAt, endsAt) : undefined,
  );
}

/** Rows whose term the moment lies in. */
export function inForce(table: Terms, at: Date): SQL | undefined {
  return and(lte(table.startsAt, at), or(isNull(table.endsAt), gt(table.endsAt, at)));
}
