import { inArray } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { insertRows } from '@/db/insert-rows';
import { takeNumbers } from '@/db/numbers';
import { groups, type Platform } from '@/db/schema/groups';
import { type OrderKind, type OrderOrigin, workOrders } from '@/db/schema/membership';
import type { Actor, Grant } from '@/lib/access/actor';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { now } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { kindsOfOrder } from '../kinds';
import { handlersOf } from '../queries/recipients';
import { emergencyClause, orderDue } from '../rules';

/** An order to be issued. Names are for the audit trail and the notification. */
export interface NewOrder {
  kind: OrderKind;
  groupId: string;
  person: { id: string; name: string } | null;
  nickname: string | null;
  origin: { type: OrderOrigin; id: string; label: string };
  clause: string;
  detail?: Record<string, string>;
  /** The grant of whoever caused it; undefined when the system did. */
  grant: Grant | undefined;
}

type Issued =
  | ('id' | 'number' | 'kind' | 'groupId' | 'personId' | 'nickname' | 'originType' | 'originId' | 'clause')
  | ('detail' | 'createdAt' | 'dueAt' | 'status' | 'version' | 'statusAt' | 'statusBy' | 'statusByName');

/** An issued order with its group; its other columns are empty yet. */
export type OpenedOrder = Pick<typeof workOrders.$inferSelect, Issued> & Named;

interface Named {
  groupName: string;
  platform: Platform;
}

/**
 * Issues orders: numbered, due by their kind, audited, and told to whoever handles the group's orders (one message per
 * group). Orders of portal groups are not announced: the caller completes them in the same transaction.
 */
export async function openOrders(tx: Tx, actor: Actor, wanted: readonly NewOrder[]): Promise<OpenedOrder[]> {
  if (!wanted.length) return [];
  const groupIds = [...new Set(wanted.map(({ groupId }) => groupId))];
  const [named, numbers, handlers, calendar, settings] = await Promise.all([
    groupsOf(tx, groupIds),
    takeNumbers(tx, 'OD', wanted.length),
    handlersOf(tx, groupIds),
    workCalendar(tx),
    settingsNow(tx),
  ]);
  const opened = wanted.map((order, i) => ({
    ...opening(actor, order, now()),
    ...named(order.groupId),
    number: numbers[i] ?? '',
    dueAt: orderDue(calendar, settings, order, now()),
  }));
  const announced = opened.filter(({ platform }) => platform !== 'portal');
  const names = new Map(wanted.flatMap(({ person }) => (person ? [[person.id, person.name] as const] : [])));
  await Promise.all([
    insertRows(tx, workOrders, opened),
    recordOpened(tx, actor, wanted, opened),
    announce(tx, announced, names, handlers),
  ]);
  return opened;
}

function opening(
  actor: Actor,
  { kind, groupId, person, nickname, origin, clause, detail }: NewOrder,
  at: Date,
): Omit<OpenedOrder, 'number' | 'dueAt' | keyof Named> {
  return {
    id: newId(),
    kind,
    groupId,
    personId: person?.id ?? null,
    nickname,
    originType: origin.type,
    originId: origin.id,
    clause,
    detail: detail ?? {},
    status: 'open',
    version: 1,
    statusAt: at,
    statusBy: actor.personId,
    statusByName: actor.name,
    createdAt: at,
  };
}

async function groupsOf(tx: Tx, ids: readonly string[]): Promise<(id: string) => Named> {
  const rows = await tx
    .select({ id: groups.id, groupName: groups.name, platform: groups.platform })
    .from(groups)
    .where(inArray(groups.id, [...ids]));
  const byId = new Map(rows.map(({ id, ...named }) => [id, named]));
  return (id) => {
    const named = byId.get(id);
    if (!named) throw new Error(`no group ${id}`);
    return named;
  };
}

async function recordOpened(
  tx: Tx,
  actor: Actor,
  wanted: readonly NewOrder[],
  opened: readonly OpenedOrder[],
): Promise<void> {
  await record(
    tx,
    actor,
    ...opened.map((order, i) => ({
      action: 'order.open',
      entity: { type: 'order', id: order.id, label: order.number },
      grant: wanted[i]?.grant,
      clause: order.clause,
      after: {
        status: order.status,
        kind: order.kind,
        group: order.groupName,
        person: wanted[i]?.person?.name,
        nickname: order.nickname,
        origin: wanted[i]?.origin.label,
      },
    })),
  );
}

async function announce(
  tx: Tx,
  opened: readonly OpenedOrder[],
  names: ReadonlyMap<string, string>,
  handlers: ReadonlyMap<string, string[]>,
): Promise<void> {
  const perGroup = new Map<string, OpenedOrder[]>();
  for (const order of opened) {
    const key = `${order.groupId} ${order.kind}`;
    perGroup.set(key, [...(perGroup.get(key) ?? []), order]);
  }
  await notify(
    tx,
    [...perGroup.values()].flatMap((orders) => {
      const [first] = orders;
      if (!first) return [];
      const who =
        orders.length > 1
          ? ` ${orders.length} 人`
          : (names.get(first.personId ?? '') ?? first.nickname ?? '成员');
      return (handlers.get(first.groupId) ?? []).map((personId) => ({
        personId,
        kind: 'order' as const,
        title: `${markOf(first)}${kindsOfOrder[first.kind].title(first.groupName, who)}`,
        detail: orders
          .map(({ number }) => number)
          .join('、')
          .slice(0, 200),
        href: orders.length > 1 ? `/orders?group=${first.groupId}` : `/orders/${first.id}`,
      }));
    }),
  );
}

const markOf = ({ clause }: OpenedOrder): string => (clause === emergencyClause ? '【突发事件】' : '');
