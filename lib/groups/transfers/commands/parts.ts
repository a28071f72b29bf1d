import { eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { Refused, refuse } from '@/lib/core/errors';
import { type EnteredLeave, enterLeaves } from '../../leaving/commands/enter';
import { lockMemberships } from '../../leaving/commands/lock';
import { mayFileLeave } from '../../leaving/policy';
import { leaveObstacle } from '../../leaving/rules';
import { type EnteredJoin, enterJoins } from '../../requests/commands/enter';
import type { PlanTransfer } from '../input';

/** A transfer that has just been entered, with the grant that allows it. */
export interface Planned {
  id: string;
  personName: string;
  fromUnit: string;
  toUnit: string;
  grant: Grant;
}

/** The requests that belong to a transfer: all of one batch, with its clause and reason. */
export interface EnteredParts {
  leaves: readonly EnteredLeave[];
  joins: readonly EnteredJoin[];
}

/** Enters the leaves and joins of a transfer; what stands in the way of one refuses the whole, at its field. */
export async function enterParts(
  tx: Tx,
  actor: Actor,
  input: PlanTransfer,
  planned: Planned,
): Promise<EnteredParts> {
  return {
    leaves: await enterItsLeaves(tx, actor, input, planned),
    joins: await enterItsJoins(tx, actor, input, planned),
  };
}

async function enterItsLeaves(
  tx: Tx,
  actor: Actor,
  { submissionId, personId, leaves, reason }: PlanTransfer,
  { id }: Planned,
): Promise<EnteredLeave[]> {
  if (!leaves.length) return [];
  const locked = await lockMemberships(tx, leaves, eq(memberships.personId, personId));
  if (locked.length < leaves.length)
    refuse('not_found', '此人已不在所选的群中，请刷新后再试', { fields: { leaves: '请重新选择' } });
  const wanted = locked.map((membership) => {
    const grant = granted(mayFileLeave(actor, membership.unitId));
    const obstacle = leaveObstacle(membership);
    if (obstacle) refuse('rule', obstacle, { clause: '2.3.1', fields: { leaves: obstacle } });
    return { membership, grant };
  });
  return enterLeaves(tx, actor, wanted, {
    status: 'submitted',
    action: 'leave.file',
    batchId: submissionId,
    reason,
    transferId: id,
  });
}

async function enterItsJoins(
  tx: Tx,
  actor: Actor,
  { submissionId, personId, toUnitId, joins, reason }: PlanTransfer,
  { id, grant }: Planned,
): Promise<EnteredJoin[]> {
  const wanted = joins.map((groupId) => ({ personId, groupId, unitId: toUnitId, grant }));
  const { entered, refused } = await enterJoins(tx, actor, wanted, {
    batchId: submissionId,
    reason,
    transferId: id,
  });
  if (refused[0]) {
    const { message, ...refusal } = refused[0].refusal;
    throw new Refused({ ...refusal, message, fields: { joins: message } });
  }
  return entered;
}
