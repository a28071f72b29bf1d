import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** Asking a member to set his nickname: the head of the unit he represents, the group's administrators, the Office. */
export function mayRemindNickname(actor: Actor, row: { unitId: string; groupId: string }): Verdict {
  return verdict(
    actor,
    'nickname.remind',
    { unitId: row.unitId, groupId: row.groupId },
    '只能催改本单位或所管群的成员',
  );
}
