import { and, eq, exists, gte, inArray, isNull, lte, or, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { people, secondaryPostings } from '@/db/schema/identity';
import type { Actor } from '@/lib/access/actor';
import { scopeOf } from '@/lib/access/may';
import type { PermissionName } from '@/lib/access/permissions';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';

/** Postings in force on the day. */
export function postedOn(day: string): SQL | undefined {
  return and(
    lte(secondaryPostings.startsOn, day),
    or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, day)),
  );
}

/** The WHERE of everything read about people: all, or those at home or posted in the actor's units. */
export function visiblePeople(actor: Actor, permission: PermissionName = 'people.view'): SQL | undefined {
  const { all, unitIds } = scopeOf(actor, permission);
  if (all) return undefined;
  if (!unitIds.length) return sql`false`;
  const posted = db()
    .select({ one: sql`1` })
    .from(secondaryPostings)
    .where(
      and(
        eq(secondaryPostings.personId, people.id),
        inArray(secondaryPostings.unitId, unitIds),
        postedOn(officeDay(now())),
      ),
    );
  return or(inArray(people.unitId, unitIds), exists(posted));
}
