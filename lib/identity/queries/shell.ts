import { and, eq, isNull, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { notifications } from '@/db/schema/house';
import { street } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';

/** What stands around every page: the street, and how many messages the actor has not read. One statement. */
export async function shellFacts(
  actor: Actor,
): Promise<{ streetName: string; demo: boolean; unread: number }> {
  const mine = and(eq(notifications.personId, actor.personId ?? sql`null`), isNull(notifications.readAt));
  const [row] = await db()
    .select({
      streetName: street.name,
      demo: street.demonstration,
      unread: db().$count(notifications, mine),
    })
    .from(street);
  return row ?? { streetName: '', demo: false, unread: 0 };
}
