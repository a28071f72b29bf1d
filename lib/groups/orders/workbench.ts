import { and, asc, desc, eq, lt, type SQL, type SQLWrapper, sql } from 'drizzle-orm';
import { unionAll } from 'drizzle-orm/pg-core';
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
import { emergencyClause } from './rules';

const handleHref = '/orders?wait=me';
const returnedHref = '/orders?wait=office&status=failed';

const rowsOf = (where: SQL | undefined): SQL => sql`select 1 from ${workOrders} where (${where})`;
const isLate = () => lt(workOrders.dueAt, now());
const isEmergency = (clause: SQLWrapper): SQL => sql`(${clause} = ${emergencyClause})`;

/** The most urgent ones to handle by group and kind, as one deals with them in the chat: no more are read than are counted, emergencies first. */
function selectToHandle(actor: Actor) {
  const open = db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      groupId: workOrders.groupId,
      personId: workOrders.personId,
      nickname: workOrders.nickname,
      clause: workOrders.clause,
      dueAt: workOrders.dueAt,
    })
    .from(workOrders)
    .where(toHandle(actor))
    .orderBy(desc(isEmergency(workOrders.clause)), asc(workOrders.dueAt), asc(workOrders.id))
    .limit(mostCounted + 1)
    .as('open_orders');
  const earliest = sql`min(${open.dueAt})`.mapWith(workOrders.dueAt);
  const emergency = isEmergency(open.clause);
  const late = sql`${open.dueAt} < ${now().toISOString()}`;
  return db()
    .select({
      part: sql<'handle' | 'returned'>`'handle'`,
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
      failReason: sql<string | null>`null::text`,
      urgent: sql<number>`(count(*) filter (where ${emergency}))::int`,
      count: sql<number>`(sum(count(*)) over ())::int`,
      overdue: sql<number>`(sum(count(*) filter (where ${late})) over ())::int`,
      groups: sql<number>`(dense_rank() over (order by ${open.groupId}) + dense_rank() over (order by ${open.groupId} desc) - 1)::int`,
    })
    .from(open)
    .innerJoin(groups, eq(groups.id, open.groupId))
    .leftJoin(people, eq(people.id, open.personId))
    .groupBy(open.kind, open.groupId, groups.id)
    .orderBy(desc(sql`bool_or(${emergency})`), earliest, asc(open.groupId), asc(open.kind))
    .limit(mostItems);
}

/** Those that could not be done, in the same shape and order. */
function selectReturned(actor: Actor) {
  const where = returned(actor);
  return db()
    .select({
      part: sql<'handle' | 'returned'>`'returned'`,
      kind: workOrders.kind,
      groupId: workOrders.groupId,
      groupName: groups.name,
      platform: groups.platform,
      orders: sql<number>`1`,
      dueAt: sql`${workOrders.dueAt}`.mapWith(workOrders.dueAt),
      id: sql<string>`${workOrders.id}::text`,
      number: sql<string>`${workOrders.number}`,
      personName: sql<string | null>`${people.name}`,
      nickname: sql<string | null>`${workOrders.nickname}`,
      failReason: sql<string | null>`${workOrders.failReason}`,
      urgent: sql<number>`${isEmergency(workOrders.clause)}::int`,
      count: countOf(rowsOf(where)),
      overdue: countOf(rowsOf(and(where, isLate()))),
      groups: sql<number>`1`,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .leftJoin(people, eq(people.id, workOrders.personId))
    .where(where)
    .orderBy(desc(isEmergency(workOrders.clause)), asc(workOrders.dueAt), asc(workOrders.id))
    .limit(mostItems);
}

type Row = Awaited<ReturnType<typeof selectToHandle>>[number];

/** Somebody whom the register does not know is called what the chat calls him. */
const whoOf = ({ personName, nickname }: Row): string => personName ?? nickname ?? '成员';

/** What can be copied for it, if its kind is for copying anything. */
function copyHint({ kind, orders, nickname }: Row): string[] {
  const { copy } = kindsOfOrder[kind];
  if (!copy) return [];
  return [
    orders === 1 && copy.from === 'nickname' ? `昵称「${nickname ?? ''}」可复制` : `${copy.label}可复制`,
  ];
}

function toDo(row: Row): WaitingItem {
  const { kind, groupId, orders } = row;
  const line = {
    ...(row.urgent
      ? ({ badge: '突发', tone: 'error', urgent: row.urgent } as const)
      : ({ badge: '群内办理', tone: 'info' } as const)),
    ...({ dueAt: row.dueAt, act: '去办理' } as const),
  };
  const platform = `${platformNames[row.platform]}群`;
  if (orders > 1)
    return {
      ...line,
      title: kindsOfOrder[kind].title(row.groupName, ` ${orders} 人`),
      detail: [platform, ...copyHint(row), '可一并回执'].join(' · '),
      href: `${handleHref}&${new URLSearchParams({ kind, group: groupId })}`,
      rows: orders,
    };
  return {
    ...line,
    title: kindsOfOrder[kind].title(row.groupName, whoOf(row)),
    detail: [platform, ...copyHint(row), row.number].join(' · '),
    href: `/orders/${row.id}`,
  };
}

function handling(rows: readonly Row[]): Waiting {
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

function failed(row: Row): WaitingItem {
  return {
    badge: row.urgent ? '突发' : '未办成',
    tone: 'error',
    urgent: row.urgent,
    title: kindsOfOrder[row.kind].title(row.groupName, whoOf(row)).replace(/^请/, '未能'),
    detail: `${row.failReason ?? ''} · ${row.number}`,
    dueAt: row.dueAt,
    href: `/orders/${row.id}`,
    act: '去处置',
  };
}

function returnedOrders(rows: readonly Row[]): Waiting {
  return {
    key: 'order-returned',
    label: '未办成待处置',
    icon: 'history',
    href: returnedHref,
    count: rows[0]?.count ?? 0,
    overdue: rows[0]?.overdue ?? 0,
    note: '重新下达，或不再办理',
    items: rows.map(failed),
  };
}

/** Orders to handle, for whoever handles any; failed ones, for the Office. One statement for both. */
export const waiting: WaitingQuery = async (actor) => {
  if (!mayAtAll(actor, 'orders.handle')) return [];
  const manages = mayAtAll(actor, 'orders.manage');
  const toHandleOnly = selectToHandle(actor);
  const rows = await (manages ? unionAll(toHandleOnly, selectReturned(actor)) : toHandleOnly);
  const part = (wanted: Row['part']) => rows.filter((row) => row.part === wanted);
  return [handling(part('handle')), ...(manages ? [returnedOrders(part('returned'))] : [])];
};

const none: ReturnType<WaitingCounts> = {};

export const waitingCounts: WaitingCounts = (actor) => {
  if (!mayAtAll(actor, 'orders.handle')) return none;
  // Counted apart: no index serves both what is open and what has failed.
  return {
    '/orders': sql<number>`(${countOf(rowsOf(toHandle(actor)))} + ${countOf(rowsOf(returned(actor)))})`,
  };
};
