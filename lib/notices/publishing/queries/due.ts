import { and, asc, eq, lte } from 'drizzle-orm';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';

/** So many go out in one run; the next minute's takes on from there. */
const mostAtOnce = 200;

/** The notices whose time has come, the longest waiting first. */
export function dueNotices(at: Date): Promise<{ id: string; number: string | null }[]> {
  return db()
    .select({ id: notices.id, number: notices.number })
    .from(notices)
    .where(and(eq(notices.status, 'scheduled'), lte(notices.publishAt, at)))
    .orderBy(asc(notices.publishAt), asc(notices.id))
    .limit(mostAtOnce);
}
