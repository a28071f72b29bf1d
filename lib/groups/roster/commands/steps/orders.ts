import { and, eq } from 'drizzle-orm';
import { type OrderKind, workOrders } from '@/db/schema/membership';
import { type RosterKind, rosterEntries } from '@/db/schema/roster';
import { officeDay } from '@/lib/core/time';
import { type NewOrder, openOrders } from '../../../orders/commands/open';
import type { LockedEntry } from '../entries';
import { type Settled, sift, type TakeStep, type Work } from './work';

const removalReasons: Partial<Record<RosterKind, string>> = {
  stranger: '花名册比对：未经审批在群内',
  double: '花名册比对：同一人的重复账号',
};

type Wanted = Pick<NewOrder, 'kind' | 'person' | 'nickname' | 'clause'> & {
  detail?: Record<string, string>;
  /** The membership, which the order does not outlive; the line itself otherwise. */
  membershipId?: string;
};

/** Opens one order for each line; those for which one is open already are answered with its number. */
async function order(
  work: Work,
  kind: OrderKind,
  entries: readonly LockedEntry[],
  wanted: (entry: LockedEntry) => Wanted,
): Promise<Settled[]> {
  const { tx, actor, check } = work;
  const originOf = (entry: LockedEntry) => wanted(entry).membershipId ?? entry.id;
  const underWay = await openOnes(work, kind);
  const { free, stopped } = sift(entries, (entry) => {
    const found = underWay.find(
      (one) => one.originId === originOf(entry) || meansTheSame(one, entry, check.id),
    );
    return found ? `已有办理单 ${found.number}，不必再下达` : undefined;
  });
  const opened = await openOrders(
    tx,
    actor,
    free.map((entry) => {
      const { membershipId, ...rest } = wanted(entry);
      return {
        ...rest,
        groupId: check.group.id,
        origin: {
          type: membershipId ? ('membership' as const) : ('roster_entry' as const),
          id: membershipId ?? entry.id,
          label: `花名册比对 ${officeDay(check.takenAt)}`,
        },
        grant: check.grant,
      };
    }),
  );
  const byOrigin = new Map(opened.map(({ originId, id }) => [originId, id]));
  const step = kind === 'add' || kind === 'rename' ? kind : 'remove';
  return [
    ...stopped,
    ...free.map((entry) => ({ id: entry.id, step, orderId: byOrigin.get(originOf(entry)) ?? '' }) as const),
  ];
}

/** The open orders of a kind in the group, with the check whose line each came from. */
function openOnes({ tx, check }: Work, kind: OrderKind) {
  return tx
    .select({
      number: workOrders.number,
      originId: workOrders.originId,
      personId: workOrders.personId,
      nickname: workOrders.nickname,
      checkId: rosterEntries.checkId,
    })
    .from(workOrders)
    .leftJoin(
      rosterEntries,
      and(eq(workOrders.originType, 'roster_entry'), eq(rosterEntries.id, workOrders.originId)),
    )
    .where(
      and(eq(workOrders.groupId, check.group.id), eq(workOrders.kind, kind), eq(workOrders.status, 'open')),
    );
}

/**
 * Whether an order is about the line though it came from elsewhere: about the same person; or, of somebody unknown, about the
 * nickname that an earlier check found too. A second account is not the person whose name it bears.
 */
function meansTheSame(
  { checkId, personId, nickname }: Awaited<ReturnType<typeof openOnes>>[number],
  entry: LockedEntry,
  thisCheck: string,
): boolean {
  if (personId) return entry.personId === personId && entry.kind === 'stranger';
  return checkId !== null && checkId !== thisCheck && nickname !== null && nickname === entry.nickname;
}

const present = ({ left, personName }: LockedEntry): string | undefined =>
  left ? `${personName}已不在登记中，请重新比对` : undefined;

/** A stranger, or a second account, is taken out of the chat: by the nickname it shows, since nobody knows who it is. */
export const orderRemovals: TakeStep = (work, entries) =>
  order(work, 'remove', entries, ({ kind, nickname }) => ({
    kind: 'remove',
    person: null,
    nickname,
    clause: '2.2.1a',
    detail: { reason: removalReasons[kind] ?? '花名册比对' },
  }));

/** A member whom the chat does not show is added once more; he has been a member all the time. */
export const orderAdditions: TakeStep = async (work, entries) => {
  const { free, stopped } = sift(entries, (entry) =>
    entry.departed ? `${entry.personName}已离任，请登记退群` : present(entry),
  );
  const ordered = await order(work, 'add', free, ({ personId, personName, membershipId, stored }) => ({
    kind: 'add',
    person: personId ? { id: personId, name: personName } : null,
    nickname: stored,
    clause: '2.1.1',
    ...(membershipId ? { membershipId } : {}),
  }));
  return [...stopped, ...ordered];
};

/** The nickname is set by the group's administrator, whose receipt confirms it. */
export const orderRenames: TakeStep = async (work, entries) => {
  const { free, stopped } = sift(entries, present);
  const ordered = await order(work, 'rename', free, (entry) => ({
    kind: 'rename',
    person: entry.personId ? { id: entry.personId, name: entry.personName } : null,
    nickname: entry.stored,
    clause: '2.1.2',
    detail: { from: entry.nickname ?? '' },
    ...(entry.membershipId ? { membershipId: entry.membershipId } : {}),
  }));
  return [...stopped, ...ordered];
};
