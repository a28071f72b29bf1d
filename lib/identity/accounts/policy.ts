import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** Whoever manages accounts does not manage his own: somebody else must have a hand in it. */
export function mayManageAccount(actor: Actor, personId: string): Verdict {
  if (actor.personId === personId) return denied('不能办理本人的账号，请由另一名系统管理员办理');
  return verdict(actor, 'accounts.manage');
}

export function mayEndSessions(actor: Actor): Verdict {
  return verdict(actor, 'sessions.end');
}

/** My own password, sessions and display. */
export function mayManageOwn(actor: Actor): Verdict {
  return verdict(actor, 'account.own', { personId: actor.personId });
}
