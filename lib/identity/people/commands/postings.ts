import { and, eq, gte, isNull, lte, ne, or } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { secondaryPostings } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { command } from '@/lib/workflow/command';
import type { addPostingInput, endPostingInput } from '../input';
import { mayManagePeople } from '../policy';
import { holdUnit, lockPresent } from './person';

const clause = '1.2';

interface Posting {
  id: string;
  personId: string;
  unitId: string;
  startsOn: string;
  endsOn: string | null;
}

/** One posting per person, unit and day; says so at the field that makes it two. */
async function refuseOverlap(tx: Tx, posting: Posting, field: 'unitId' | 'endsOn'): Promise<void> {
  const { id, personId, unitId, startsOn, endsOn } = posting;
  const [other] = await tx
    .select({ startsOn: secondaryPostings.startsOn })
    .from(secondaryPostings)
    .where(
      and(
        eq(secondaryPostings.personId, personId),
        eq(secondaryPostings.unitId, unitId),
        ne(secondaryPostings.id, id),
        or(isNull(secondaryPostings.endsOn), gte(secondaryPostings.endsOn, startsOn)),
        endsOn ? lte(secondaryPostings.startsOn, endsOn) : undefined,
      ),
    )
    .limit(1);
  if (other) {
    const message = `自 ${other.startsOn} 起已在该单位兼职`;
    refuse('conflict', message, { fields: { [field]: message } });
  }
}

/** Posts a person to a second unit for a period of days. */
export const addPosting = command(
  {
    name: 'person.post',
    clause,
    once: (input: z.output<typeof addPostingInput>) => input.submissionId,
  },
  async (tx, actor, { personId, unitId, startsOn, endsOn }) => {
    const grant = granted(mayManagePeople(actor));
    const person = await lockPresent(tx, actor, personId);
    const unit = await holdUnit(tx, unitId);
    if (unitId === person.unitId)
      refuse('invalid', '所在单位不必兼职', { fields: { unitId: '这是他的所在单位，请选择其他单位' } });
    const posting = { id: newId(), personId, unitId, startsOn, endsOn: endsOn || null };
    await refuseOverlap(tx, posting, 'unitId');
    await tx.insert(secondaryPostings).values(posting);
    await record(tx, actor, {
      action: 'person.post',
      entity: { type: 'person', id: personId, label: person.name },
      grant,
      clause,
      after: { unit: unit.name, startsOn, endsOn: posting.endsOn },
    });
    return { id: posting.id };
  },
);

/** Sets the last day of a posting. */
export const endPosting = command(
  {
    name: 'person.end_posting',
    clause,
    entity: ({ personId }: z.output<typeof endPostingInput>) => ({
      type: 'person',
      id: personId,
      label: '兼职',
    }),
  },
  async (tx, actor, { id, personId, endsOn }) => {
    const grant = granted(mayManagePeople(actor));
    const person = await lockPresent(tx, actor, personId);
    const [posting] = await tx
      .select({
        startsOn: secondaryPostings.startsOn,
        endsOn: secondaryPostings.endsOn,
        unitId: units.id,
        unit: units.name,
      })
      .from(secondaryPostings)
      .innerJoin(units, eq(units.id, secondaryPostings.unitId))
      .where(and(eq(secondaryPostings.id, id), eq(secondaryPostings.personId, personId)));
    if (!posting) return refuse('not_found', '没有找到这项兼职');
    if (endsOn < posting.startsOn)
      refuse('invalid', '结束日期不能早于开始日期', { fields: { endsOn: `不能早于 ${posting.startsOn}` } });
    const { unitId, startsOn } = posting;
    await refuseOverlap(tx, { id, personId, unitId, startsOn, endsOn }, 'endsOn');
    await tx.update(secondaryPostings).set({ endsOn }).where(eq(secondaryPostings.id, id));
    await record(tx, actor, {
      action: 'person.end_posting',
      entity: { type: 'person', id: personId, label: person.name },
      grant,
      clause,
      before: { unit: posting.unit, endsOn: posting.endsOn },
      after: { unit: posting.unit, endsOn },
    });
    return { id };
  },
);
