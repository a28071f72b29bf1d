import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** The group's administrators, and the Office for any group. */
export function mayHandle(actor: Actor, order: { groupId: string }): Verdict {
  return verdict(actor, 'orders.handle', { groupId: order.groupId }, '只能办理本人所管群的办理单');
}

/** The Office alone decides what becomes of an order that could not be done. */
export function mayReissue(actor: Actor): Verdict {
  return verdict(actor, 'orders.manage');
}

/** The Office alone says who is to handle what a group's administrators do not. */
export function mayReassign(actor: Actor): Verdict {
  return verdict(actor, 'orders.manage');
}
