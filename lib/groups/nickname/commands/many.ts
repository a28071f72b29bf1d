import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { accounts, people } from '@/db/schema/identity';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { mayConfirmNickname } from '../../policy';
import type { Nicknames } from '../input';
import { mayRemindNickname } from '../policy';
import { nicknamesAreSet, visibleNicknames } from '../queries';
import { endRenames } from './end-renames';

const clause = '2.1.2';
const entity = ({ membershipIds }: Nicknames) => ({
  type: 'member',
  id: membershipIds[0] ?? '',
  label: '群成员',
});

async function lockNicknames(tx: Tx, actor: Actor, ids: readonly string[]) {
  const rows = await tx
    .select({
      id: memberships.id,
      personId: memberships.personId,
      personName: people.name,
      accountId: accounts.id,
      unitId: memberships.unitId,
      groupId: groups.id,
      groupName: groups.name,
      nickname: memberships.nickname,
      state: memberships.nicknameState,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .innerJoin(people, eq(people.id, memberships.personId))
    .leftJoin(accounts, eq(accounts.personId, people.id))
    .where(
      and(
        inArray(memberships.id, [...ids]),
        isNull(memberships.until),
        nicknamesAreSet,
        visibleNicknames(actor),
      ),
    )
    .orderBy(asc(memberships.id))
    .for('update', { of: memberships });
  if (rows.length < ids.length) refuse('not_found', '有人已不在群中，请刷新后再试');
  return rows;
}

/** 昵称已改好 for many members at once; who has been confirmed meanwhile stays so. */
export const confirmNicknames = command(
  { name: 'nickname.confirm', clause, entity },
  async (tx, actor, { membershipIds }: Nicknames) => {
    const rows = await lockNicknames(tx, actor, membershipIds);
    const grants = new Map(rows.map((row) => [row.id, granted(mayConfirmNickname(actor, row))]));
    const waiting = rows.filter(({ state }) => state === 'to_set');
    if (!waiting.length) refuse('conflict', '所选昵称都已确认');
    await tx
      .update(memberships)
      .set({
        nicknameState: 'confirmed',
        nicknameConfirmedAt: now(),
        nicknameConfirmedBy: actor.personId,
        nicknameSeen: null,
      })
      .where(
        inArray(
          memberships.id,
          waiting.map(({ id }) => id),
        ),
      );
    await endRenames(
      tx,
      actor,
      waiting.map(({ id }) => id),
    );
    await record(
      tx,
      actor,
      ...waiting.map(({ id, nickname, groupName }) => {
        const grant = grants.get(id);
        return {
          action: 'nickname.confirm',
          entity: { type: 'member', id, label: `${nickname} · ${groupName}` },
          ...(grant ? { grant } : {}),
          clause,
          before: { nicknameState: 'to_set' },
          after: { nicknameState: 'confirmed', nickname },
        };
      }),
    );
    return { confirmed: waiting.length };
  },
);

/** 催改: members who have an account are asked to set their nickname, once a day each. */
export const chaseNicknames = command(
  { name: 'nickname.remind', clause, entity },
  async (tx, actor, { membershipIds }: Nicknames) => {
    const rows = await lockNicknames(tx, actor, membershipIds);
    const [grant] = rows.map((row) => granted(mayRemindNickname(actor, row)));
    const waiting = rows.filter(({ state, accountId }) => state === 'to_set' && accountId);
    if (!waiting.length) refuse('rule', '所选人员没有账号，或昵称已确认，请在群内提醒');
    const day = officeDay(now());
    const reminded = await notify(
      tx,
      waiting.map(({ id, personId, groupName, nickname }) => ({
        personId,
        kind: 'nickname' as const,
        title: `请将您在「${groupName}」的群昵称改为「${nickname}」`,
        detail: `${actor.name}催改；改好后在「我的」中确认（制度 2.1.2）`,
        href: '/me',
        dedupeKey: `nickname.chase:${id}:${day}`,
      })),
    );
    if (!reminded) refuse('limited', '所选人员今天都已催过，请明天再催');
    await record(tx, actor, {
      action: 'nickname.remind',
      entity: entity({ membershipIds }),
      ...(grant ? { grant } : {}),
      clause,
      after: { reminded },
    });
    return { reminded };
  },
);
