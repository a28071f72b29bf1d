import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** Making, changing, archiving groups and naming their administrators: the Office. */
export function mayManageGroup(actor: Actor): Verdict {
  return verdict(actor, 'groups.manage', {}, '建群、归档和指定群管理员由街道办公室办理');
}

/** Whether a nickname has been set in the chat is said by its bearer or by the group's administrator. */
export function mayConfirmNickname(actor: Actor, row: { personId: string; groupId: string }): Verdict {
  return verdict(
    actor,
    'nickname.confirm',
    { personId: row.personId, groupId: row.groupId },
    '昵称由本人或本群群管理员确认',
  );
}
