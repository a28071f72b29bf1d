import { asc, eq, type SQL, sql } from 'drizzle-orm';
import { db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { mayAtAll } from '@/lib/access/may';
import { now } from '@/lib/core/clock';
import {
  mostCounted,
  mostItems,
  type Waiting,
  type WaitingCountsQuery,
  type WaitingItem,
  type WaitingQuery,
} from '@/lib/inbox/waiting';
import { platformNames } from '../rules';
import { returned, toHandle } from './queries/waiting';
import { orderTitle } from './rules';

const none: Record<string, number> = {};
const handleHref = '/orders?wait=me';
const returnedHref = '/orders?wait=office&status=failed';

function read(where: SQL | undefined) {
  return db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      groupName: groups.name,
      platform: groups.platform,
      personName: people.name,
      nickname: workOrders.nickname,
      failReason: workOrders.failReason,
      dueAt: workOrders.dueAt,
      count: sql<number>`count(*) over ()::int`,
      overdue: sql<number>`(count(*) filter (where ${workOrders.dueAt} < ${now().toISOString()}) over ())::int`,
      groups: sql<number>`(dense_rank() over (order by ${workOrders.groupId}) + dense_rank() over (order by ${workOrders.groupId} desc) - 1)::int`,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .leftJoin(people, eq(people.id, workOrders.personId))
    .where(where)
    .orderBy(asc(workOrders.dueAt), asc(workOrders.id))
    .limit(mostItems);
}

type Row = Awaited<ReturnType<typeof read>>[number];

const card = (rows: readonly Row[]) => ({
  count: Math.min(rows[0]?.count ?? 0, mostCounted + 1),
  overdue: rows[0]?.overdue ?? 0,
});

function toDo(row: Row): WaitingItem {
  return {
    badge: '群内办理',
    tone: 'info',
    title: orderTitle(row.kind, row.groupName, row.personName ?? '成员'),
    detail: `${platformNames[row.platform]}群 · 昵称「${row.nickname ?? ''}」可复制 · ${row.number}`,
    dueAt: row.dueAt,
    href: `/orders/${row.id}`,
    act: '去办理',
  };
}

function failed(row: Row): WaitingItem {
  return {
    badge: '未办成',
    tone: 'error',
    title: orderTitle(row.kind, row.groupName, row.personName ?? '成员').replace(/^请将/, '未能将'),
    detail: `${row.failReason ?? ''} · ${row.number}`,
    dueAt: row.dueAt,
    href: `/orders/${row.id}`,
    act: '去处置',
  };
}

async function handling(actor: Actor): Promise<Waiting> {
  const rows = await read(toHandle(actor));
  return {
    key: 'order',
    label: '待办理群内操作',
    icon: 'orders',
    href: handleHref,
    ...card(rows),
    note: `涉及 ${rows[0]?.groups ?? 0} 个群`,
    items: rows.map(toDo),
  };
}

async function returnedOrders(actor: Actor): Promise<Waiting> {
  const rows = await read(returned(actor));
  return {
    key: 'order-returned',
    label: '未办成待处置',
    icon: 'history',
    href: returnedHref,
    ...card(rows),
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

export const waitingCounts: WaitingCountsQuery = async (actor) => {
  if (!mayAtAll(actor, 'orders.handle')) return none;
  const counted = db()
    .select({ one: sql`1` })
    .from(workOrders)
    .where(sql`(${toHandle(actor)}) or (${returned(actor)})`)
    .limit(mostCounted + 1)
    .as('counted');
  const [row] = await db().select({ n: sql<number>`count(*)::int` }).from(counted);
  return { '/orders': row?.n ?? 0 };
};
