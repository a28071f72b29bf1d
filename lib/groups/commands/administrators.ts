import type { Tx } from '@/db/client';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { assignGroupAdmin, endGroupAdmin } from '@/lib/identity/roles/assign';
import { command } from '@/lib/workflow/command';
import type { AdministratorChange, RemoveAdministrator } from '../input';
import { needsAdministrator } from '../rules';
import { administratorsInForce, entityOf, lockGroup, managing } from './lock';

const clause = '2.2.1a';

interface Appointment {
  group: { id: string; name: string };
  personIds: readonly string[];
  grant: Grant;
}

/** Gives people the administration of a group, in the caller's transaction; the role's own domain audits it and tells them. */
export async function appoint(tx: Tx, actor: Actor, { group, personIds, grant }: Appointment): Promise<void> {
  const reason = `街道办公室指定为「${group.name}」群管理员`;
  // In id order, as every command locks people, or two of them wait for each other.
  for (const personId of [...personIds].sort()) {
    // biome-ignore lint/performance/noAwaitInLoops: at most ten, one after the other in one transaction
    await assignGroupAdmin(tx, actor, { personId, group, grant, clause, reason });
  }
}

const target = ({ groupId }: AdministratorChange) => ({ type: 'group', id: groupId, label: '工作群' });

/** One more administrator for a group. */
export const addAdministrator = command<AdministratorChange, { groupId: string }>(
  { name: 'group.add_administrator', clause, entity: target },
  async (tx, actor, { groupId, personId }) => {
    const grant = managing(actor);
    const group = await lockGroup(tx, groupId);
    await appoint(tx, actor, { group, grant, personIds: [personId] });
    const named = (await administratorsInForce(tx, groupId)).find((one) => one.personId === personId);
    await record(tx, actor, {
      action: 'group.add_administrator',
      entity: entityOf(group),
      grant,
      clause,
      after: { administrator: named?.name },
    });
    return { groupId };
  },
);

/** Ends somebody's administration of a group; the last one of a group outside this portal stays. */
export const removeAdministrator = command<RemoveAdministrator, { groupId: string }>(
  { name: 'group.remove_administrator', clause, entity: target },
  async (tx, actor, { groupId, personId, reason }) => {
    const grant = managing(actor);
    const group = await lockGroup(tx, groupId);
    const held = await administratorsInForce(tx, groupId);
    const leaving = held.find((one) => one.personId === personId);
    if (!leaving) return refuse('conflict', '此人已不是本群群管理员');
    if (held.length === 1 && needsAdministrator(group.platform)) {
      refuse('rule', '这是本群最后一位群管理员，请先指定接任的人', { clause });
    }
    await endGroupAdmin(tx, actor, { personId, group, reason, grant, clause });
    await record(tx, actor, {
      action: 'group.remove_administrator',
      entity: entityOf(group),
      grant,
      clause,
      reason,
      before: { administrator: leaving.name },
    });
    return { groupId };
  },
);
