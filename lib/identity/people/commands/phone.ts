import { and, eq } from 'drizzle-orm';
import type * as z from 'zod';
import { people, secondaryPostings } from '@/db/schema/identity';
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
