import { and, asc, eq, lte } from 'drizzle-orm';
import { db } from '@/db/client';
import { notices } from '@/db/schema/notices';

/** So many go out in one run; the next minute's takes on from there. */
const mostAtOnce = 200;

/** Ids of the notices whose time has come, the longest waiting first. */
export async function dueNotices(at: Date): Promise<string[]> {
  const rows = await db()
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.status, 'scheduled'), lte(notices.publishAt, at)))
    .orderBy(asc(notices.publishAt), asc(notices.id))
    .limit(mostAtOnce);
  return rows.map(({ id }) => id);
}
