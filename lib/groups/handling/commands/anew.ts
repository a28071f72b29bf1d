import { and, desc, eq } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { type OrderKind, workOrders } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { type NewOrder, openOrders } from '../../orders/commands/open';
import type { HeldOrigins } from './held';
import type { LockedOrder } from './lock';

/** Refuses to issue an order anew that has not failed, or need not be done, or cannot be, any more. */
export async function refuseAnew(tx: Tx, order: LockedOrder, held: HeldOrigins): Promise<void> {
  if (order.status !== 'failed') refuse('rule', '只有未办成的办理单可以重新下达');
  if (order.droppedAt) refuse('conflict', '已决定不再重新下达');
  await held.refuseNeedless(tx, order);
  const latest = await latestOrder(tx, order, order.kind);
  if (latest.id !== order.id)
    refuse('conflict', `已由${latest.statusByName}重新下达，见办理单 ${latest.number}`);
  await refuseArchived(tx, order);
}

/** Nothing may be open for a group that is out of use; but what should not stand in its chat is to be taken back there all the same. */
async function refuseArchived(tx: Tx, { kind, groupId }: LockedOrder): Promise<void> {
  if (kind === 'recall') return;
  const [group] = await tx
    .select({ name: groups.name, archivedAt: groups.archivedAt })
    .from(groups)
    .where(eq(groups.id, groupId))
    .for('share');
  if (group?.archivedAt) refuse('rule', `「${group.name}」已归档，不能重新下达；请选「不再办理」`);
}

/** An order like a failed one, in its place. */
export function anew(order: LockedOrder, held: HeldOrigins, grant: Grant | undefined): NewOrder {
  const { kind, groupId, personId, personName, nickname, originType, originId, clause, detail } = order;
  return {
    kind,
    groupId,
    person: personId ? { id: personId, name: personName } : null,
    nickname,
    origin: { type: originType, id: originId, label: held.label(originId) },
    clause,
    detail,
    grant,
  };
}

/** The last order of the same origin; a request's are one story, those of other origins one for each kind. */
export async function latestOrder(tx: Tx, { originType, originId }: LockedOrder, kind?: OrderKind) {
  const [latest] = await tx
    .select()
    .from(workOrders)
    .where(
      and(
        eq(workOrders.originType, originType),
        eq(workOrders.originId, originId),
        kind && originType !== 'membership_request' ? eq(workOrders.kind, kind) : undefined,
      ),
    )
    .orderBy(desc(workOrders.id))
    .limit(1);
  return latest ?? refuse('not_found', '没有找到这件办理单');
}

/** Issues one order. */
export async function openOne(
  tx: Tx,
  actor: Actor,
  wanted: NewOrder,
): Promise<{ id: string; number: string }> {
  const [order] = await openOrders(tx, actor, [wanted]);
  if (!order) throw new Error('no order opened');
  return { id: order.id, number: order.number };
}
