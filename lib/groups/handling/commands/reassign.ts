import { and, asc, eq, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { mayReassign } from '../../orders/policy';
import { handlersOf, mayHoldOrders } from '../../orders/queries/recipients';
import { visibleOrders } from '../../orders/queries/scope';
import type { ReassignOrders } from '../input';

const clause = '2.2.1a';

/**
 * 转交: the Office names who is to handle an open order, or all that are open in a group, because its administrators are away or have
 * not acted: one of them, or an office_admin in their place. It moves no status: a receipt that is on its way counts all the same.
 */
export const reassignOrders = command(
  {
    name: 'order.reassign',
    clause,
    entity: ({ groupId, orderId }: ReassignOrders) =>
      orderId
        ? { type: 'order', id: orderId, label: '群内办理单' }
        : { type: 'group', id: groupId, label: '工作群' },
  },
  async (tx, actor, input) => {
    const grant = granted(mayReassign(actor));
    const [group] = await tx
      .select({ id: groups.id, name: groups.name })
      .from(groups)
      .where(eq(groups.id, input.groupId));
    if (!group) return refuse('not_found', '没有找到这个群');
    const to = await namedHandler(tx, input);
    const orders = await openOnes(tx, actor, input);
    await tx
      .update(workOrders)
      .set({ assignedTo: to.id, assignedAt: now(), assignedReason: input.reason })
      .where(
        sql`${workOrders.id} in (select jsonb_array_elements_text(${JSON.stringify(orders.map(({ id }) => id))}::jsonb)::uuid)`,
      );
    await record(
      tx,
      actor,
      ...orders.map(({ id, number }) => ({
        action: 'order.reassign',
        entity: { type: 'order', id, label: number },
        grant,
        clause,
        reason: `转交${to.name}：${input.reason}`,
        after: { handler: to.name },
      })),
    );
    await tell(tx, actor, { group, to, orders, reason: input.reason });
    return { reassigned: orders.length, to: to.name };
  },
);

async function namedHandler(tx: Tx, { groupId, toPersonId }: ReassignOrders) {
  const [to] = await tx
    .select({
      id: people.id,
      name: people.name,
      may: mayHoldOrders(sql`${people.id}`, sql`${groupId}::uuid`),
    })
    .from(people)
    .where(eq(people.id, toPersonId));
  const unfit = '只能转交给本群群管理员或街道办公室管理员';
  return to?.may ? to : refuse('rule', unfit, { clause, fields: { toPersonId: unfit } });
}

/** The open ones of them, locked; refused when there are none left. */
async function openOnes(tx: Tx, actor: Actor, { groupId, orderId }: ReassignOrders) {
  const orders = await tx
    .select({
      id: workOrders.id,
      number: workOrders.number,
      status: workOrders.status,
      assignedTo: workOrders.assignedTo,
    })
    .from(workOrders)
    .where(
      and(
        eq(workOrders.groupId, groupId),
        orderId ? eq(workOrders.id, orderId) : eq(workOrders.status, 'open'),
        visibleOrders(actor),
      ),
    )
    .orderBy(asc(workOrders.id))
    .for('update');
  if (orderId && !orders.length) refuse('not_found', '没有找到这件办理单');
  const open = orders.filter(({ status }) => status === 'open');
  return open.length ? open : refuse('conflict', orderId ? '办理单已不在待办理' : '本群已没有待办理的事项');
}

interface Handover {
  group: { id: string; name: string };
  to: { id: string; name: string };
  orders: readonly { id: string; number: string; assignedTo: string | null }[];
  reason: string;
}

/** The one it goes to; and those whose it was, so that nobody does it twice. */
async function tell(tx: Tx, actor: Actor, { group, to, orders, reason }: Handover): Promise<void> {
  const [first] = orders;
  const which = orders.length > 1 ? `${orders.length} 件办理单` : `办理单 ${first?.number ?? ''} `;
  const href = orders.length > 1 ? `/orders?group=${group.id}` : `/orders/${first?.id ?? ''}`;
  const handlers = (await handlersOf(tx, [group.id])).get(group.id) ?? [];
  const before = new Set([...handlers, ...orders.flatMap(({ assignedTo }) => assignedTo ?? [])]);
  const told = [...before].filter((id) => id !== to.id && id !== actor.personId);
  await notify(tx, [
    ...(to.id === actor.personId
      ? []
      : [
          {
            personId: to.id,
            kind: 'order' as const,
            title: `「${group.name}」${which}转交您办理`,
            detail: `${actor.name}：${reason}`,
            href,
          },
        ]),
    ...told.map((personId) => ({
      personId,
      kind: 'order' as const,
      title: `「${group.name}」${which}已转交${to.name}办理`,
      detail: reason,
      href,
    })),
  ]);
}
