import { and, asc, eq, inArray, isNull, or } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { memberships, transfers } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { holdUnit, refuseHeadOf } from '@/lib/identity/people/commands/person';
import { visiblePeople } from '@/lib/identity/people/queries/scope';
import { command } from '@/lib/workflow/command';
import type { PlanTransfer } from '../input';
import { mayTransfer } from '../policy';
import { latestDay } from '../rules';
import { carryOut } from './carry-out';
import { type EnteredParts, enterParts, type Planned } from './parts';
import { tellPlanned } from './tell';

/**
 * 工作变动: leaves and joins in one act. From the stated day on the person belongs to the new unit; orders follow then, and joins are
 * decided by the Office meanwhile. A day that is today is carried out at once.
 */
export const planTransfer = command(
  {
    name: 'transfer.plan',
    clause: '2.3.1',
    once: (input: PlanTransfer) => input.submissionId,
    entity: ({ personId }) => ({ type: 'person', id: personId, label: '工作变动' }),
  },
  async (tx, actor, input) => {
    await holdGroups(tx, input);
    const planned = await insertTransfer(tx, actor, input);
    const parts = await enterParts(tx, actor, input, planned);
    await recordPlanned(tx, actor, input, planned, parts);
    await tellPlanned(tx, actor, input, planned, parts);
    const today = input.effectiveOn <= officeDay(now());
    if (today) await carryOut(tx, actor, planned.id);
    return { id: planned.id, carriedOut: today };
  },
);

/** Groups are held before people, as everywhere. */
async function holdGroups(tx: Tx, { personId, leaves, joins }: PlanTransfer): Promise<void> {
  const left = tx
    .select({ id: memberships.groupId })
    .from(memberships)
    .where(and(eq(memberships.personId, personId), inArray(memberships.id, leaves)));
  await tx
    .select({ id: groups.id })
    .from(groups)
    .where(or(inArray(groups.id, joins), inArray(groups.id, left)))
    .orderBy(asc(groups.id))
    .for('share');
}

/** Somebody in post whom the actor may move. */
async function lockPerson(tx: Tx, actor: Actor, id: string) {
  const [person] = await tx
    .select({ id: people.id, name: people.name, unitId: people.unitId, unitName: units.name })
    .from(people)
    .innerJoin(units, eq(units.id, people.unitId))
    .where(and(eq(people.id, id), isNull(people.departedAt), visiblePeople(actor, 'membership.submit')))
    .for('update', { of: people });
  const fields = { personId: '请重新选择人员' };
  return person ?? refuse('not_found', '没有找到这个人，可能已离任', { fields });
}

async function insertTransfer(tx: Tx, actor: Actor, input: PlanTransfer): Promise<Planned> {
  const { personId, toUnitId, duty, effectiveOn, reason } = input;
  const person = await lockPerson(tx, actor, personId);
  const grant = granted(mayTransfer(actor, person.unitId));
  if (toUnitId === person.unitId)
    refuse('rule', '新单位与现单位相同', { fields: { toUnitId: '请选择调往的单位' } });
  if (effectiveOn < officeDay(now()))
    refuse('rule', '生效日期已过', { fields: { effectiveOn: '请选择今天或以后的日期' } });
  if (effectiveOn > latestDay(now()))
    refuse('rule', '生效日期太远', { fields: { effectiveOn: '最晚为一年以后的今天，请改选日期' } });
  await refuseHeadOf(tx, person, 'personId');
  const to = await holdUnit(tx, toUnitId, 'toUnitId');
  const by = actor.personId ?? refuse('session', '请先登录');
  const at = now();
  const [row] = await tx
    .insert(transfers)
    .values({
      id: newId(),
      personId,
      fromUnitId: person.unitId,
      toUnitId,
      duty,
      effectiveOn,
      reason,
      status: 'planned',
      statusAt: at,
      statusBy: by,
      statusByName: actor.name,
      submittedBy: by,
      submittedFor: grant.onBehalfOf?.id ?? null,
      submittedAt: at,
    })
    .onConflictDoNothing()
    .returning({ id: transfers.id });
  if (!row)
    refuse('rule', `${person.name}已有待生效的工作变动，请先取消`, {
      fields: { personId: '已有待生效的工作变动' },
    });
  return { id: row.id, personName: person.name, fromUnit: person.unitName, toUnit: to.name, grant };
}

async function recordPlanned(
  tx: Tx,
  actor: Actor,
  { effectiveOn, duty, reason }: PlanTransfer,
  { id, personName, fromUnit, toUnit, grant }: Planned,
  { leaves, joins }: EnteredParts,
): Promise<void> {
  await record(tx, actor, {
    action: 'transfer.plan',
    entity: { type: 'transfer', id, label: personName },
    grant,
    clause: '2.3.1',
    reason,
    before: { unit: fromUnit },
    after: { unit: toUnit, duty, effectiveOn, leaves: leaves.length, joins: joins.length },
  });
}
