import { and, asc, eq, lt, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import { countOf } from '@/lib/inbox/queries';
import {
  mostCounted,
  mostItems,
  type Waiting,
  type WaitingCounts,
  type WaitingItem,
  type WaitingQuery,
} from '@/lib/inbox/waiting';
import { platformNames } from '../rules';
import { kindsOfOrder } from './kinds';
import { returned, toHandle } from './queries/waiting';

const handleHref = '/orders?wait=me';
const returnedHref = '/orders?wait=office&status=failed';

const rowsOf = (where: SQL | undefined): SQL => sql`select 1 from ${workOrders} where (${where})`;
const isLate = () => lt(workOrders.dueAt, now());

/** The most urgent ones to handle by group and kind, as one deals with them in the chat: no more are read than are counted. */
function readToHandle(actor: Actor) {
  const open = db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      groupId: workOrders.groupId,
      personId: workOrders.personId,
      nickname: workOrders.nickname,
      dueAt: workOrders.dueAt,
    })
    .from(workOrders)
    .where(toHandle(actor))
    .orderBy(asc(workOrders.dueAt), asc(workOrders.id))
    .limit(mostCounted + 1)
    .as('open_orders');
  const earliest = sql`min(${open.dueAt})`.mapWith(workOrders.dueAt);
  const late = sql`${open.dueAt} < ${now().toISOString()}`;
  return db()
    .select({
      kind: open.kind,
      groupId: open.groupId,
      groupName: groups.name,
      platform: groups.platform,
      orders: sql<number>`count(*)::int`,
      dueAt: earliest,
      id: sql<string>`min(${open.id}::text)`,
      number: sql<string>`min(${open.number})`,
      personName: sql<string | null>`min(${people.name})`,
      nickname: sql<string | null>`min(${open.nickname})`,
      count: sql<number>`(sum(count(*)) over ())::int`,
      overdue: sql<number>`(sum(count(*) filter (where ${late})) over ())::int`,
      groups: sql<number>`(dense_rank() over (order by ${open.groupId}) + dense_rank() over (order by ${open.groupId} desc) - 1)::int`,
    })
    .from(open)
    .innerJoin(groups, eq(groups.id, open.groupId))
    .leftJoin(people, eq(people.id, open.personId))
    .groupBy(open.kind, open.groupId, groups.id)
    .orderBy(earliest, asc(open.groupId), asc(open.kind))
    .limit(mostItems);
}

type ToHandle = Awaited<ReturnType<typeof readToHandle>>[number];

function toDo(row: ToHandle): WaitingItem {
  const { kind, groupId, orders } = row;
  const line = { badge: '群内办理', tone: 'info', dueAt: row.dueAt, act: '去办理' } as const;
  const platform = `${platformNames[row.platform]}群`;
  if (orders > 1)
    return {
      ...line,
      title: kindsOfOrder[kind].title(row.groupName, ` ${orders} 人`),
      detail: `${platform} · 昵称可复制 · 可一并回执`,
      href: `${handleHref}&${new URLSearchParams({ kind, group: groupId })}`,
    };
  return {
    ...line,
    title: kindsOfOrder[kind].title(row.groupName, row.personName ?? '成员'),
    detail: `${platform} · 昵称「${row.nickname ?? ''}」可复制 · ${row.number}`,
    href: `/orders/${row.id}`,
  };
}

async function handling(actor: Actor): Promise<Waiting> {
  const rows = await readToHandle(actor);
  return {
    key: 'order',
    label: '待办理群内操作',
    icon: 'orders',
    href: handleHref,
    count: rows[0]?.count ?? 0,
    overdue: rows[0]?.overdue ?? 0,
    note: `涉及 ${rows[0]?.groups ?? 0} 个群`,
    items: rows.map(toDo),
  };
}

function readReturned(actor: Actor) {
  const where = returned(actor);
  return db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      groupName: groups.name,
      personName: people.name,
      failReason: workOrders.failReason,
      dueAt: workOrders.dueAt,
      count: countOf(rowsOf(where)),
      overdue: countOf(rowsOf(and(where, isLate()))),
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .leftJoin(people, eq(people.id, workOrders.personId))
    .where(where)
    .orderBy(asc(workOrders.dueAt), asc(workOrders.id))
    .limit(mostItems);
}

type Returned = Awaited<ReturnType<typeof readReturned>>[number];

function failed(row: Returned): WaitingItem {
  return {
    badge: '未办成',
    tone: 'error',
    title: kindsOfOrder[row.kind].title(row.groupName, row.personName ?? '成员').replace(/^请将/, '未能将'),
    detail: `${row.failReason ?? ''} · ${row.number}`,
    dueAt: row.dueAt,
    href: `/orders/${row.id}`,
    act: '去处置',
  };
}

async function returnedOrders(actor: Actor): Promise<Waiting> {
  const rows = await readReturned(actor);
  return {
    key: 'order-returned',
    label: '未办成待处置',
    icon: 'history',
    href: returnedHref,
    count: rows[0]?.count ?? 0,
    overdue: rows[0]?.overdue ?? 0,
    note: '重新下达或终止申请',
    items: rows.map(failed),
  };
}

/** Orders to handle, for whoever handles any; failed ones, for the Office. */
export const waiting: WaitingQuery = async (actor) => {
  const kinds: Promise<Waiting>[] = [];
  if (mayAtAll(actor, 'orders.handle')) kinds.push(handling(actor));
  if (mayAtAll(actor, 'orders.manage')) kinds.push(returnedOrders(actor));
  return Promise.all(kinds);
};

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) => {
  if (!mayAtAll(actor, 'orders.handle')) return none;
  // Counted apart: no index serves both what is open and what has failed.
  return {
    '/orders': sql<number>`(${countOf(rowsOf(toHandle(actor)))} + ${countOf(rowsOf(returned(actor)))})`,
  };
};
