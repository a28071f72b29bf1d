import { and, eq, gt, isNull, or } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { roleAssignments } from '@/db/schema/identity';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { closeDelegationsFrom } from '@/lib/identity/delegations/commands/close';
import { command } from '@/lib/workflow/command';
import { type assignRoleInput, type endRoleInput, isAssignable } from '../input';
import { mayAssignRoles } from '../policy';
import { inForce } from '../queries/period';
import { beginning, endOf } from '../rules';
import { closeCharge } from './charge';
import { keepOneSystemAdmin } from './last-admin';
import { closeRoles, type Ending, type HeldRole, lockPerson, openRole, type RoleScope } from './terms';

async function unitScope(tx: Tx, unitId: string): Promise<RoleScope> {
  const [unit] = await tx
    .select({ id: units.id, name: units.name })
    .from(units)
    .where(and(eq(units.id, unitId), isNull(units.archivedAt)))
    .for('share');
  if (!unit) return refuse('invalid', '请重新选择单位', { fields: { unitId: '没有这个单位，可能已停用' } });
  return { type: 'unit', ...unit };
}

/** Gives a person a role from a day on. Refused for oneself, outsiders, the departed, and against 三员分立. */
export const assignRole = command(
  {
    name: 'role.assign',
    once: (input: z.output<typeof assignRoleInput>) => input.submissionId,
    entity: ({ personId }) => ({ type: 'person', id: personId, label: '角色' }),
  },
  async (tx, actor, { personId, role, unitId, startsOn, lastDay, reason }) => {
    const grant = granted(mayAssignRoles(actor, { id: personId }));
    const at = now();
    if (startsOn < officeDay(at))
      refuse('invalid', '开始日期不能早于今天', { fields: { startsOn: '不能早于今天' } });
    // The person first, then the unit, as every command locks them, or two of them wait for each other.
    await lockPerson(tx, personId);
    const id = await openRole(tx, actor, {
      personId,
      role,
      scope: role === 'unit_head' ? await unitScope(tx, unitId) : null,
      startsAt: beginning(startsOn, at),
      endsAt: lastDay ? endOf(lastDay) : null,
      reason,
      grant,
    });
    return { id };
  },
);

async function heldRole(tx: Tx, id: string, person: { id: string; name: string }): Promise<HeldRole> {
  const [held] = await tx
    .select({
      id: roleAssignments.id,
      role: roleAssignments.role,
      startsAt: roleAssignments.startsAt,
      endsAt: roleAssignments.endsAt,
      scopeName: units.name,
    })
    .from(roleAssignments)
    .leftJoin(units, eq(units.id, roleAssignments.unitId))
    .where(
      and(
        eq(roleAssignments.id, id),
        eq(roleAssignments.personId, person.id),
        or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, now())),
      ),
    );
  if (!held) return refuse('conflict', '该角色已结束');
  if (!isAssignable(held.role))
    return refuse('forbidden', '群管理员由街道办公室在该群页面指定和更换', { clause: '2.2.1a' });
  return { ...held, personId: person.id, personName: person.name };
}

function endingOf(held: HeldRole, lastDay: string, at: Date): Date {
  if (!lastDay) return at;
  const end = endOf(lastDay);
  if (end <= at) refuse('invalid', '截止日期不能早于今天', { fields: { lastDay: '不能早于今天' } });
  if (held.endsAt && end > held.endsAt)
    refuse('invalid', '该角色的期限不能延长，请另行指派', { fields: { lastDay: '晚于原定截止日期' } });
  return end;
}

/** What hangs on a role ends with its last one: units in charge, and duties handed to others; each recorded. */
async function endDependents(tx: Tx, actor: Actor, held: HeldRole, ending: Ending): Promise<void> {
  const { at } = ending;
  const [other] = await tx
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, held.personId),
        eq(roleAssignments.role, held.role),
        inForce(roleAssignments, at),
      ),
    )
    .limit(1);
  if (other) return;
  if (held.role === 'leader')
    await closeCharge(tx, actor, { id: held.personId, name: held.personName }, ending);
  if ((held.role === 'leader' || held.role === 'unit_head') && at <= now()) {
    await closeDelegationsFrom(tx, actor, { personId: held.personId, role: held.role }, ending);
  }
}

/**
 * Ends a role at once or with a last day, and what hangs on it. The last system administrator stays; group administrators
 * are the Office's to take back, which keeps every group its last one.
 */
export const endRole = command(
  {
    name: 'role.end',
    entity: ({ personId }: z.output<typeof endRoleInput>) => ({
      type: 'person',
      id: personId,
      label: '角色',
    }),
  },
  async (tx, actor, { id, personId, lastDay, reason }) => {
    const grant = granted(mayAssignRoles(actor, { id: personId }));
    const person = await lockPerson(tx, personId);
    const held = await heldRole(tx, id, person);
    const at = endingOf(held, lastDay, now());
    if (held.role === 'system_admin') await keepOneSystemAdmin(tx, person, at);
    const ending = { at, reason, grant };
    await closeRoles(tx, actor, [held], ending);
    await endDependents(tx, actor, held, ending);
    return { id };
  },
);
