import { and, asc, eq, lte } from 'drizzle-orm';
import { db } from '@/db/client';
import { transfers } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { officeDay } from '@/lib/core/time';

/** As many as one run of the job carries out; what is beyond comes with the next. */
const mostAtOnce = 2_000;

/** Planned transfers whose day has come, the earliest first; for nobody but the system itself, which carries them out. */
export async function dueTransfers(actor: Actor, at: Date): Promise<string[]> {
  if (actor.personId !== null) return [];
  const due = await db()
    .select({ id: transfers.id })
    .from(transfers)
    .where(and(eq(transfers.status, 'planned'), lte(transfers.effectiveOn, officeDay(at))))
    .orderBy(asc(transfers.effectiveOn), asc(transfers.id))
    .limit(mostAtOnce);
  return due.map(({ id }) => id);
}
