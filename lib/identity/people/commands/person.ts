import { and, eq, isNull } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { people, roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { spelled } from '@/lib/core/pinyin';
import { within } from '@/lib/identity/roles/queries/period';
import { command } from '@/lib/workflow/command';
import type { createPersonInput, editPersonInput } from '../input';
import { mayManagePeople } from '../policy';
import { visiblePeople } from '../queries/scope';
import { maskPhone } from '../rules';
import { isOnFile, renumbered, sealedPhone, unlessPhoneTaken } from './phones';

const clause = '1.2';

/** The unit, held in use until this transaction ends; an archived one is refused at the form's `field`. */
export async function holdUnit(
  tx: Tx,
  id: string,
  field: 'unitId' | 'toUnitId' = 'unitId',
): Promise<{ id: string; name: string }> {
  const [unit] = await tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(eq(units.id, id), isNull(units.archivedAt)))
    .for('share');
  return unit ?? refuse('invalid', '请重新选择单位', { fields: { [field]: '没有这个单位，可能已停用' } });
}

/** Adds a person to a unit; his phone is kept encrypted. Refuses a phone that somebody in post has. */
export const createPerson = command(
  {
    name: 'person.create',
    clause,
    once: (input: z.output<typeof createPersonInput>) => input.submissionId,
  },
  async (tx, actor, { name, unitId, duty, affiliated, phone }) => {
    const grant = granted(mayManagePeople(actor));
    const unit = await holdUnit(tx, unitId);
    const id = newId();
    await unlessPhoneTaken(tx, actor, { id, phone }, (savepoint) =>
      savepoint.insert(people).values({
        id,
        name,
        ...spelled(name, 'person'),
        unitId,
        duty,
        affiliated,
        ...sealedPhone(phone),
        createdAt: now(),
      }),
    );
    await record(tx, actor, {
      action: 'person.create',
      entity: { type: 'person', id, label: name },
      grant,
      clause,
      after: { name, unit: unit.name, duty, affiliated, phone: phone ? maskPhone(phone) : null },
    });
    return { id };
  },
);

/** Locks somebody in post whom the actor may see. */
export async function lockPresent(tx: Tx, actor: Actor, id: string) {
  const [person] = await tx
    .select()
    .from(people)
    .where(and(eq(people.id, id), isNull(people.departedAt), visiblePeople(actor)))
    .for('update');
  return person ?? refuse('not_found', '没有找到这个人，可能已离任');
}

/** A head does not leave his unit behind: the role ends first. Said at the form's `field`. */
export async function refuseHeadOf(
  tx: Tx,
  person: { id: string; name: string; unitId: string },
  field: 'unitId' | 'personId',
): Promise<void> {
  const [head] = await tx
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, person.id),
        eq(roleAssignments.unitId, person.unitId),
        within(roleAssignments, { startsAt: now(), endsAt: null }),
      ),
    )
    .limit(1);
  if (!head) return;
  refuse('rule', `${person.name}还是原单位负责人，请先由系统管理员结束该角色`, {
    clause,
    fields: { [field]: '仍是原单位负责人，不能调出' },
  });
}

/** Changes a person's name, unit, duty, and his phone when one is given. */
export const editPerson = command(
  {
    name: 'person.edit',
    clause,
    entity: ({ id, name }: z.output<typeof editPersonInput>) => ({ type: 'person', id, label: name }),
  },
  async (tx, actor, { id, name, unitId, duty, phone }) => {
    const grant = granted(mayManagePeople(actor));
    const person = await lockPresent(tx, actor, id);
    if (unitId !== person.unitId) await refuseHeadOf(tx, person, 'unitId');
    const unit = await holdUnit(tx, unitId);
    const [home] = await tx.select({ name: units.name }).from(units).where(eq(units.id, person.unitId));
    await unlessPhoneTaken(tx, actor, { id, phone }, (savepoint) =>
      savepoint
        .update(people)
        .set({ name, ...spelled(name, 'person'), unitId, duty, ...(phone ? sealedPhone(phone) : {}) })
        .where(eq(people.id, id)),
    );
    const changed = phone !== '' && !isOnFile(person, phone);
    await record(tx, actor, {
      action: 'person.edit',
      entity: { type: 'person', id, label: name },
      grant,
      clause,
      before: {
        name: person.name,
        unit: home?.name,
        duty: person.duty,
        ...(changed ? { phone: person.phoneMasked } : {}),
      },
      after: {
        name,
        unit: unit.name,
        duty,
        ...(changed ? { phone: renumbered(person.phoneMasked, phone) } : {}),
      },
    });
    return { id };
  },
);
