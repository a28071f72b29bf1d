import { and, asc, eq, inArray, isNull, sql } from 'drizzle-orm';
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
import type { LockedTransfer } from './lock';

const clause = '2.1.2';

interface Restated {
  id: string;
  groupId: string;
  groupName: string;
  platform: Platform;
  nickname: string;
  should: string;
  of: LockedTransfer;
}

/**
 * In the groups he stays in he now stands for the new unit, under a nickname that says so: orders to change it go to the chat
 * groups; in the portal it is changed with this.
 */
export async function restate(
  tx: Tx,
  actor: Actor,
  locked: readonly LockedTransfer[],
  leaving: readonly LockedRequest[],
): Promise<void> {
  const kept = await keptMemberships(tx, locked, leaving);
  if (!kept.length) return;
  await rewrite(tx, kept);
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
  await orderRenames(tx, actor, renamed);
}

async function keptMemberships(
  tx: Tx,
  locked: readonly LockedTransfer[],
  leaving: readonly LockedRequest[],
): Promise<Restated[]> {
  if (!locked.length) return [];
  const { 'nickname.separator': separator } = await settingsNow(tx);
  const left = new Set(leaving.map(({ personId, groupId }) => `${personId} ${groupId}`));
  const byPerson = new Map(locked.map((row) => [row.transfer.personId, row]));
  const rows = await tx
    .select({
      id: memberships.id,
      personId: memberships.personId,
      groupId: memberships.groupId,
      unitId: memberships.unitId,
      nickname: memberships.nickname,
      groupName: groups.name,
      platform: groups.platform,
    })
    .from(memberships)
    .innerJoin(groups, eq(groups.id, memberships.groupId))
    .where(
      and(
        inArray(memberships.personId, [...byPerson.keys()]),
        isNull(memberships.until),
        isNull(groups.archivedAt),
      ),
    )
    .orderBy(asc(memberships.id))
    .for('update', { of: memberships });
  return rows.flatMap(({ personId, unitId, ...row }) => {
    const of = byPerson.get(personId);
    const stays = of && unitId === of.transfer.fromUnitId && !left.has(`${personId} ${row.groupId}`);
    return stays ? [{ ...row, of, should: nicknameOf(of.toShortName, of.personName, separator) }] : [];
  });
}

async function rewrite(tx: Tx, kept: readonly Restated[]): Promise<void> {
  const at = now().toISOString();
  const values = kept.map(({ id, nickname, should, platform, of: { transfer } }) => {
    const portal = platform === 'portal' && nickname !== should;
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

/** An order for the nickname before has nothing left to do. */
async function orderRenames(tx: Tx, actor: Actor, renamed: readonly Restated[]): Promise<void> {
  const ids = renamed.map(({ id }) => id);
  if (!ids.length) return;
  await cancelOrders(tx, actor, { type: 'membership', ids }, '工作变动，群昵称另有规定');
  await openOrders(
    tx,
    actor,
    renamed
      .filter(({ platform }) => platform !== 'portal')
      .map(({ id, groupId, groupName, nickname, should, of: { transfer, personName } }) => ({
        kind: 'rename',
        groupId,
        person: { id: transfer.personId, name: personName },
        nickname: should,
        origin: { type: 'membership', id, label: `${should} · ${groupName}` },
        clause,
        detail: { from: nickname },
        grant: undefined,
      })),
  );
}
