import { and, asc, desc, eq, gte, inArray, lte, type SQL, sql } from 'drizzle-orm';
import { countUpTo, db } from '@/db/client';
import { groups, type Platform } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { type OrderKind, orderKinds, workOrders } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { type DeadlineText, deadlineText } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import type { ListState, Page } from '@/lib/core/paging';
import { settingsNow } from '@/lib/settings/queries';
import { mayHandle, mayReassign } from '../policy';
import { emergencyClause } from '../rules';
import { ordersIn } from './list';
import { looksAtPhone } from './looks';
import { administratorsOf } from './recipients';
import { toHandle } from './waiting';

/** So many of a group's orders stand on its card, when there are other groups beside it, and when it is alone. */
const mostBeside = 20;
const mostAlone = 100;

/** So many groups are a page at most: cards of the reader's own carry the texts to be pasted, which are long. */
export const mostGroupsOfOrders = 20;

/** One order as its group's card shows it. */
export interface GroupLine {
  id: string;
  version: number;
  number: string;
  kind: OrderKind;
  personName: string | null;
  nickname: string | null;
  phoneMasked: string | null;
  /** Without the texts to be pasted where the group is not the reader's own: those are on the order's page. */
  detail: Record<string, string>;
  /** Of an emergency, or to take back what should not have gone out: to be done within minutes. */
  urgent: boolean;
  dueAt: Date;
  deadline: DeadlineText;
  /** Whom it was handed to, when somebody is named. */
  assignedToName: string | null;
  may: { reveal: boolean };
}

/** The open orders of one chat group. */
export interface GroupOfOrders {
  groupId: string;
  groupName: string;
  platform: Platform;
  /** Of all that match, not only those shown. */
  counts: { kind: OrderKind; count: number }[];
  total: number;
  overdue: number;
  dueAt: Date;
  deadline: DeadlineText;
  /** Something of it is the reader's own to handle. */
  mine: boolean;
  administrators: { id: string; name: string }[];
  lines: GroupLine[];
  may: { handle: boolean; reassign: boolean };
}

function readGroups(actor: Actor, where: SQL | undefined, state: ListState) {
  const kinds = db()
    .select({
      groupId: workOrders.groupId,
      kind: workOrders.kind,
      orders: sql<number>`count(*)::int`.as('orders'),
      late: sql<number>`(count(*) filter (where ${workOrders.dueAt} < ${now().toISOString()}))::int`.as(
        'late',
      ),
      earliest: sql<Date>`min(${workOrders.dueAt})`.mapWith(workOrders.dueAt).as('earliest'),
      own: sql<boolean>`coalesce(bool_or(${toHandle(actor)}), false)`.as('own'),
    })
    .from(workOrders)
    .where(where)
    .groupBy(workOrders.groupId, workOrders.kind)
    .as('kinds');
  const earliest = sql`min(${kinds.earliest})`.mapWith(workOrders.dueAt);
  const own = sql<boolean>`bool_or(${kinds.own})`;
  return db()
    .select({
      groupId: groups.id,
      groupName: groups.name,
      platform: groups.platform,
      counts: sql<
        { kind: OrderKind; count: number }[]
      >`json_agg(json_build_object('kind', ${kinds.kind}, 'count', ${kinds.orders}))`,
      total: sql<number>`sum(${kinds.orders})::int`,
      overdue: sql<number>`sum(${kinds.late})::int`,
      dueAt: earliest,
      mine: own,
      administrators: administratorsOf(sql`${groups.id}`),
    })
    .from(kinds)
    .innerJoin(groups, eq(groups.id, kinds.groupId))
    .groupBy(groups.id)
    .orderBy(desc(own), asc(earliest), asc(groups.id))
    .limit(mostGroupsOfOrders)
    .offset((state.page - 1) * mostGroupsOfOrders);
}

