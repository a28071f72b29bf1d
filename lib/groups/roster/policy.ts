import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** Comparing a group's real list with the register, and acting on it: its administrators, and the Office. */
export function mayCheckRoster(actor: Actor, row: { groupId: string }): Verdict {
  return verdict(actor, 'roster.check', { groupId: row.groupId }, '花名册比对由本群群管理员或街道办公室办理');
}
