import { type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { headsByUnit } from '../../orders/queries/heads';
import { officeAdmins } from '../../orders/queries/recipients';
import type { Leave } from '../input';
import { mayFileLeave, mayReportLeave } from '../policy';
import { endable } from '../queries';
import { leaveObstacle } from '../rules';
import { type EnteredLeave, enterLeaves } from './enter';
import { issueRemovals } from './issue';
import { type LockedMembership, lockMemberships } from './lock';
import { enteredRows } from './rows';
import { tellOfDeparture } from './service';

const entity = ({ membershipIds }: Leave) => ({
  type: 'leave',
  id: membershipIds[0] ?? '',
  label: '退群',
});

/** The memberships asked for, all of them open and free to end; what the actor may not end he is not told of. */
async function takeMemberships(
  tx: Tx,
  { membershipIds }: Leave,
  scope: SQL,
  allow: (membership: LockedMembership) => Grant,
): Promise<{ membership: LockedMembership; grant: Grant }[]> {
  const locked = await lockMemberships(tx, membershipIds, scope);
  if (locked.length < membershipIds.length)
    refuse('not_found', '有人已不在所选的群中，请刷新后再试', { fields: { membershipIds: '请重新选择' } });
  return locked.map((membership) => {
    const grant = allow(membership);
    const obstacle = leaveObstacle(membership);
    if (obstacle) refuse('rule', obstacle, { clause: '2.3.1', fields: { membershipIds: obstacle } });
    return { membership, grant };
  });
}

/** 报告退群: a member tells his head that he is to leave groups; nothing is done in the chats before the head has handed it on. */
export const reportLeave = command(
  { name: 'leave.report', clause: '2.3.1', once: (input: Leave) => input.submissionId, entity },
  async (tx, actor, input) => {
    const own = sql`${memberships.personId} = ${actor.personId}`;
    const leaves = await takeMemberships(tx, input, own, ({ personId }) =>
      granted(mayReportLeave(actor, personId)),
    );
    const entered = await enterLeaves(tx, actor, leaves, {
      status: 'reported',
      action: 'leave.report',
      batchId: input.submissionId,
      reason: input.reason,
    });
    await tellHeads(tx, actor, entered, input.reason);
    return { count: entered.length, first: entered[0]?.id ?? '' };
  },
);

/**
 * 办理退群 by the head of the unit or the Office: orders to take the people out go to the groups' administrators at once, and the
 * people are told.
 */
export const fileLeave = command(
  { name: 'leave.file', clause: '2.3.1', once: (input: Leave) => input.submissionId, entity },
  async (tx, actor, input) => {
    const leaves = await takeMemberships(tx, input, endable(actor), ({ unitId }) =>
      granted(mayFileLeave(actor, unitId)),
    );
    const entered = await enterLeaves(tx, actor, leaves, {
      status: 'submitted',
      action: 'leave.file',
      batchId: input.submissionId,
      reason: input.reason,
    });
    const rows = await enteredRows(tx, entered);
    await issueRemovals(tx, actor, rows);
    await tellLeaving(tx, actor, entered, input.reason);
    await tellOfDeparture(
      tx,
      actor,
      rows.map(({ request }) => request),
    );
    return { count: entered.length, first: entered[0]?.id ?? '' };
  },
);

const namesOf = (entered: readonly EnteredLeave[]) =>
  entered.map(({ membership }) => `「${membership.groupName}」`).join('、');

/** One message to each head of what a member has reported, or to the Office where a unit has nobody. */
async function tellHeads(
  tx: Tx,
  actor: Actor,
  entered: readonly EnteredLeave[],
  reason: string,
): Promise<void> {
  const heads = await headsByUnit(
    tx,
    entered.map(({ membership }) => membership.unitId),
  );
  const office = entered.every(({ membership }) => heads.has(membership.unitId))
    ? []
    : await officeAdmins(tx);
  const byHead = new Map<string, EnteredLeave[]>();
  for (const leave of entered)
    for (const head of heads.get(leave.membership.unitId) ?? office)
      byHead.set(head, [...(byHead.get(head) ?? []), leave]);
  byHead.delete(actor.personId ?? '');
  await notify(
    tx,
    [...byHead].map(([personId, leaves]) => ({
      personId,
      kind: 'membership' as const,
      title: `${actor.name}报告退出${namesOf(leaves)}，请提交`,
      detail: reason,
      href: leaves.length > 1 ? '/membership?status=reported' : `/membership/${leaves[0]?.id ?? ''}`,
    })),
  );
}

/** Who is taken out is told beforehand, once, by whom and why. */
async function tellLeaving(
  tx: Tx,
  actor: Actor,
  entered: readonly EnteredLeave[],
  reason: string,
): Promise<void> {
  const byPerson = new Map<string, EnteredLeave[]>();
  for (const leave of entered) {
    const { personId, hasAccount } = leave.membership;
    if (hasAccount && personId !== actor.personId)
      byPerson.set(personId, [...(byPerson.get(personId) ?? []), leave]);
  }
  await notify(
    tx,
    [...byPerson].map(([personId, leaves]) => ({
      personId,
      kind: 'membership' as const,
      title: `${actor.name}已为您办理退出${namesOf(leaves)}`,
      detail: `事由：${reason}`,
      href: `/membership/${leaves[0]?.id ?? ''}`,
    })),
  );
}
