import { and, eq, gt, isNull, ne, or } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { leaderUnits, people, roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { type Notification, notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import type { endChargeInput, setPrimaryLeaderInput, takeChargeInput } from '../input';
import { mayAssignRoles } from '../policy';
import { inForce } from '../queries/period';
import { lockSingle } from './last-admin';
import { lockPerson } from './terms';

const open = (at: Date) => or(isNull(leaderUnits.endsAt), gt(leaderUnits.endsAt, at));

const told = (personId: string, title: string, detail: string): Notification => ({
  personId,
  kind: 'account',
  title,
  detail,
  href: '/me',
});

interface Closing {
  /** From then on the units are in his charge no more. */
  at: Date;
  reason: string;
  grant: Grant;
  clause?: string;
}

/** Ends all units in a leader's charge from a moment on, and records each. The caller tells him of the role they hung on. */
export async function closeCharge(
  tx: Tx,
  actor: Actor,
  leader: { id: string; name: string },
  { at, reason, grant, clause }: Closing,
): Promise<void> {
  const closed = await tx
    .update(leaderUnits)
    .set({ endsAt: at })
    .from(units)
    .where(and(eq(leaderUnits.leaderId, leader.id), eq(units.id, leaderUnits.unitId), open(at)))
    .returning({ unitId: units.id, unit: units.name });
  await record(
    tx,
    actor,
    ...closed.map(({ unitId, unit }) => ({
      action: 'leader.end_charge',
      entity: { type: 'unit', id: unitId, label: unit },
      grant,
      clause,
      reason,
      before: { leader: leader.name },
      after: { leader: null, endsAt: at },
    })),
  );
}

/** The person's leader role in force. */
async function leaderRole(tx: Tx, person: { id: string; name: string }): Promise<string> {
  const [role] = await tx
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, person.id),
        eq(roleAssignments.role, 'leader'),
        inForce(roleAssignments, now()),
      ),
    )
    .limit(1);
  return role?.id ?? refuse('rule', `${person.name}现在不是街道领导，请先指派该角色`);
}

/** Locks the unit: two leaders taking it over at once see each other. */
async function lockUnit(tx: Tx, id: string): Promise<{ id: string; name: string }> {
  const [unit] = await tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(eq(units.id, id), isNull(units.archivedAt)))
    .for('no key update');
  return unit ?? refuse('invalid', '请重新选择单位', { fields: { unitId: '没有这个单位，可能已停用' } });
}

async function inCharge(tx: Tx, unitId: string, at: Date) {
  const [former] = await tx
    .select({ id: leaderUnits.id, leaderId: people.id, name: people.name })
    .from(leaderUnits)
    .innerJoin(people, eq(people.id, leaderUnits.leaderId))
    .where(and(eq(leaderUnits.unitId, unitId), open(at)));
  return former;
}

/** Puts a unit in a leader's charge; whoever was in charge of it ceases to be. */
export const takeCharge = command(
  {
    name: 'leader.take_charge',
    once: (input: z.output<typeof takeChargeInput>) => input.submissionId,
    entity: ({ leaderId }) => ({ type: 'person', id: leaderId, label: '分管单位' }),
  },
  async (tx, actor, { leaderId, unitId, reason }) => {
    const grant = granted(mayAssignRoles(actor, { id: leaderId }));
    const leader = await lockPerson(tx, leaderId);
    await leaderRole(tx, leader);
    const unit = await lockUnit(tx, unitId);
    const at = now();
    const former = await inCharge(tx, unitId, at);
    if (former?.leaderId === leaderId)
      refuse('conflict', `${unit.name}已由${leader.name}分管`, { fields: { unitId: '已在分管' } });
    if (former) await tx.update(leaderUnits).set({ endsAt: at }).where(eq(leaderUnits.id, former.id));
    await tx.insert(leaderUnits).values({ id: newId(), leaderId, unitId, startsAt: at });
    await record(tx, actor, {
      action: 'leader.take_charge',
      entity: { type: 'unit', id: unit.id, label: unit.name },
      grant,
      reason,
      before: { leader: former?.name ?? null },
      after: { leader: leader.name },
    });
    await notify(tx, [
      told(leaderId, `${unit.name}由您分管`, reason),
      ...(former ? [told(former.leaderId, `${unit.name}改由${leader.name}分管`, reason)] : []),
    ]);
    return { former: former?.name ?? null };
  },
);

/** Takes a unit out of a leader's charge; its matters go to 主要领导 until somebody takes it over. */
export const endCharge = command(
  {
    name: 'leader.end_charge',
    entity: ({ leaderId }: z.output<typeof endChargeInput>) => ({
      type: 'person',
      id: leaderId,
      label: '分管单位',
    }),
  },
  async (tx, actor, { leaderId, unitId, reason }) => {
    const grant = granted(mayAssignRoles(actor, { id: leaderId }));
    const leader = await lockPerson(tx, leaderId);
    const unit = await lockUnit(tx, unitId);
    const at = now();
    const current = await inCharge(tx, unitId, at);
    if (current?.leaderId !== leaderId) return refuse('conflict', `${unit.name}已不由${leader.name}分管`);
    await tx.update(leaderUnits).set({ endsAt: at }).where(eq(leaderUnits.id, current.id));
    await record(tx, actor, {
      action: 'leader.end_charge',
      entity: { type: 'unit', id: unit.id, label: unit.name },
      grant,
      reason,
      before: { leader: leader.name },
      after: { leader: null },
    });
    await notify(tx, [told(leaderId, `${unit.name}不再由您分管`, reason)]);
    return { id: unitId };
  },
);

/** Marks a leader as 主要领导 in place of whoever was. */
export const setPrimaryLeader = command(
  {
    name: 'leader.set_primary',
    entity: ({ personId }: z.output<typeof setPrimaryLeaderInput>) => ({
      type: 'person',
      id: personId,
      label: '主要领导',
    }),
  },
  async (tx, actor, { personId, reason }) => {
    const grant = granted(mayAssignRoles(actor, { id: personId }));
    await lockSingle(tx, 'primary_leader');
    const person = await lockPerson(tx, personId);
    const id = await leaderRole(tx, person);
    const former = await tx
      .update(roleAssignments)
      .set({ primaryLeader: false })
      .from(people)
      .where(
        and(
          eq(people.id, roleAssignments.personId),
          eq(roleAssignments.primaryLeader, true),
          ne(roleAssignments.id, id),
          or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, now())),
        ),
      )
      .returning({ personId: people.id, name: people.name });
    await tx.update(roleAssignments).set({ primaryLeader: true }).where(eq(roleAssignments.id, id));
    await record(tx, actor, {
      action: 'leader.set_primary',
      entity: { type: 'person', id: person.id, label: person.name },
      grant,
      reason,
      before: { primary: former[0]?.name ?? null },
      after: { primary: person.name },
    });
    await notify(tx, [
      told(person.id, '您已任主要领导', reason),
      ...former.map((one) => told(one.personId, `主要领导改由${person.name}担任`, reason)),
    ]);
    return { former: former[0]?.name ?? null };
  },
);
