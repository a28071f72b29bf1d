import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import type { mayHandle } from '../../orders/policy';
import type { DoneOrder, HoldOrigins } from './held';

const clause = '2.1.2';

const lockMemberships = (tx: Tx, ids: readonly string[]) =>
  tx
    .select({
      id: memberships.id,
      groupId: memberships.groupId,
      groupName: groups.name,
      nickname: memberships.nickname,
      nicknameState: memberships.nicknameState,
      until: memberships.until,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(inArray(memberships.id, [...ids]))
    .orderBy(asc(memberships.id))
    .for('update', { of: memberships });

/** Memberships as they stand: a done *rename* confirms the nickname, if it is still the one that was ordered. */
export const holdMemberships: HoldOrigins = async (tx, ids) => {
  const byId = new Map((await lockMemberships(tx, ids)).map((row) => [row.id, row]));
  const found = (id: string) => byId.get(id) ?? refuse('not_found', '没有这条群成员记录');
  return {
    label: (id) => `${found(id).nickname} · ${found(id).groupName}`,
    settle: (inTx, actor, done, may) => {
      const renamed = done.filter(({ order }) => {
        const { until, nickname, nicknameState } = found(order.originId);
        return order.kind === 'rename' && !until && nicknameState === 'to_set' && nickname === order.nickname;
      });
      return confirm(inTx, actor, renamed, may);
    },
    refuseRest: () => undefined,
    refuseNeedless: async (_tx, { kind, originId, nickname }) => {
      const membership = found(originId);
      if (membership.until) refuse('conflict', '此人已不在群内，不必重新下达');
      if (kind === 'rename' && (membership.nicknameState === 'confirmed' || membership.nickname !== nickname))
        refuse('conflict', '昵称已经确认或已另有规定，不必重新下达', { clause });
    },
  };
};

async function confirm(
  tx: Tx,
  actor: Actor,
  renamed: readonly DoneOrder[],
  may: typeof mayHandle,
): Promise<void> {
  if (!renamed.length) return;
  const ids = renamed.map(({ order }) => order.originId);
  const at = now();
  const confirmed = await tx
    .update(memberships)
    .set({
      nicknameState: 'confirmed',
      nicknameConfirmedAt: at,
      nicknameConfirmedBy: actor.personId,
      nicknameSeen: null,
    })
    .where(
      and(
        inArray(memberships.id, ids),
        isNull(memberships.until),
        sql`${memberships.nicknameState} = 'to_set'`,
      ),
    )
    .returning({ id: memberships.id });
  const known = new Set(confirmed.map(({ id }) => id));
  await record(
    tx,
    actor,
    ...renamed
      .filter(({ order }) => known.has(order.originId))
      .map(({ order }) => ({
        action: 'nickname.confirm',
        entity: { type: 'member', id: order.originId, label: order.nickname ?? '' },
        grant: granted(may(actor, order)),
        clause,
        before: { nicknameState: 'to_set' },
        after: { nicknameState: 'confirmed', nickname: order.nickname, order: order.number },
      })),
  );
}