const urgent = sql<boolean>`(${workOrders.kind} = 'recall' or ${workOrders.kind} = 'post' and ${workOrders.clause} = ${emergencyClause})`;

/** The most urgent orders of each of the groups, with the texts to be pasted of those that are the reader's own. */
function readLines(where: SQL | undefined, rows: readonly { groupId: string; mine: boolean }[]) {
  const groupIds = rows.map(({ groupId }) => groupId);
  const own = JSON.stringify(rows.filter(({ mine }) => mine).map(({ groupId }) => groupId));
  const most = groupIds.length > 1 ? mostBeside : mostAlone;
  const ranked = db()
    .select({
      id: workOrders.id,
      place:
        sql<number>`row_number() over (partition by ${workOrders.groupId} order by ${urgent} desc, ${workOrders.dueAt}, ${workOrders.id})`.as(
          'place',
        ),
    })
    .from(workOrders)
    .where(and(where, inArray(workOrders.groupId, [...groupIds])))
    .as('ranked');
  const handler = sql<string | null>`(select p.name from people p where p.id = ${workOrders.assignedTo})`;
  return db()
    .select({
      id: workOrders.id,
      version: workOrders.version,
      number: workOrders.number,
      kind: workOrders.kind,
      groupId: workOrders.groupId,
      personName: people.name,
      nickname: workOrders.nickname,
      phoneMasked: people.phoneMasked,
      detail: sql<Record<string, string>>`case when ${own}::jsonb ? ${workOrders.groupId}::text
        then ${workOrders.detail} else ${workOrders.detail} - 'text' - 'outcome' end`,
      urgent,
      dueAt: workOrders.dueAt,
      assignedToName: handler,
      revealed: sql<boolean>`exists (${looksAtPhone(sql`${workOrders.id}`, sql`${workOrders.personId}`)})`,
    })
    .from(ranked)
    .innerJoin(workOrders, eq(workOrders.id, ranked.id))
    .leftJoin(people, eq(people.id, workOrders.personId))
    .where(and(gte(ranked.place, 1), lte(ranked.place, most)))
    .orderBy(desc(urgent), asc(workOrders.dueAt), asc(workOrders.id))
    .limit(groupIds.length * most);
}

/**
 * Open orders as they are worked off: chat group by chat group, those that are the reader's own first, then the most urgent. A page
 * has whole groups, with as many of a group's orders as a card holds. Three statements, calendar and settings.
 */
export async function ordersByGroup(
  actor: Actor,
  state: ListState,
): Promise<Page<GroupOfOrders> & { megabytes: number }> {
  const where = ordersIn(actor, state);
  const [count, rows, calendar, settings] = await Promise.all([
    countUpTo(db(), sql`select distinct ${workOrders.groupId} from ${workOrders} where ${where}`),
    readGroups(actor, where, state),
    workCalendar(),
    settingsNow(),
  ]);
  const lines = rows.length ? await readLines(where, rows) : [];
  const at = now();
  const ofGroup = (row: (typeof rows)[number]): GroupOfOrders => {
    const handle = mayHandle(actor, row).allowed;
    return {
      ...row,
      counts: row.counts.toSorted((a, b) => orderKinds.indexOf(a.kind) - orderKinds.indexOf(b.kind)),
      deadline: deadlineText(calendar, row.dueAt, at),
      lines: lines
        .filter(({ groupId }) => groupId === row.groupId)
        .map(({ groupId: _, revealed: shown, ...line }) => ({
          ...line,
          deadline: deadlineText(calendar, line.dueAt, at),
          may: { reveal: handle && line.kind === 'add' && line.phoneMasked !== null && !shown },
        })),
      may: { handle, reassign: mayReassign(actor).allowed },
    };
  };
  return {
    rows: rows.map(ofGroup),
    total: count.total,
    totalIsExact: count.exact,
    page: state.page,
    size: mostGroupsOfOrders,
    megabytes: settings['orders.screenshot_mb'],
  };
}
