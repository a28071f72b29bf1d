import { and, eq, isNull } from 'drizzle-orm';
import { db } from '@/db/client';
import { memberships, workOrders } from '@/db/schema/membership';
import { completeOrders } from '@/lib/groups/handling/commands/complete';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { submitJoin } from '@/lib/groups/requests/commands/submit';
import { giveAccount } from './account';
import { done, joinOf, requestRow } from './joining';
import { actorOf, makePerson, type TestStreet } from './street';

/** A new person of 和平社区 with an account, who has joined a group by a request and its receipt. */
export async function memberOf(s: TestStreet, name = '王五', groupId = s.groups.heping.id) {
  const person = await makePerson(name, s.units.heping);
  const { id } = done(await submitJoin(s.headHeping, joinOf(s, person.id, { groupId })));
  const { version } = await requestRow(id);
  done(await decideRequest(s.office, { id, version, decision: 'approve' }));
  const [order] = await db()
    .select()
    .from(workOrders)
    .where(and(eq(workOrders.originId, id), eq(workOrders.status, 'open')));
  if (order)
    done(
      await completeOrders(s.groupAdmin, { orders: [{ id: order.id, version: 1 }], handledAt: undefined }),
    );
  const [membership] = await db()
    .select()
    .from(memberships)
    .where(
      and(eq(memberships.personId, person.id), eq(memberships.groupId, groupId), isNull(memberships.until)),
    );
  if (!membership) throw new Error(`${name} is not in the group`);
  const actor = actorOf(person, s.units.heping, { role: 'member', groupIds: [groupId] });
  await giveAccount(actor, person.id);
  return { ...person, membershipId: membership.id, actor };
}
