import { and, asc, eq, lt } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { groups } from '@/db/schema/groups';
import { people } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { units } from '@/db/schema/units';
import { addWorkingDays, deadlineText, type WorkCalendar } from '@/lib/calendar/rules';
import { officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { headsByUnit } from '../../orders/queries/heads';
import { officeAdmins } from '../../orders/queries/recipients';

/** More than this many are not told one by one: the workbench counts them. */
const mostReminders = 500;

/** Leaves that a member has reported and nobody has handed on in time, those that lie longest first. */
function overdueReports(tx: Tx, at: Date) {
  return tx
    .select({
      id: membershipRequests.id,
      number: membershipRequests.number,
      dueAt: membershipRequests.dueAt,
      unitId: membershipRequests.unitId,
      unitName: units.name,
      personName: people.name,
      groupName: groups.name,
    })
    .from(membershipRequests)
    .innerJoin(people, eq(people.id, membershipRequests.personId))
    .innerJoin(groups, eq(groups.id, membershipRequests.groupId))
    .innerJoin(units, eq(units.id, membershipRequests.unitId))
    .where(and(eq(membershipRequests.status, 'reported'), lt(membershipRequests.dueAt, at)))
    .orderBy(asc(membershipRequests.dueAt), asc(membershipRequests.id))
    .limit(mostReminders);
}

/**
 * Reminds the heads of leaves that were reported to them and lie beyond their time; once that has passed a second time, or where a unit
 * has nobody, the Office, which may hand them on itself. Each once a day. The caller has asked the calendar whether it is time.
 * @returns how many messages were new
 */
export async function remindReported(tx: Tx, calendar: WorkCalendar, at: Date): Promise<number> {
  const overdue = await overdueReports(tx, at);
  if (!overdue.length) return 0;
  const { 'membership.decision_days': days } = await settingsNow(tx);
  const heads = await headsByUnit(
    tx,
    overdue.map(({ unitId }) => unitId),
  );
  const office = await officeAdmins(tx);
  const day = officeDay(at);
  return notify(
    tx,
    overdue.flatMap(({ id, number, dueAt, unitId, unitName, personName, groupName }) => {
      const asked = heads.get(unitId) ?? [];
      const late = !asked.length || addWorkingDays(calendar, dueAt, days) < at;
      const message = {
        kind: 'membership' as const,
        href: `/membership/${id}`,
        dedupeKey: `leave.overdue:${id}:${day}`,
      };
      const text = deadlineText(calendar, dueAt, at).text;
      return [
        ...asked.map((personId) => ({
          ...message,
          personId,
          title: `${personName}报告退出「${groupName}」${text}，请提交`,
          detail: number,
        })),
        ...(late ? office : [])
          .filter((personId) => !asked.includes(personId))
          .map((personId) => ({
            ...message,
            personId,
            title: `${personName}报告退出「${groupName}」${text}，${unitName}未提交，请督促或代为提交`,
            detail: number,
          })),
      ];
    }),
  );
}
