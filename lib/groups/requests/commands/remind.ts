import { and, asc, eq, lt } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests, workOrders } from '@/db/schema/membership';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { remindReported } from '../../leaving/commands/remind';
import { handlersOf, officeAdmins } from '../../orders/queries/recipients';

/** More than this many overdue things are not told one by one: the workbench counts them. */
const mostReminders = 500;

/**
 * Reminds those whose turn it is of what is overdue: the Office of requests, the heads of leaves reported to them, a group's administrators of
 * orders, and the Office of what these let lie; each once a day, in office hours. Only the system itself may.
 */
export const remindOverdue = command(
  { name: 'membership.remind', clause: '2.1.1' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    if (openMoment(calendar, at).getTime() !== at.getTime()) return { reminded: 0 };
    const reminded =
      (await remindOffice(tx, calendar, at)) +
      (await remindReported(tx, calendar, at)) +
      (await remindHandlers(tx, calendar, at));
    if (reminded)
      await record(tx, actor, { action: 'membership.remind', clause: '2.1.1', after: { reminded } });
    return { reminded };
  },
);

async function remindOffice(tx: Tx, calendar: WorkCalendar, at: Date): Promise<number> {
  const overdue = await tx
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      dueAt: membershipRequests.dueAt,
      person: people.name,
      group: groups.name,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .where(
      and(
        eq(membershipRequests.kind, 'join'),
        eq(membershipRequests.status, 'submitted'),
        lt(membershipRequests.dueAt, at),
      ),
    )
    .orderBy(asc(membershipRequests.dueAt), asc(membershipRequests.id))
    .limit(mostReminders);
  const office = overdue.length ? await officeAdmins(tx) : [];
  return notify(
    tx,
    overdue.flatMap(({ id, number, dueAt, person, group }) =>
      office.map((personId) => ({
        personId,
        kind: 'membership' as const,
        title: `${person}加入「${group}」的申请${deadlineText(calendar, dueAt, at).text}，请审核`,
        detail: number,
        href: `/membership/${id}`,
        dedupeKey: `membership.overdue:${id}:${officeDay(at)}`,
      })),
    ),
  );
}

async function remindHandlers(tx: Tx, calendar: WorkCalendar, at: Date): Promise<number> {
  const overdue = await tx
    .select({
      id: workOrders.id,
      number: workOrders.number,
      groupId: workOrders.groupId,
      dueAt: workOrders.dueAt,
      assignedTo: workOrders.assignedTo,
      group: groups.name,
    })
    .from(workOrders)
    .innerJoin(groups, eq(groups.id, workOrders.groupId))
    .where(and(eq(workOrders.status, 'open'), lt(workOrders.dueAt, at)))
    .orderBy(asc(workOrders.dueAt), asc(workOrders.id))
    .limit(mostReminders);
  const handlers = await handlersOf(tx, [...new Set(overdue.map(({ groupId }) => groupId))]);
  const told = await notify(
    tx,
    overdue.flatMap(({ id, number, groupId, dueAt, assignedTo, group }) =>
      (assignedTo ? [assignedTo] : (handlers.get(groupId) ?? [])).map((personId) => ({
        personId,
        kind: 'order' as const,
        title: `「${group}」办理单 ${number} ${deadlineText(calendar, dueAt, at).text}，请办理`,
        href: `/orders/${id}`,
        dedupeKey: `order.overdue:${id}:${officeDay(at)}`,
      })),
    ),
  );
  return told + (await tellOffice(tx, overdue, handlers, at));
}

interface OverdueOrder {
  groupId: string;
  group: string;
}

/** What a group's administrators have let lie the Office is told, a message for each group: it can hand it to somebody else. */
async function tellOffice(
  tx: Tx,
  overdue: readonly OverdueOrder[],
  handlers: ReadonlyMap<string, string[]>,
  at: Date,
): Promise<number> {
  if (!overdue.length) return 0;
  const office = await officeAdmins(tx);
  const late = new Map<string, { group: string; orders: number }>();
  for (const { groupId, group } of overdue)
    late.set(groupId, { group, orders: (late.get(groupId)?.orders ?? 0) + 1 });
  return notify(
    tx,
    [...late].flatMap(([groupId, { group, orders }]) =>
      office
        .filter((personId) => !handlers.get(groupId)?.includes(personId))
        .map((personId) => ({
          personId,
          kind: 'order' as const,
          title: `「${group}」有 ${orders} 件办理单逾期，可转交他人办理`,
          href: `/orders?sort=due&group=${groupId}`,
          dedupeKey: `order.overdue.group:${groupId}:${officeDay(at)}`,
        })),
    ),
  );
}
