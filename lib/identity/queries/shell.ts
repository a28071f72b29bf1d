import { and, eq, isNull, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { accounts } from '@/db/schema/identity';
import { street } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { countsOf } from '@/lib/inbox/queries';

interface ShellFacts {
  streetName: string;
  demo: boolean;
  unread: number;
  /** Whether `a` and `r` decide. */
  singleKeyDecisions: boolean;
  /** What the given sub-selects count, by their names. */
  counts: Readonly<Record<string, number>>;
}

/**
 * What stands around every page: the street, how many messages the actor has not read, how he decides, and what waits (`waiting`: a
 * scalar sub-select for each place). One statement, since every page sends it.
 */
export async function shellFacts(
  actor: Actor,
  waiting: Readonly<Record<string, SQL<number>>>,
): Promise<ShellFacts> {
  const mine = and(eq(notifications.personId, actor.personId ?? sql`null`), isNull(notifications.readAt));
  const [row] = await db()
    .select({
      streetName: street.name,
      demo: street.demonstration,
      unread: db().$count(notifications, mine),
      singleKeyDecisions: sql<boolean>`coalesce(${accounts.singleKeyDecisions}, false)`,
      counts: countsOf(waiting),
    })
    .from(street)
    .leftJoin(accounts, eq(accounts.id, actor.accountId ?? sql`null`));
  return row ?? { streetName: '', demo: false, unread: 0, singleKeyDecisions: false, counts: {} };
}
