import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { cancelOrders } from '../../orders/commands/cancel';

/** The nickname is as it should be: orders to change it have nothing left to do. Memberships are locked by the caller. */
export async function endRenames(tx: Tx, actor: Actor, membershipIds: readonly string[]): Promise<void> {
  if (!membershipIds.length) return;
  const origin = { type: 'membership' as const, ids: membershipIds, kind: 'rename' as const };
  await cancelOrders(tx, actor, origin, '群昵称已确认改好');
}
