import { and, eq, gt, isNull, or } from 'drizzle-orm';
import { db } from '@/db/client';
import { accounts, delegations, people, roleAssignments } from '@/db/schema/identity';
import { memberships, workOrders } from '@/db/schema/membership';
import { uploaded } from '@/db/testing/written';
import type { Actor } from '@/lib/access/actor';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { addAdministrator } from '@/lib/groups/commands/administrators';
import { archiveGroup, restoreGroup } from '@/lib/groups/commands/archive';
import { departPerson } from '@/lib/groups/departing/commands';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { fileLeave } from '@/lib/groups/leaving/commands/file';
import { delegateOwn } from '@/lib/identity/delegations/commands/delegate';
import { endDelegation } from '@/lib/identity/delegations/commands/end';
import { assignRole, endRole } from '@/lib/identity/roles/commands/assignments';
import { setPrimaryLeader, takeCharge } from '@/lib/identity/roles/commands/charge';
import { actorAt } from '../model/stage';
import type { StreetAct, WorldAct } from './acts';
import type { Facts } from './facts';

const reason = '工作需要';

type Named<Name extends StreetAct['act']> = Extract<StreetAct, { act: Name }>;

async function roleId({ person, role, scope }: Named<'endRole' | 'giveRole'>, at: Date): Promise<string> {
  const held = and(eq(roleAssignments.personId, person), eq(roleAssignments.role, role));
  const inForce = or(isNull(roleAssignments.endsAt), gt(roleAssignments.endsAt, at));
  const of = role === 'unit_head' ? eq(roleAssignments.unitId, scope) : undefined;
  const [row] = await db()
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .where(and(held, inForce, of));
  return row?.id ?? newId();
}

async function membershipId({ person, group }: Named<'leave'>): Promise<string> {
  const theirs = and(
    eq(memberships.personId, person),
    eq(memberships.groupId, group),
    isNull(memberships.until),
  );
  const [row] = await db().select({ id: memberships.id }).from(memberships).where(theirs);
  return row?.id ?? newId();
}

async function delegationId(place: number): Promise<string> {
  const rows = await db().select({ id: delegations.id }).from(delegations).orderBy(delegations.id);
  return rows[place]?.id ?? newId();
}

/** Orders to take people out are done at once: what becomes of them is the other model's question. */
async function removed(facts: Facts, result: Result<unknown>): Promise<Result<unknown>> {
  const open = await db()
    .select({ id: workOrders.id, version: workOrders.version })
    .from(workOrders)
    .where(and(eq(workOrders.kind, 'remove'), eq(workOrders.status, 'open')));
  const [officer] = [...facts.people].find(([, { office, account }]) => office && account) ?? [];
  const actor = officer && open.length ? await actorAt(officer, new Date(facts.at)) : null;
  return actor && result.ok ? completeOrders(actor, { orders: open, handledAt: undefined }) : result;
}

/** Does what changes who is what, with the product's own command. */
export async function onStreet(actor: Actor, facts: Facts, act: StreetAct): Promise<Result<unknown>> {
  const at = new Date(facts.at);
  const submissionId = newId();
  switch (act.act) {
    case 'leave': {
      const form = { submissionId, membershipIds: [await membershipId(act)], reason };
      return removed(facts, await fileLeave(actor, form));
    }
    case 'depart':
      return removed(facts, await departPerson(actor, { id: act.person, reason }));
    case 'giveRole': {
      const { person: personId, role, scope: unitId } = act;
      const role_ = { submissionId, personId, role, unitId, startsOn: officeDay(at), lastDay: '', reason };
      return assignRole(actor, role_);
    }
    case 'endRole':
      return endRole(actor, { id: await roleId(act, at), personId: act.person, lastDay: '', reason });
    case 'takeCharge':
      return takeCharge(actor, { submissionId, leaderId: act.person, unitId: act.unit, reason });
    case 'setPrimary':
      return setPrimaryLeader(actor, { personId: act.person, reason });
    case 'addAdmin':
      return addAdministrator(actor, { groupId: act.group, personId: act.person });
    case 'delegate': {
      const lastDay = officeDay(new Date(facts.at + (act.days - 1) * 86_400_000));
      const { to: toPersonId, role } = act;
      return delegateOwn(actor, { submissionId, toPersonId, role, startsOn: officeDay(at), lastDay, reason });
    }
    case 'endDelegation':
      return endDelegation(actor, { id: await delegationId(act.delegation) });
    case 'archive':
      return archiveGroup(actor, { id: act.group, reason });
    case 'restore':
      return restoreGroup(actor, { id: act.group, reason });
  }
}

/** Members as a done request leaves them. */
export async function enrol(personId: string, unitId: string, groupIds: readonly string[], since: Date) {
  const standing = { nickname: '成员', nicknameState: 'to_set', origin: 'baseline' } as const;
  await db()
    .insert(memberships)
    .values(groupIds.map((groupId) => ({ id: newId(), personId, unitId, groupId, ...standing, since })));
}

/** Somebody new, who signs in and is in every group. */
async function arrive(facts: Facts, { name, unit: unitId }: Extract<WorldAct, { act: 'arrive' }>) {
  const [id, createdAt] = [newId(), new Date(facts.at)];
  await db().insert(people).values({ id, name, pinyin: id, initials: id, unitId, createdAt });
  await db()
    .insert(accounts)
    .values({ id: newId(), personId: id, username: `user-${id}`, createdAt });
  await enrol(id, unitId, [...facts.groups.keys()], createdAt);
  return id;
}

/** Leaves what another part of the product would; gives the id of what came into being. */
export async function appear(
  facts: Facts,
  act: Extract<WorldAct, { act: 'join' | 'arrive' | 'upload' }>,
): Promise<Result<{ id: string }>> {
  const unit = 'person' in act ? (facts.people.get(act.person)?.unit ?? '') : act.unit;
  if (act.act === 'arrive') return { ok: true, value: { id: await arrive(facts, act) } };
  if (act.act === 'join') await enrol(act.person, unit, [act.group], new Date(facts.at));
  const actor = act.act === 'upload' ? await actorAt(act.person, new Date(facts.at)) : null;
  return { ok: true, value: { id: actor && act.act === 'upload' ? await uploaded(actor, act.name) : '' } };
}
