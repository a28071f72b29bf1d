import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { memberships } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { now } from '@/lib/core/clock';
import { settingsNow } from '@/lib/settings/queries';
import { nicknameOf } from '../../nickname/rules';
import { cancelOrders } from '../../orders/commands/cancel';
import { openOrders } from '../../orders/commands/open';
import type { LockedRequest } from '../../requests/commands/lock';
import { setsNicknames } from '../../rules';
import type { LockedTransfer } from './lock';

const clause = '2.1.2';

interface Restated {
  id: string;
  groupId: string;
  groupName: string;
  platform: Platform;
  nickname: string;
  /** As the chat was last seen to show it. */
  seen: string | null;
  should: string;
}

/**
 * In the groups he stays in he now stands for the new unit, under a nickname that says so: orders to change it go to the chat
 * groups; in the portal it is changed with this. @returns whether a chat still shows the old one.
 */
export async function restate(
  tx: Tx,
  actor: Actor,
  of: LockedTransfer,
  leaving: readonly LockedRequest[],
): Promise<boolean> {
  const kept = await keptMemberships(tx, of, leaving);
  if (!kept.length) return false;
  await rewrite(tx, of, kept);
  const renamed = kept.filter(({ nickname, should }) => nickname !== should);
  await record(
    tx,
    actor,
    ...renamed.map(({ id, nickname, should, groupName }) => ({
      action: 'nickname.renew',
      entity: { type: 'member', id, label: `${should} · ${groupName}` },
      clause,
      before: { nickname },
      after: { nickname: should },
    })),
  );
  await orderRenames(tx, actor, of, renamed);
  return renamed.some(({ platform }) => setsNicknames(platform));
}

async function keptMemberships(
  tx: Tx,
  { transfer, toShortName, personName }: LockedTransfer,
  leaving: readonly LockedRequest[],
): Promise<Restated[]> {
  const { 'nickname.separator': separator } = await settingsNow(tx);
  const left = new Set(leaving.map(({ groupId }) => groupId));
  const rows = await tx
    .select({
      id: memberships.id,
      groupId: memberships.groupId,
      nickname: memberships.nickname,
      seen: memberships.nicknameSeen,
      groupName: groups.name,
      platform: groups.platform,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        eq(memberships.personId, transfer.personId),
        eq(memberships.unitId, transfer.fromUnitId),
        isNull(memberships.until),
        isNull(groups.archivedAt),
      ),
    )
    .orderBy(asc(memberships.id))
    .for('update', { of: memberships });
  const should = nicknameOf(toShortName, personName, separator);
  return rows.filter(({ groupId }) => !left.has(groupId)).map((row) => ({ ...row, should }));
}

async function rewrite(tx: Tx, { transfer }: LockedTransfer, kept: readonly Restated[]): Promise<void> {
  const at = now().toISOString();
  const values = kept.map(({ id, nickname, should, platform }) => {
    const portal = !setsNicknames(platform) && nickname !== should;
    return sql`(${id}::uuid, ${transfer.toUnitId}::uuid, ${should}::text, ${nickname !== should}::boolean, ${portal}::boolean)`;
  });
  await tx
    .update(memberships)
    .set({
      unitId: sql`fresh.unit`,
      nickname: sql`fresh.nickname`,
      nicknameState: sql`case when fresh.portal then 'confirmed' when fresh.renamed then 'to_set' else nickname_state end`,
      nicknameConfirmedAt: sql`case when fresh.portal then ${at}::timestamptz when fresh.renamed then null else nickname_confirmed_at end`,
      nicknameConfirmedBy: sql`case when fresh.renamed then null else nickname_confirmed_by end`,
    })
    .from(sql`(values ${sql.join(values, sql`, `)}) as fresh (id, unit, nickname, renamed, portal)`)
    .where(sql`${memberships.id} = fresh.id`);
}

/**
 * An order for the nickname before has nothing left to do. Whom the chat was to be given once more is to be added under the new one,
 * not renamed: he is not there.
 */
async function orderRenames(
  tx: Tx,
  actor: Actor,
  { transfer, personName }: LockedTransfer,
  renamed: readonly Restated[],
): Promise<void> {
  const ids = renamed.map(({ id }) => id);
  if (!ids.length) return;
  const origin = { type: 'membership' as const, ids };
  const cancelled = await cancelOrders(tx, actor, origin, '工作变动，群昵称另有规定');
  const absent = new Set(cancelled.flatMap(({ kind, originId }) => (kind === 'add' ? [originId] : [])));
  await openOrders(
    tx,
    actor,
    renamed
      .filter(({ platform }) => setsNicknames(platform))
      .map(({ id, groupId, groupName, nickname, seen, should }) => ({
        ...(absent.has(id)
          ? { kind: 'add' as const, clause: '2.1.1' }
          : { kind: 'rename' as const, clause, detail: { from: seen ?? nickname } }),
        groupId,
        person: { id: transfer.personId, name: personName },
        nickname: should,
        origin: { type: 'membership', id, label: `${should} · ${groupName}` },
        grant: undefined,
      })),
  );
}
