import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** Giving and taking roles, units in charge and the mark 主要领导: never one's own. */
export function mayAssignRoles(actor: Actor, person: { id: string }): Verdict {
  if (person.id === actor.personId) return denied('不能变更自己的角色，请由另一名系统管理员办理');
  return verdict(actor, 'roles.assign');
}
