import { and, asc, eq, lt, not, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { type OrderKind, workOrders } from '@/db/schema/membership';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { type Notification, notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { handlersOf, mayHoldOrders, officeAdmins } from '../queries/recipients';
import { emergencyClause } from '../rules';

/** Of so many orders handlers are reminded in one transaction. */
const batchSize = 500;
/** The Office is told of so many groups, or notices, at once, those that lie longest: its workbench counts all. */
const mostToldOffice = 500;

/** Where a batch ended, in the order of what is due. */
export interface OrderPlace {
  dueAt: Date;
  id: string;
}

interface Reminding {
  /** Those that are due in minutes, whether or not the office is open; else all others, while it is. */
  urgent: boolean;
  /** The batch after this place; the first when left out. */
  after: OrderPlace | undefined;
}

interface Reminded {
  reminded: number;
  /** From where the next batch goes on; null after the last. */
  next: OrderPlace | null;
}

/** What should not stand in a chat any more, and an emergency that does not stand there yet. As `orderDue` has it. */
const isUrgent = sql`(${workOrders.kind} = 'recall' or ${workOrders.kind} = 'post' and ${workOrders.clause} = ${emergencyClause})`;

const overdue = (urgent: boolean, at: Date): SQL | undefined =>
  and(eq(workOrders.status, 'open'), lt(workOrders.dueAt, at), urgent ? isUrgent : not(isUrgent));

/**
 * Reminds whoever handles them of overdue orders, one batch of them, and with the first the Office of what others let lie: it can hand
 * that to somebody else. Each once a day. Only the system itself may.
 */
export const remindOrders = command(
  { name: 'order.remind', clause: '2.2.1a' },
  async (tx, actor, { urgent, after }: Reminding): Promise<Reminded> => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    const closed = openMoment(calendar, at).getTime() !== at.getTime();
    if (closed && !urgent) return { reminded: 0, next: null };
    const orders = await overdueOrders(tx, overdue(urgent, at), after);
    const toOffice = urgent ? officeOfNotices : officeOfGroups;
    const reminded = await notify(tx, [
      ...(await toHandlers(tx, orders, { calendar, at, urgent })),
      ...(orders.length && !after ? await toOffice(tx, at) : []),
    ]);
    if (reminded) await record(tx, actor, { action: 'order.remind', clause: '2.2.1a', after: { reminded } });
    const last = orders.at(-1);
    return { reminded, next: last && orders.length === batchSize ? last : null };
  },
);

function overdueOrders(tx: Tx, where: SQL | undefined, after: OrderPlace | undefined) {
  const beyond =
    after &&
    sql`(${workOrders.dueAt}, ${workOrders.id}) > (${after.dueAt.toISOString()}::timestamptz, ${after.id}::uuid)`;
  return tx
    .select({
      id: workOrders.id,
      number: workOrders.number,
      groupId: workOrders.groupId,
      dueAt: workOrders.dueAt,
      // Handed to somebody who may not hold it any more, it is the group's again.
      assignedTo: sql<
        string | null
      >`case when ${mayHoldOrders(sql`${workOrders.assignedTo}`, sql`${workOrders.groupId}`)}
        then ${workOrders.assignedTo} end`,
      group: groups.name,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(and(where, beyond))
    .orderBy(asc(workOrders.dueAt), asc(workOrders.id))
    .limit(batchSize);
}

type Overdue = Awaited<ReturnType<typeof overdueOrders>>[number];

async function toHandlers(
  tx: Tx,
  orders: readonly Overdue[],
  { calendar, at, urgent }: { calendar: WorkCalendar; at: Date; urgent: boolean },
): Promise<Notification[]> {
  const handlers = await handlersOf(tx, [...new Set(orders.map(({ groupId }) => groupId))]);
  return orders.flatMap(({ id, number, groupId, dueAt, assignedTo, group }) =>
    (assignedTo ? [assignedTo] : (handlers.get(groupId) ?? [])).map((personId) => ({
      personId,
      kind: 'order' as const,
      title: `「${group}」办理单 ${number} ${deadlineText(calendar, dueAt, at).text}，请${urgent ? '立即' : ''}办理`,
      href: `/orders/${id}`,
      dedupeKey: `order.overdue:${id}:${officeDay(at)}`,
    })),
  );
}

/** What is late in each group, for all of the Office but those who handle that group's orders themselves. */
async function officeOfGroups(tx: Tx, at: Date): Promise<Notification[]> {
  const late = await tx
    .select({ groupId: groups.id, group: groups.name, orders: sql<number>`count(*)::int` })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(overdue(false, at))
    .groupBy(groups.id)
    .orderBy(asc(sql`min(${workOrders.dueAt})`), asc(groups.id))
    .limit(mostToldOffice);
  const handlers = await handlersOf(
    tx,
    late.map(({ groupId }) => groupId),
  );
  const office = await officeAdmins(tx);
  return late.flatMap(({ groupId, group, orders }) =>
    office
      .filter((personId) => !handlers.get(groupId)?.includes(personId))
      .map((personId) => ({
        personId,
        kind: 'order' as const,
        title: `「${group}」有 ${orders} 件办理单逾期，可转交他人办理`,
        href: `/orders?sort=due&group=${groupId}`,
        dedupeKey: `order.overdue.group:${groupId}:${officeDay(at)}`,
      })),
  );
}

/** What the orders that went out together ask for, and in which groups it has not been done; one message for each notice. */
async function officeOfNotices(tx: Tx, at: Date): Promise<Notification[]> {
  const title = sql<string>`coalesce(${workOrders.detail} ->> 'title', '')`;
  const late = await tx
    .select({
      kind: workOrders.kind,
      title,
      dueAt: workOrders.dueAt,
      groupIds: sql<string[]>`json_agg(distinct ${workOrders.groupId})`,
    })
    .from(workOrders)
    .where(overdue(true, at))
    .groupBy(workOrders.kind, title, workOrders.dueAt)
    .orderBy(asc(workOrders.dueAt), asc(workOrders.kind), asc(title))
    .limit(mostToldOffice);
  const handlers = await handlersOf(tx, [...new Set(late.flatMap(({ groupIds }) => groupIds))]);
  const office = await officeAdmins(tx);
  return late.flatMap((notice) =>
    office.flatMap((personId) => {
      const others = notice.groupIds.filter((groupId) => !handlers.get(groupId)?.includes(personId));
      return others.length ? [lateNotice(notice, personId, others.length, at)] : [];
    }),
  );
}

function lateNotice(
  { kind, title, dueAt }: { kind: OrderKind; title: string; dueAt: Date },
  personId: string,
  groupsLate: number,
  at: Date,
): Notification {
  const what = kind === 'recall' ? '撤回' : '发布';
  return {
    personId,
    kind: 'order',
    title: `《${title}》有 ${groupsLate} 个群逾期未${what}，请督促或转交他人办理`,
    href: `/orders?kind=${kind}&overdue=yes`,
    dedupeKey: `order.overdue.notice:${kind}:${dueAt.toISOString()}:${title}:${officeDay(at)}`,
  };
}
