import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { newId } from '@/lib/core/id';
import { emptyRow, type JoinRow } from '@/lib/groups/joining/rules/rows';
import { sealedPhone } from '@/lib/identity/people/commands/phones';

/** A row of the form as it would be typed; its key tells it from the others. */
export function typedRow(name: string, phone = '', more: Partial<JoinRow> = {}): JoinRow {
  return { ...emptyRow, key: `${name}${phone}`.slice(0, 20) || 'row', name, phone, ...more };
}

/** The same of somebody who was picked. */
export function pickedRow(person: { id: string; name: string }, more: Partial<JoinRow> = {}): JoinRow {
  return { ...emptyRow, key: person.id.slice(-12), personId: person.id, ...more };
}

/** What 李娟 would send. */
export function joinsOf(rows: JoinRow[], groups: { id: string }[], reason = '新到岗') {
  return { submissionId: newId(), rows, groupIds: groups.map(({ id }) => id), reason };
}

/** Puts a phone on file for somebody. */
export async function givePhone(personId: string, phone: string): Promise<void> {
  await db().update(people).set(sealedPhone(phone)).where(eq(people.id, personId));
}
