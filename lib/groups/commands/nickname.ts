import { and, eq, isNull, or, sql } from 'drizzle-orm';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { formatShort } from '@/lib/core/time';
import { command } from '@/lib/workflow/command';
import { endRenames } from '../nickname/commands/end-renames';
import { mayConfirmNickname } from '../policy';
import { visibleMembers } from '../queries/visible';
import { setsNicknames } from '../rules';

const clause = '2.1.2';

/** States that the nickname in the chat is as it should be: said by its bearer or by the group's administrator. */
export const confirmNickname = command<{ membershipId: string }, { nickname: string }>(
  {
    name: 'nickname.confirm',
    clause,
    entity: ({ membershipId }) => ({ type: 'member', id: membershipId, label: '群成员' }),
  },
  async (tx, actor, { membershipId }) => {
    const [row] = await tx
      .select({
        personId: memberships.personId,
        groupId: memberships.groupId,
        groupName: groups.name,
        platform: groups.platform,
        nickname: memberships.nickname,
        confirmedAt: memberships.nicknameConfirmedAt,
      })
      .from(memberships)
      .innerJoin(groups, eq(groups.id, memberships.groupId))
      .where(
        and(
          eq(memberships.id, membershipId),
          isNull(memberships.until),
          or(sql`${memberships.personId} = ${actor.personId}`, visibleMembers(actor)),
        ),
      )
      .for('update', { of: memberships });
    if (!row) return refuse('not_found', '没有这条群成员记录');
    const grant = granted(mayConfirmNickname(actor, row));
    if (!setsNicknames(row.platform)) refuse('rule', '本平台的群直接显示登记的昵称，不必确认', { clause });
    if (row.confirmedAt) refuse('conflict', `昵称已于 ${formatShort(row.confirmedAt)} 确认`);
    await tx
      .update(memberships)
      .set({
        nicknameState: 'confirmed',
        nicknameConfirmedAt: now(),
        nicknameConfirmedBy: actor.personId,
        nicknameSeen: null,
      })
      .where(eq(memberships.id, membershipId));
    await endRenames(tx, actor, [membershipId]);
    await record(tx, actor, {
      action: 'nickname.confirm',
      entity: { type: 'member', id: membershipId, label: `${row.nickname} · ${row.groupName}` },
      grant,
      clause,
      before: { nicknameState: 'to_set' },
      after: { nicknameState: 'confirmed', nickname: row.nickname },
    });
    return { nickname: row.nickname };
  },
);
