import { and, eq, isNull } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { people, secondaryPostings } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { decrypt } from '@/lib/core/crypto';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import type { revealPhoneInput } from '../input';
import { mayRevealPhone } from '../policy';
import { postedOn, visiblePeople } from '../queries/scope';
import { isOnFile, renumbered, sealedPhone, unlessPhoneTaken } from './phones';

/** Somebody in post, whom the caller may reach by what he is about to do, held for a change of his phone. */
export async function lockPhone(tx: Tx, id: string) {
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, id), isNull(people.departedAt)))
    .for('update');
  return person ?? refuse('not_found', '没有找到这个人，可能已离任');
}

/**
 * Puts the right number in the place of a wrong one, or of none. Refuses the number that is on file, and one that somebody else in post
 * has. @returns both as they may be shown, the former null when there was none
 */
export async function putRight(
  tx: Tx,
  actor: Actor,
  person: Awaited<ReturnType<typeof lockPhone>>,
  { phone, grant, reason }: { phone: string; grant: Grant; reason: string },
): Promise<{ before: string | null; after: string }> {
  if (isOnFile(person, phone)) {
    const message = '与登记的手机号相同，请向本人核对后再填';
    refuse('invalid', message, { fields: { phone: message } });
  }
  await unlessPhoneTaken(tx, actor, { id: person.id, phone }, (savepoint) =>
    savepoint.update(people).set(sealedPhone(phone)).where(eq(people.id, person.id)),
  );
  const after = renumbered(person.phoneMasked, phone);
  await record(tx, actor, {
    action: 'person.edit',
    entity: { type: 'person', id: person.id, label: person.name },
    grant,
    clause: '1.2',
    reason,
    before: { phone: person.phoneMasked },
    after: { phone: after },
  });
  return { before: person.phoneMasked, after };
}

/** Shows a whole phone number, once; that it was shown, and to whom, is kept. */
export const revealPhone = command(
  {
    name: 'person.reveal_phone',
    clause: '1.3.3',
    entity: ({ id }: z.output<typeof revealPhoneInput>) => ({ type: 'person', id, label: '手机号' }),
  },
  async (tx, actor, { id }) => {
    const [person] = await tx
      .select({
        id: people.id,
        name: people.name,
        unitId: people.unitId,
        cipher: people.phoneCipher,
        masked: people.phoneMasked,
      })
      .from(people)
      .where(and(eq(people.id, id), visiblePeople(actor)));
    if (!person) return refuse('not_found', '没有找到这个人');
    const posted = await tx
      .select({ unitId: secondaryPostings.unitId })
      .from(secondaryPostings)
      .where(and(eq(secondaryPostings.personId, id), postedOn(officeDay(now()))));
    const postedUnitIds = posted.map((posting) => posting.unitId);
    const grant = granted(mayRevealPhone(actor, { ...person, postedUnitIds }));
    if (!person.cipher) return refuse('rule', `${person.name}没有登记手机号`);
    await record(tx, actor, {
      action: 'person.reveal_phone',
      entity: { type: 'person', id, label: person.name },
      grant,
      clause: '1.3.3',
      after: { phone: person.masked },
    });
    return { phone: decrypt(person.cipher) };
  },
);
