import { and, asc, eq, gte, isNull, lte, or, sql } from 'drizzle-orm';
import { db, type Reader } from '@/db/client';
import { people, secondaryPostings } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { now } from '@/lib/core/clock';
import { officeDay } from '@/lib/core/time';

/** The units in whose name the actor writes: his home, then those he is posted to as well (3.2.3). */
export async function unitsToSignFor(
  actor: Actor,
  on: Reader = db(),
): Promise<{ id: string; name: string }[]> {
  if (!actor.personId) return [];
  const today = officeDay(now());
  const posted = sql`exists (select 1 from ${secondaryPostings} where ${and(
    eq(secondaryPostings.personId, people.id),
    eq(secondaryPostings.unitId, units.id),
    lte(secondaryPostings.startsOn, today),
    or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, today)),
  )})`;
  return on
    .select({ id: units.id, name: units.name })
    .from(people)
    .innerJoin(units, or(eq(units.id, people.unitId), posted))
    .where(and(eq(people.id, actor.personId), isNull(units.archivedAt)))
    .orderBy(sql`${units.id} <> ${people.unitId}`, asc(units.name));
}
