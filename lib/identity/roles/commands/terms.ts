import { and, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { type AssignedRole, delegations, people, roleAssignments } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { clashingRole, roles } from '@/lib/access/roles';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { formatShort } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { type Period, within } from '../queries/period';

/** What a role is held over: the unit of a head, the group of a group administrator, else nothing. */
export interface RoleScope {
  type: 'unit' | 'group';
  id: string;
  name: string;
}

export interface NewRole {
  personId: string;
  role: AssignedRole;
  scope: RoleScope | null;
  startsAt: Date;
  /** Null: until further notice. */
  endsAt: Date | null;
  reason: string;
  /** The grant by which the actor may do this; the caller has asked. */
  grant: Grant;
  clause?: string;
}

/** Locks the person: whatever changes somebody's roles waits here, so that two changes see each other. */
export async function lockPerson(tx: Tx, id: string) {
  const [person] = await tx
    .select({
      id: people.id,
      name: people.name,
      affiliated: people.affiliated,
      departedAt: people.departedAt,
    })
    .from(people)
    .where(eq(people.id, id))
    .for('update');
  return person ?? refuse('not_found', '没有找到这个人');
}

/** Roles the person has during the period, by assignment or handed to him by delegation. */
export async function rolesDuring(tx: Tx, personId: string, period: Period): Promise<AssignedRole[]> {
  const own = await tx
    .select({ role: roleAssignments.role })
    .from(roleAssignments)
    .where(and(eq(roleAssignments.personId, personId), within(roleAssignments, period)));
  const handed = await tx
    .select({ role: delegations.role })
    .from(delegations)
    .where(
      and(eq(delegations.toPersonId, personId), isNull(delegations.endedAt), within(delegations, period)),
    );
  return [...own, ...handed].map((row) => row.role);
}

/** `部门/社区负责人（和平社区）` */
function roleTitle(role: AssignedRole, scopeName?: string | null): string {
  return scopeName ? `${roles[role]}（${scopeName}）` : roles[role];
}

const sameScope = (scope: RoleScope | null): SQL => {
  if (!scope) return sql`true`;
  return scope.type === 'unit' ? eq(roleAssignments.unitId, scope.id) : eq(roleAssignments.groupId, scope.id);
};

async function refuseSecond(tx: Tx, name: string, wanted: NewRole): Promise<void> {
  const [same] = await tx
    .select({ startsAt: roleAssignments.startsAt })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, wanted.personId),
        eq(roleAssignments.role, wanted.role),
        sameScope(wanted.scope),
        within(roleAssignments, wanted),
      ),
    )
    .limit(1);
  if (same) {
    const title = roleTitle(wanted.role, wanted.scope?.name);
    refuse('conflict', `${name}在此期间已是${title}（自 ${formatShort(same.startsAt)} 起），不必重复指派`);
  }
}

/**
 * Gives a person a role for a period, in the caller's transaction: locks the person, audits, and tells him.
 * Refuses outsiders and the departed, a role he already has then, and a pair that 三员分立 keeps apart.
 * @returns the assignment's id.
 */
export async function openRole(tx: Tx, actor: Actor, wanted: NewRole): Promise<string> {
  const person = await lockPerson(tx, wanted.personId);
  if (person.departedAt) refuse('rule', `${person.name}已离任，不能指派角色`);
  if (person.affiliated) refuse('rule', `${person.name}是外部人员，不能担任角色`);
  await refuseSecond(tx, person.name, wanted);
  const clash = clashingRole(await rolesDuring(tx, person.id, wanted), wanted.role);
  if (clash) {
    refuse('rule', `三员分立：${person.name}是${roles[clash]}，不能同时担任${roles[wanted.role]}`, {
      fields: { role: `与「${roles[clash]}」不能由同一人担任` },
    });
  }
  const id = newId();
  const { role, scope, startsAt, endsAt, reason } = wanted;
  await tx.insert(roleAssignments).values({
    id,
    personId: person.id,
    role,
    unitId: scope?.type === 'unit' ? scope.id : null,
    groupId: scope?.type === 'group' ? scope.id : null,
    startsAt,
    endsAt,
    reason,
  });
  const title = roleTitle(role, scope?.name);
  await record(tx, actor, {
    action: 'role.assign',
    entity: { type: 'person', id: person.id, label: person.name },
    grant: wanted.grant,
    clause: wanted.clause,
    reason,
    after: { role: title, startsAt, endsAt },
  });
  await notify(tx, [
    { personId: person.id, kind: 'account', title: `您已担任${title}`, detail: reason, href: '/me' },
  ]);
  return id;
}

export interface HeldRole extends Period {
  id: string;
  personId: string;
  personName: string;
  role: AssignedRole;
  scopeName: string | null;
}

export interface Ending {
  /** From then on the role gives nothing. */
  at: Date;
  reason: string;
  grant: Grant;
  clause?: string;
  /** Left out when the person need not be told: he is leaving. */
  tell?: boolean;
}

/** Ends roles that the caller has locked their holders for; a role not begun yet ends where it would begin. */
export async function closeRoles(
  tx: Tx,
  actor: Actor,
  held: readonly HeldRole[],
  { at, reason, grant, clause, tell = true }: Ending,
): Promise<void> {
  if (!held.length) return;
  await tx
    .update(roleAssignments)
    .set({ endsAt: sql`greatest(${sql.param(at, roleAssignments.endsAt)}, ${roleAssignments.startsAt})` })
    .where(
      inArray(
        roleAssignments.id,
        held.map((role) => role.id),
      ),
    );
  await record(
    tx,
    actor,
    ...held.map((role) => ({
      action: 'role.end',
      entity: { type: 'person', id: role.personId, label: role.personName },
      grant,
      clause,
      reason,
      before: { role: roleTitle(role.role, role.scopeName), endsAt: role.endsAt },
      after: { endsAt: at },
    })),
  );
  if (!tell) return;
  const until = at <= now() ? '已结束' : `将于 ${formatShort(at)} 结束`;
  await notify(
    tx,
    held.map((role) => ({
      personId: role.personId,
      kind: 'account' as const,
      title: `您的${roleTitle(role.role, role.scopeName)}角色${until}`,
      detail: reason,
      href: '/me',
    })),
  );
}
