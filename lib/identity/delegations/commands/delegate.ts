import { and, eq, inArray, isNull } from 'drizzle-orm';
import type * as z from 'zod';
import type { Tx } from '@/db/client';
import { accounts, delegations, people, roleAssignments } from '@/db/schema/identity';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { clashingRole, roles } from '@/lib/access/roles';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { attachFile } from '@/lib/files/commands';
import { rolesDuring } from '@/lib/identity/roles/commands/terms';
import { type Period, within } from '@/lib/identity/roles/queries/period';
import { beginning, endOf } from '@/lib/identity/roles/rules';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import type { delegateOwnInput, enterDelegationInput } from '../input';
import { mayDelegateOwn, mayEnterDelegation } from '../policy';
import { type DelegableRole, delegableRoles } from '../rules';

interface Handover extends Pick<z.output<typeof delegateOwnInput>, 'startsOn' | 'lastDay' | 'reason'> {
  role: DelegableRole;
  fromPersonId: string;
  toPersonId: string;
  paperFileId: string | null;
  grant: Grant;
}

interface Party {
  id: string;
  name: string;
  affiliated: boolean;
  departedAt: Date | null;
}

/** Locks both persons, in one order, so that neither's roles change meanwhile. */
async function lockParties(tx: Tx, fromId: string, toId: string): Promise<{ from: Party; to: Party }> {
  const found = await tx
    .select({
      id: people.id,
      name: people.name,
      affiliated: people.affiliated,
      departedAt: people.departedAt,
    })
    .from(people)
    .where(and(inArray(people.id, [fromId, toId]), isNull(people.departedAt)))
    .orderBy(people.id)
    .for('update');
  const from = found.find((person) => person.id === fromId);
  const to = found.find((person) => person.id === toId);
  if (!from)
    return refuse('invalid', '请重新选择委托人', { fields: { fromPersonId: '没有这个人，或已离任' } });
  if (!to) return refuse('invalid', '请重新选择受托人', { fields: { toPersonId: '没有这个人，或已离任' } });
  return { from, to };
}

async function refuseWithoutRole(tx: Tx, from: Party, role: DelegableRole, period: Period): Promise<void> {
  const [held] = await tx
    .select({ id: roleAssignments.id })
    .from(roleAssignments)
    .where(
      and(
        eq(roleAssignments.personId, from.id),
        eq(roleAssignments.role, role),
        within(roleAssignments, period),
      ),
    )
    .limit(1);
  if (held) return;
  const message = `${from.name}在此期间不是${roles[role]}`;
  refuse('rule', message, { fields: { role: message } });
}

/** Why this person cannot stand in, in words; undefined when he can. */
async function unfit(tx: Tx, to: Party, role: DelegableRole, period: Period): Promise<string | undefined> {
  if (to.affiliated) return `${to.name}是外部人员，不能受托`;
  const clash = clashingRole(await rolesDuring(tx, to.id, period), role);
  if (clash) return `三员分立：${to.name}是${roles[clash]}，不能代行${roles[role]}职责`;
  const [account] = await tx
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.personId, to.id), isNull(accounts.disabledAt)));
  return account ? undefined : `${to.name}没有可用的账号，受托后无法办理`;
}

async function refuseSecond(tx: Tx, from: Party, role: DelegableRole, period: Period): Promise<void> {
  const [other] = await tx
    .select({ to: people.name, startsAt: delegations.startsAt })
    .from(delegations)
    .innerJoin(people, eq(people.id, delegations.toPersonId))
    .where(
      and(
        eq(delegations.fromPersonId, from.id),
        eq(delegations.role, role),
        isNull(delegations.endedAt),
        within(delegations, period),
      ),
    )
    .limit(1);
  if (other) {
    refuse('conflict', `此期间已委托给${other.to}（${officeDay(other.startsAt)} 起），请先结束那项委托`, {
      fields: { startsOn: `与委托给${other.to}的期间重叠` },
    });
  }
}

/** Tells both, whoever entered it. */
async function tell(tx: Tx, from: Party, to: Party, handover: Handover): Promise<void> {
  const duty = delegableRoles[handover.role];
  const detail = `${handover.startsOn} 至 ${handover.lastDay}：${handover.reason}`;
  await notify(tx, [
    {
      personId: to.id,
      kind: 'delegation',
      title: `${from.name}将${duty}的审核职责委托给您`,
      detail,
      href: '/delegation',
    },
    {
      personId: from.id,
      kind: 'delegation',
      title: `您的${duty}审核职责已委托给${to.name}`,
      detail,
      href: '/delegation',
    },
  ]);
}

async function handOver(tx: Tx, actor: Actor, handover: Handover): Promise<{ id: string }> {
  const { role, startsOn, lastDay, reason, paperFileId, grant } = handover;
  const at = now();
  if (startsOn < officeDay(at))
    refuse('invalid', '开始日期不能早于今天', { fields: { startsOn: '不能早于今天' } });
  const { from, to } = await lockParties(tx, handover.fromPersonId, handover.toPersonId);
  const period = { startsAt: beginning(startsOn, at), endsAt: endOf(lastDay) };
  await refuseWithoutRole(tx, from, role, period);
  const reasonAgainst = await unfit(tx, to, role, period);
  if (reasonAgainst) refuse('rule', reasonAgainst, { fields: { toPersonId: reasonAgainst } });
  await refuseSecond(tx, from, role, period);
  const id = newId();
  if (paperFileId) await attachFile(tx, actor, { id: paperFileId, owner: { type: 'delegation', id } });
  await tx.insert(delegations).values({
    id,
    fromPersonId: from.id,
    toPersonId: to.id,
    role,
    ...period,
    reason,
    enteredBy: actor.personId ?? from.id,
    paperFileId,
    createdAt: at,
  });
  await record(tx, actor, {
    action: paperFileId ? 'delegation.enter' : 'delegation.own',
    entity: { type: 'delegation', id, label: `${from.name} → ${to.name}` },
    grant,
    reason,
    after: { from: from.name, to: to.name, role: roles[role], startsOn, lastDay, paper: paperFileId },
  });
  await tell(tx, from, to, handover);
  return { id };
}

/** Hands one's own review duty to a colleague for a period of days. */
export const delegateOwn = command(
  {
    name: 'delegation.own',
    once: (input: z.output<typeof delegateOwnInput>) => input.submissionId,
    entity: ({ toPersonId }) => ({ type: 'person', id: toPersonId, label: '受托人' }),
  },
  async (tx, actor, { submissionId: _, ...input }) => {
    const grant = granted(mayDelegateOwn(actor, input.role));
    const fromPersonId = actor.personId ?? refuse('forbidden', '请先登录');
    if (input.toPersonId === fromPersonId)
      refuse('invalid', '不能委托给自己', { fields: { toPersonId: '不能委托给自己' } });
    return handOver(tx, actor, { ...input, fromPersonId, paperFileId: null, grant });
  },
);

/** Enters the delegation of a head or leader who cannot do it himself, with the signed paper. */
export const enterDelegation = command(
  {
    name: 'delegation.enter',
    once: (input: z.output<typeof enterDelegationInput>) => input.submissionId,
    entity: ({ fromPersonId }) => ({ type: 'person', id: fromPersonId, label: '委托人' }),
  },
  async (tx, actor, { submissionId: _, ...input }) => {
    const grant = granted(mayEnterDelegation(actor, input));
    return handOver(tx, actor, { ...input, grant });
  },
);
