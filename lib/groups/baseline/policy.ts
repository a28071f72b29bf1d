import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** What a decision about a baseline is judged by. */
export interface BaselineParties {
  groupId: string;
  adminBy: string | null;
}

/** Beginning it, putting its lines right, giving it up: the group's administrators, and the Office. */
export function mayPrepareBaseline(actor: Actor, row: { groupId: string }): Verdict {
  return verdict(actor, 'roster.check', { groupId: row.groupId }, '存量登记由本群群管理员或街道办公室办理');
}

/** The group's administrator says that the list is that of his group. */
export function mayVouch(actor: Actor, row: { groupId: string }): Verdict {
  return verdict(actor, 'baseline.vouch', { groupId: row.groupId }, '先由本群群管理员确认');
}

/** An office_admin other than whoever vouched for it. */
export function mayDecideBaseline(actor: Actor, row: BaselineParties): Verdict {
  const found = verdict(actor, 'baseline.decide', { groupId: row.groupId }, '由街道办公室管理员确认');
  if (found.allowed && actor.personId === row.adminBy)
    return denied('您已作为群管理员确认，须由另一位街道办公室管理员确认', '2.1.1');
  return found;
}
