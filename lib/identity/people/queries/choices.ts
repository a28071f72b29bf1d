import { and, asc, eq, isNull, ne, or } from 'drizzle-orm';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { searched } from './list';
import { visiblePeople } from './scope';

/** A person as a picker offers him. */
export interface PersonChoice {
  value: string;
  label: string;
  hint: string;
}

const most = 20;

/**
 * Colleagues in post whom a picker offers, by name, pinyin or initials; never by phone. Whoever may hand over a duty finds
 * every colleague; others find those they may see anyway. Outsiders and the actor himself are left out.
 */
export async function colleagueChoices(actor: Actor, q: string): Promise<PersonChoice[]> {
  const widely = mayAtAll(actor, 'delegation.own') || mayAtAll(actor, 'delegation.enter');
  if (/\d/.test(q)) return [];
  const rows = await db()
    .select({ id: people.id, name: people.name, duty: people.duty, unitName: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(
      and(
        isNull(people.departedAt),
        eq(people.affiliated, false),
        actor.personId ? ne(people.id, actor.personId) : undefined,
        widely ? undefined : or(visiblePeople(actor)),
        searched(q),
      ),
    )
    .orderBy(asc(units.sort), asc(people.pinyin), asc(people.id))
    .limit(most);
  return rows.map(({ id, name, duty, unitName }) => ({
    value: id,
    label: name,
    hint: duty ? `${unitName} ${duty}` : unitName,
  }));
}
