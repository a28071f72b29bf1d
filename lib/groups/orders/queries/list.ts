import { and, asc, desc, eq, inArray, lt, or, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, type OrderKind, type OrderStatus, workOrders } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import { searchedRows } from '../../queries/search';
import { administratorRows } from '../../queries/visible';
import type { OrderRow } from '../list';
import { mayHandle } from '../policy';
import { visibleOrders } from './scope';
import { returned, toHandle } from './waiting';

// Ids sort by the time of making.
const sorted = { due: [workOrders.dueAt, workOrders.id], opened: [workOrders.id] };

function waitFilter(actor: Actor, chosen: string[] | undefined): SQL | undefined {
  return or(...(chosen ?? []).map((value) => (value === 'me' ? toHandle(actor) : returned(actor))));
}

/** Past its time and still to be dealt with. The states are said as well: among them are few, and an index leads to them. */
function overdue(actor: Actor): SQL | undefined {
  return and(
    inArray(workOrders.status, ['open', 'failed']),
    or(eq(workOrders.status, 'open'), returned(actor)),
    lt(workOrders.dueAt, now()),
  );
}

/** What of the orders the actor may see an address asks for. */
export function ordersIn(actor: Actor, { q, filters }: ListState): SQL | undefined {
  return and(
    visibleOrders(actor),
    filters.status && inArray(workOrders.status, filters.status as OrderStatus[]),
    filters.kind && inArray(workOrders.kind, filters.kind as OrderKind[]),
    filters.group && inArray(workOrders.groupId, filters.group),
    filters.overdue && overdue(actor),
    waitFilter(actor, filters.wait),
    searchedRows(q, 'OD', workOrders),
  );
}

function readRows(actor: Actor, where: SQL | undefined, state: ListState) {
  const order = sorted[state.sort === 'due' ? 'due' : 'opened'];
  return db()
    .select({
      id: workOrders.id,
      number: workOrders.number,
      kind: workOrders.kind,
      status: workOrders.status,
      version: workOrders.version,
      groupId: workOrders.groupId,
      groupName: groups.name,
      platform: groups.platform,
      personName: people.name,
      phoneMasked: people.phoneMasked,
      nickname: workOrders.nickname,
      title: sql<string | null>`${workOrders.detail} ->> 'title'`,
      unitName: units.name,
      origin: membershipRequests.number,
      clause: workOrders.clause,
      createdAt: workOrders.createdAt,
      dueAt: workOrders.dueAt,
      statusAt: workOrders.statusAt,
      statusByName: workOrders.statusByName,
      handledAt: workOrders.handledAt,
      failReason: workOrders.failReason,
      mine: sql<boolean>`(${toHandle(actor)})`,
      returned: sql<boolean>`(${returned(actor)})`,
      administrators: sql<string[]>`(select coalesce(json_agg(a.name order by ra.starts_at), '[]'::json)
        from ${administratorRows(sql`${workOrders.groupId}`, now())} and a.departed_at is null)`,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .leftJoin(people, eq(people.id, workOrders.personId))
    .leftJoin(
      membershipRequests,
      and(eq(workOrders.originType, 'membership_request'), eq(membershipRequests.id, workOrders.originId)),
    )
    .leftJoin(units, eq(units.id, membershipRequests.unitId))
    .where(where)
    .orderBy(...order.map(state.dir === 'desc' ? desc : asc))
    .limit(state.size)
    .offset((state.page - 1) * state.size);
}

/** The orders the actor may see. Two statements, and the calendar. */
export async function listOrders(actor: Actor, state: ListState): Promise<Page<OrderRow>> {
  const where = ordersIn(actor, state);
  const [count, rows, calendar] = await Promise.all([
    countUpTo(db(), sql`select 1 from ${workOrders} where ${where}`),
    readRows(actor, where, state),
    workCalendar(),
  ]);
  const at = now();
  return {
    rows: rows.map(({ returned: waits, ...row }) => ({
      ...row,
      deadline: row.status === 'open' || waits ? deadlineText(calendar, row.dueAt, at) : null,
      late: row.handledAt !== null && row.handledAt > row.dueAt,
      may: { handle: row.status === 'open' && mayHandle(actor, row).allowed },
    })),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: state.size,
  };
}
