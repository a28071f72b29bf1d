import { sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { sweepItems } from '@/db/schema/sweeps';
import type { Actor, Grant } from '@/lib/access/actor';
import type { Refusal } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { notify } from '@/lib/inbox/notify';
import { enterLeaves } from '../../leaving/commands/enter';
import { issueRemovals } from '../../leaving/commands/issue';
import type { LockedMembership } from '../../leaving/commands/lock';
import { enteredRows } from '../../leaving/commands/rows';
import { leaveObstacle } from '../../leaving/rules';
import { standingsOf } from '../../requests/queries/standing';
import { isAtOnce } from '../rules';
import type { LockedItem } from './lock';

/** Why some of them cannot be taken out just now, by question. */
export async function removalObstacles(
  tx: Tx,
  items: readonly LockedItem[],
  byMembership: ReadonlyMap<string, LockedMembership>,
): Promise<Map<string, Refusal>> {
  const standing = await standingsOf(tx, items);
  return new Map(
    items.flatMap((item) => {
      const membership = byMembership.get(item.membershipId);
      const open = standing(item).open;
      const message =
        (membership && leaveObstacle(membership)) ??
        (open ? `${item.personName}在「${item.groupName}」已有申请 ${open.number}，请先办完` : undefined);
      return message ? [[item.id, { code: 'rule', message, clause: '2.2.1c' } satisfies Refusal]] : [];
    }),
  );
}

/** Takes people out by leaves in one batch, with orders to the groups' administrators, and tells them. */
export async function takeOut(
  tx: Tx,
  actor: Actor,
  removed: readonly { item: LockedItem; grant: Grant | undefined }[],
  byMembership: ReadonlyMap<string, LockedMembership>,
): Promise<void> {
  const leaves = removed.flatMap(({ item, grant }) => {
    const membership = byMembership.get(item.membershipId);
    return membership ? [{ item, leave: { membership, grant } }] : [];
  });
  const entered = await enterLeaves(
    tx,
    actor,
    leaves.map(({ leave }) => leave),
    { status: 'submitted', action: 'leave.file', batchId: newId(), reason: '长期不活跃' },
  );
  if (!entered.length) return;
  const values = entered.map(({ id }, i) => sql`(${leaves[i]?.item.id}::uuid, ${id}::uuid)`);
  await tx
    .update(sweepItems)
    .set({ requestId: sql`leave.request` })
    .from(sql`(values ${sql.join(values, sql`, `)}) as leave (item, request)`)
    .where(sql`${sweepItems.id} = leave.item`);
  await issueRemovals(tx, actor, await enteredRows(tx, entered));
  await notify(
    tx,
    entered
      .filter(({ membership }) => membership.hasAccount && membership.personId !== actor.personId)
      .map(({ id, membership }) => ({
        personId: membership.personId,
        kind: 'membership' as const,
        title: `您因长期没有活动，${isAtOnce(membership) ? '已' : '将'}被移出「${membership.groupName}」`,
        detail: `由${actor.name}提交；仍需留在群里的，请联系单位负责人`,
        href: `/membership/${id}`,
      })),
  );
}
