import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import type { TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { sealedPhone } from '@/lib/identity/people/commands/phones';
import { peopleList } from '@/lib/identity/people/list';
import { listPeople } from '@/lib/identity/people/queries/list';

/** The phone of the n-th of `peopleWithPhones`. */
export const phoneOf = (n: number): string => `138${String(n).padStart(8, '0')}`;

/** So many people in one unit, each with a phone of his own. */
export async function peopleWithPhones(street: TestStreet, count: number): Promise<void> {
  await db()
    .insert(people)
    .values(
      Array.from({ length: count }, (_, n) => ({
        id: newId(),
        name: `员${n}`,
        pinyin: 'yuan',
        initials: 'y',
        unitId: street.units.heping.id,
        createdAt: now(),
        ...sealedPhone(phoneOf(n)),
      })),
    );
}

/** How many people the Office finds by a whole phone. */
export async function foundBy(street: TestStreet, phone: string): Promise<number> {
  return (await listPeople(street.office, parseList(peopleList, { q: phone }))).rows.length;
}
