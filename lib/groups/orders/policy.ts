import type { Actor } from '@/lib/access/actor';
import { denied, scopeOf, type Verdict, verdict } from '@/lib/access/may';

/** The group's administrators, and the Office for any group. */
export function mayHandle(actor: Actor, order: { groupId: string }): Verdict {
  return verdict(actor, 'orders.handle', { groupId: order.groupId }, '只能办理本人所管群的办理单');
}

/** The Office alone decides what becomes of an order that could not be done. */
export function mayReissue(actor: Actor): Verdict {
  return verdict(actor, 'orders.manage');
}

/** Whose number was wrong: of somebody whom his own unit asked for, its head himself; of anybody, the Office. Phones are not delegated. */
export function mayCorrectPhone(actor: Actor, order: { unitId: string | null; homeUnitId: string }): Verdict {
  const office = mayReissue(actor);
  if (office.allowed || order.unitId !== order.homeUnitId)
    return office.allowed ? office : denied('此人的手机号由街道办公室更正');
  const message = '手机号由所在单位负责人本人或街道办公室更正';
  const head = verdict(actor, 'membership.submit', { unitId: order.homeUnitId }, message);
  return head.allowed && head.grant.onBehalfOf ? denied(message) : head;
}

/** Units whose people's wrong numbers are asked of this head himself; none of the Office, which deals with whatever could not be done. */
export function unitsToCorrect(actor: Actor): string[] {
  if (mayReissue(actor).allowed) return [];
  return scopeOf(actor, 'membership.submit').unitIds.filter(
    (unitId) => mayCorrectPhone(actor, { unitId, homeUnitId: unitId }).allowed,
  );
}

/** The Office alone says who is to handle what a group's administrators do not. */
export function mayReassign(actor: Actor): Verdict {
  return verdict(actor, 'orders.manage');
}
