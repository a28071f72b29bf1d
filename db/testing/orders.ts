import { eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import type { OrderKind } from '@/db/schema/membership';
import { memberships } from '@/db/schema/membership';
import { openOrders } from '@/lib/groups/orders/commands/open';
import type { TestStreet } from './street';

/** An open order about a membership, as whoever finds a nickname wrong, or a member missing in the chat, issues it. */
export async function openAbout(s: TestStreet, membershipId: string, kind: OrderKind = 'rename') {
  const [row] = await db()
    .select({ membership: memberships, name: people.name })
    .from(memberships)
    .innerJoin(people, eq(people.id, memberships.personId))
    .where(eq(memberships.id, membershipId));
  if (!row) throw new Error('no membership');
  const { id, groupId, personId, nickname } = row.membership;
  const [order] = await db().transaction((tx) =>
    openOrders(tx, s.office, [
      {
        kind,
        groupId,
        person: { id: personId, name: row.name },
        nickname,
        origin: { type: 'membership', id, label: nickname },
        clause: '2.1.2',
        detail: { from: row.name },
        grant: s.office.grants.find(({ role }) => role === 'office_admin'),
      },
    ]),
  );
  if (!order) throw new Error('no order opened');
  return order;
}
