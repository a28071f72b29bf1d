import { and, asc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { membershipRequests } from '@/db/schema/membership';
import { addWorkingHours } from '@/lib/calendar/rules';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { officeDay } from '@/lib/core/time';
import { decideRequest } from '@/lib/groups/requests/commands/decide';
import { planTransfer } from '@/lib/groups/transfers/commands/plan';
import { carryOutTransfers } from '@/lib/groups/transfers/jobs';
import type { Step } from './history';
import { groupsWithout, handle, hoursADay, memberOf, type Stage, step } from './stage';

const dayMs = 86_400_000;

/** Somebody who has moved to another unit, and somebody who is to. */
export const transferSteps = (stage: Stage): Step[] => [...doneTransfer(stage), ...plannedTransfer(stage)];

/** The Office agrees to what a transfer asks for. */
async function agree({ hands }: Stage, at: Date, transferId: string, most = 50): Promise<void> {
  const joins = await db()
    .select({ id: membershipRequests.id, version: membershipRequests.version })
    .from(membershipRequests)
    .where(
      and(
        eq(membershipRequests.transferId, transferId),
        eq(membershipRequests.kind, 'join'),
        eq(membershipRequests.status, 'submitted'),
      ),
    )
    .orderBy(asc(membershipRequests.id))
    .limit(most);
  for (const join of joins)
    await hands.act('office2', at, (actor) => decideRequest(actor, { ...join, decision: 'approve' }));
}

/** From 望江 to 长青, four weeks ago: the orders are done. */
function doneTransfer(stage: Stage): Step[] {
  const { hands, street, calendar, ago } = stage;
  const planned = ago(20 * hoursADay);
  const effective = new Date(
    `${officeDay(addWorkingHours(calendar, planned, 3 * hoursADay))}T00:05:00+08:00`,
  );
  const handled = addWorkingHours(calendar, effective, 3);
  let id = '';
  let person = '';
  const administrators: readonly [string, string][] = [
    ['社区书记群', 'office'],
    ['平安建设群', 'pingan.gao'],
    ['防汛应急群', 'office'],
  ];
  return [
    step(planned, async (at) => {
      const found = await memberOf(stage, at, '街道工作总群', '望江社区');
      person = found.personId;
      const joins = await groupsWithout(stage, person, ['平安建设群', '防汛应急群']);
      const made = await hands.act('head.wangjiang', at, (actor) =>
        planTransfer(actor, {
          submissionId: newId(),
          personId: person,
          toUnitId: street.units.get('长青社区') as string,
          duty: '副主任',
          effectiveOn: officeDay(effective),
          leaves: [],
          joins,
          reason: '干部交流',
        }),
      );
      id = made.id;
    }),
    step(addWorkingHours(calendar, planned, 4), (at) => agree(stage, at, id)),
    step(effective, (at) => withClock(at, () => carryOutTransfers())),
    ...administrators.map(([group, by], n) =>
      step(addWorkingHours(calendar, handled, n), (at) => handle(stage, by, at, group, person)),
    ),
  ];
}

/** From 东风 to 新华, in nine days: one join is agreed to, one waits for the Office. */
function plannedTransfer(stage: Stage): Step[] {
  const { hands, street, ago, present } = stage;
  let id = '';
  return [
    step(ago(8), async (at) => {
      const { id: membershipId, personId } = await memberOf(stage, at, '平安建设群', '东风社区');
      const joins = await groupsWithout(stage, personId, ['新华社区工作群', '社区书记群']);
      const made = await hands.act('head.dongfeng', at, (actor) =>
        planTransfer(actor, {
          submissionId: newId(),
          personId,
          toUnitId: street.units.get('新华社区') as string,
          duty: '网格员',
          effectiveOn: officeDay(new Date(present.getTime() + 9 * dayMs)),
          leaves: [membershipId],
          joins,
          reason: '岗位调整，充实网格力量',
        }),
      );
      id = made.id;
    }),
    step(ago(6), (at) => agree(stage, at, id, 1)),
  ];
}
