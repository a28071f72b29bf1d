import { and, asc, eq, ne, or, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { refuse } from '@/lib/core/errors';
import { lockPhone, putRight } from '@/lib/identity/people/commands/phone';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { openOrders } from '../../orders/commands/open';
import { mayCorrectPhone, mayReissue } from '../../orders/policy';
import { handlersOf } from '../../orders/queries/recipients';
import { visibleOrders } from '../../orders/queries/scope';
import { blamesNumber } from '../../orders/rules';
import { each, hold } from '../../requests/commands/hold';
import { visibleRequests } from '../../requests/queries/scope';
import type { CorrectPhone } from '../input';
import { anew, refuseAnew } from './anew';
import { type LockedOrder, lockOrders } from './lock';
import { tellCorrected, tellOwner } from './tell-number';

const clause = '2.1.1';

/**
 * 更正手机号: somebody could not be added because the number on file is wrong. With the right one in its place the order is issued anew,
 * and so is every other one that failed for the same number. By the Office, or by the head of his unit, who is nearest to the number; not by who stands in for him, whom nobody gave the phones to.
 */
export const correctPhone = command(
  {
    name: 'order.correct_phone',
    clause,
    entity: ({ id }: CorrectPhone) => ({ type: 'order', id, label: '群内办理单' }),
  },
  async (tx, actor, { id, phone }) => {
    const asked = await readAsked(tx, actor, id);
    const grant = granted(mayCorrectPhone(actor, asked));
    if (!(blamesNumber(asked.failReason) || mayReissue(actor).allowed))
      refuse('rule', '不是因为手机号没有办成，请等街道办公室处置', { clause });
    const alike = await stuckAdds(tx, asked);
    await hold(tx, groups, each([asked, ...alike].map(({ groupId }) => groupId)));
    const person = await lockPhone(tx, asked.personId);
    const ids = [id, ...alike.map((one) => one.id)];
    const { orders, held } = await lockOrders(tx, actor, ids, sql`true`);
    const origin = ({ originType }: LockedOrder) => held.get(originType) ?? refuse('not_found', missing);
    const order = orders.find((one) => one.id === id) ?? refuse('not_found', missing);
    await refuseAnew(tx, order, origin(order));
    // Others may have been dealt with before they were held.
    const still = new Set((await stuckAdds(tx, asked)).map((one) => one.id));
    const failed = [order, ...orders.filter((one) => still.has(one.id))];
    const reason = `办理单 ${order.number} 未办成：${order.failReason ?? ''}`;
    const { before, after } = await putRight(tx, actor, person, { phone, grant, reason });
    await record(
      tx,
      actor,
      ...failed.map((one) => ({
        action: 'order.correct_phone',
        entity: { type: 'order', id: one.id, label: one.number },
        grant,
        clause,
        reason: before ? `${before} 改为 ${after}` : `登记 ${after}`,
      })),
    );
    const issued = await openOrders(
      tx,
      actor,
      failed.map((one) => anew(one, origin(one), grant)),
    );
    await tellCorrected(tx, actor, failed);
    await tellOwner(tx, actor, person.id, after);
    await tellHandlers(
      tx,
      actor,
      asked,
      issued.map((one) => one.id),
    );
    return { id: issued[0]?.id ?? '', number: issued[0]?.number ?? '', issued: issued.length };
  },
);

const missing = '没有找到这件办理单';

/** The order with whose it is, for whoever may see it, or the request that it came from. */
async function readAsked(tx: Tx, actor: Actor, id: string) {
  const request = membershipRequests;
  const [row] = await tx
    .select({
      id: workOrders.id,
      groupId: workOrders.groupId,
      groupName: groups.name,
      kind: workOrders.kind,
      failReason: workOrders.failReason,
      personId: people.id,
      personName: people.name,
      homeUnitId: people.unitId,
      unitId: request.unitId,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .innerJoin(people, eq(people.id, workOrders.personId))
    .leftJoin(
      request,
      and(eq(workOrders.originType, 'membership_request'), eq(request.id, workOrders.originId)),
    )
    .where(
      and(
        eq(workOrders.id, id),
        eq(workOrders.kind, 'add'),
        or(visibleOrders(actor), visibleRequests(actor)),
      ),
    );
  return row ?? refuse('not_found', missing);
}

type Asked = Awaited<ReturnType<typeof readAsked>>;

/** The other orders to add him that failed for his number, and that nothing has been issued in place of while they are needed. */
async function stuckAdds(tx: Tx, { id, personId }: Asked): Promise<{ id: string; groupId: string }[]> {
  const rows = await tx
    .select({ id: workOrders.id, groupId: workOrders.groupId, failReason: workOrders.failReason })
    .from(workOrders)
    .innerJoin(membershipRequests, eq(membershipRequests.id, workOrders.originId))
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(
      and(
        eq(workOrders.personId, personId),
        eq(workOrders.kind, 'add'),
        eq(workOrders.status, 'failed'),
        ne(workOrders.id, id),
        eq(membershipRequests.status, 'approved'),
        sql`${groups.archivedAt} is null`,
        sql`not exists (select 1 from work_orders later
          where later.origin_id = ${workOrders.originId} and later.id > ${workOrders.id})`,
      ),
    )
    .orderBy(asc(workOrders.id))
    .limit(100);
  return rows.filter(({ failReason }) => blamesNumber(failReason));
}

/** Whoever may be looking for him by the number that was wrong, in other groups. */
async function tellHandlers(
  tx: Tx,
  actor: Actor,
  { personId, personName }: Asked,
  issued: string[],
): Promise<void> {
  const open = await tx
    .select({
      id: workOrders.id,
      groupId: workOrders.groupId,
      groupName: groups.name,
      to: workOrders.assignedTo,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(and(eq(workOrders.personId, personId), eq(workOrders.kind, 'add'), eq(workOrders.status, 'open')))
    .limit(100);
  const others = open.filter(({ id }) => !issued.includes(id));
  const handlers = await handlersOf(tx, [...new Set(others.map(({ groupId }) => groupId))]);
  await notify(
    tx,
    others.flatMap(({ id, groupId, groupName, to }) =>
      (to ? [to] : (handlers.get(groupId) ?? []))
        .filter((one) => one !== actor.personId)
        .map((one) => ({
          personId: one,
          kind: 'order' as const,
          title: `${personName}的手机号已更正，请按新号码邀请加入「${groupName}」`,
          detail: '在办理单中可以查看新号码',
          href: `/orders/${id}`,
        })),
    ),
  );
}
