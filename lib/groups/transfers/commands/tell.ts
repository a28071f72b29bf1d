import type { Tx } from '@/db/client';
import type { Actor } from '@/lib/access/actor';
import { notify } from '@/lib/inbox/notify';
import { headsByUnit } from '../../orders/queries/heads';
import { officeAdmins } from '../../orders/queries/recipients';
import { concernedIn } from '../../requests/commands/concerned';
import type { PlanTransfer } from '../input';
import type { LockedTransfer } from './lock';
import type { EnteredParts, Planned } from './parts';

interface Message {
  title: string;
  detail: string;
  href: string;
}

const send = (tx: Tx, told: ReadonlySet<string>, message: Message) =>
  notify(
    tx,
    [...told].map((personId) => ({ personId, kind: 'membership' as const, ...message })),
  );

/** The Office has joins to decide; the head of the new unit learns who is coming. */
export async function tellPlanned(
  tx: Tx,
  actor: Actor,
  { toUnitId, effectiveOn, reason }: PlanTransfer,
  { id, personName, fromUnit, toUnit }: Planned,
  { joins }: EnteredParts,
): Promise<void> {
  const href = `/membership/transfer/${id}`;
  const detail = `${fromUnit}调往${toUnit}，${effectiveOn} 生效。${reason}`;
  const office = new Set(joins.length ? await officeAdmins(tx, actor.personId) : []);
  await send(tx, office, {
    title: `${personName}工作变动，申请加入 ${joins.length} 个群，请审核`,
    detail,
    href,
  });
  const heads = new Set((await headsByUnit(tx, [toUnitId])).get(toUnitId) ?? []);
  for (const known of [...office, actor.personId ?? '']) heads.delete(known);
  await send(tx, heads, { title: `${personName}将调入${toUnit}`, detail, href });
}

/** He himself (`renamed`: in a chat he has a nickname to change), whoever entered it, and the heads of both units. */
export async function tellMoved(
  tx: Tx,
  actor: Actor,
  { transfer, personName, hasAccount, fromUnit, toUnit }: LockedTransfer,
  renamed: boolean,
): Promise<void> {
  const heads = await headsByUnit(tx, [transfer.fromUnitId, transfer.toUnitId]);
  const others = new Set([...concernedIn(transfer, actor), ...[...heads.values()].flat()]);
  others.delete(actor.personId ?? '');
  others.delete(transfer.personId);
  const detail = transfer.reason;
  if (hasAccount)
    await send(tx, new Set([transfer.personId]), {
      title: `您已调往${toUnit}${renamed ? '，群昵称请按新单位修改' : ''}`,
      detail,
      href: '/me',
    });
  await send(tx, others, {
    title: `${personName}由${fromUnit}调往${toUnit}已生效`,
    detail,
    href: `/membership/transfer/${transfer.id}`,
  });
}

/**
 * A plan was given up: whoever entered it and the head who was told that somebody is coming; when it could not be carried out, the
 * Office too.
 */
export async function tellCancelled(
  tx: Tx,
  actor: Actor,
  locked: readonly { row: LockedTransfer; reason: string }[],
): Promise<void> {
  const office = actor.personId === null ? await officeAdmins(tx) : [];
  const heads = await headsByUnit(
    tx,
    locked.map(({ row }) => row.transfer.toUnitId),
  );
  await notify(
    tx,
    locked.flatMap(({ row: { transfer, personName, toUnit }, reason }) => {
      const told = new Set([
        ...concernedIn(transfer, actor),
        ...office,
        ...(heads.get(transfer.toUnitId) ?? []),
      ]);
      told.delete(actor.personId ?? '');
      return [...told].map((personId) => ({
        personId,
        kind: 'membership' as const,
        title: `${personName}调往${toUnit}的工作变动已取消`,
        detail: reason,
        href: `/membership/transfer/${transfer.id}`,
      }));
    }),
  );
}
