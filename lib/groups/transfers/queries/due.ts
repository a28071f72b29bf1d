import { and, asc, eq, lte } from 'drizzle-orm';
import type { Reader } from '@/db/client';
import { transfers } from '@/db/schema/membership';
import { officeDay } from '@/lib/core/time';

/** As many as one run of the job carries out; what is beyond comes with the next. */
const mostAtOnce = 2_000;

/** Planned transfers whose day has come, the earliest first. */
export async function dueTransfers(on: Reader, at: Date): Promise<string[]> {
  const due = await on
    .select({ id: transfers.id })
    .from(transfers)
    .where(and(eq(transfers.status, 'planned'), lte(transfers.effectiveOn, officeDay(at))))
    .orderBy(asc(transfers.effectiveOn), asc(transfers.id))
    .limit(mostAtOnce);
  return due.map(({ id }) => id);
}
