import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';
import { type DelegableRole, delegableRoles } from './rules';

/** Handing over a duty one has oneself; what was handed to one cannot be handed on. */
export function mayDelegateOwn(actor: Actor, role: DelegableRole): Verdict {
  const message = `您不是${delegableRoles[role]}，不能委托这项职责`;
  const rights = verdict(actor, 'delegation.own', { personId: actor.personId }, message);
  if (!rights.allowed) return rights;
  const own = actor.grants.find((grant) => grant.role === role && !grant.onBehalfOf);
  return own ? { allowed: true, grant: own } : denied(message);
}

/** Entering a paper for others: never in one's own favour, and not for oneself. */
export function mayEnterDelegation(
  actor: Actor,
  paper: { fromPersonId: string; toPersonId: string },
): Verdict {
  const rights = verdict(actor, 'delegation.enter');
  if (!rights.allowed) return rights;
  if (paper.toPersonId === actor.personId)
    return denied('不能把职责登记给自己，请由另一名街道办公室管理员登记');
  if (paper.fromPersonId === actor.personId) return denied('您本人的职责请直接委托，不必登记书面材料');
  return rights;
}

/** Ending one early: whoever handed the duty over, or the Office. */
export function mayEndDelegation(
  actor: Actor,
  delegation: { fromPersonId: string; role: DelegableRole },
): Verdict {
  if (actor.personId && delegation.fromPersonId === actor.personId)
    return mayDelegateOwn(actor, delegation.role);
  return verdict(actor, 'delegation.enter');
}
