import type { Tx } from '@/db/client';
import { people } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { spelled } from '@/lib/core/pinyin';
import { mapInTurns } from '@/lib/core/turns';
import { sealedPhone } from '@/lib/identity/people/commands/phones';
import { maskPhone } from '@/lib/identity/people/rules';
import type { JudgedUnit, NewPerson } from '../rules/judge';

/** Somebody to be added, with the unit that is his home from now on and the grant that allows asking for him. */
export interface Addition {
  person: NewPerson;
  unit: JudgedUnit;
  grant: Grant;
}

/**
 * Adds people to the register with the requests that bring them in, at most 1,000; none has an account. The caller holds their phones
 * and units.
 * @returns their ids, in order
 */
export async function addPeople(
  tx: Tx,
  actor: Actor,
  additions: readonly Addition[],
  why = '随入群申请登记',
): Promise<string[]> {
  const at = now();
  const rows = await mapInTurns(additions, ({ person: { name, phone, duty, affiliated }, unit }) => ({
    id: newId(),
    name,
    ...spelled(name, 'person'),
    unitId: unit.id,
    duty,
    affiliated,
    ...sealedPhone(phone),
    createdAt: at,
  }));
  const entries = additions.map(({ person, unit, grant }, index) => ({
    action: 'person.create',
    entity: { type: 'person', id: rows[index]?.id ?? '', label: person.name },
    grant,
    clause: '2.1.1',
    reason: why,
    after: {
      name: person.name,
      unit: unit.name,
      duty: person.duty,
      affiliated: person.affiliated,
      phone: person.phone ? maskPhone(person.phone) : null,
    },
  }));
  if (rows.length) await tx.insert(people).values(rows);
  await record(tx, actor, ...entries);
  return rows.map(({ id }) => id);
}
