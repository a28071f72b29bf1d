import { and, asc, eq, lt } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { record } from '@/lib/audit/record';
import { workCalendar } from '@/lib/calendar/queries';
import { deadlineText, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { command } from '@/lib/workflow/command';
import { remindReported } from '../../leaving/commands/remind';
import { officeAdmins } from '../../orders/queries/recipients';

/** More than this many overdue things are not told one by one: the workbench counts them. */
const mostReminders = 500;

/**
 * Reminds those whose turn it is of what is overdue: the Office of requests, the heads of leaves reported to them; each once a day, in office
 * hours. Only the system itself may.
 */
export const remindOverdue = command(
  { name: 'membership.remind', clause: '2.1.1' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    if (openMoment(calendar, at).getTime() !== at.getTime()) return { reminded: 0 };
    const reminded = (await remindOffice(tx, calendar, at)) + (await remindReported(tx, calendar, at));
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
