import { and, eq, inArray, lte, or, type SQL, sql } from 'drizzle-orm';
import type { Tx } from '@/db/client';
import { memberships } from '@/db/schema/membership';
import { type EscalatedWhy, sweepItems, sweeps } from '@/db/schema/sweeps';
import type { Actor } from '@/lib/access/actor';
import { workCalendar } from '@/lib/calendar/queries';
import { addWorkingDays, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { now } from '@/lib/core/clock';
import { refuse } from '@/lib/core/errors';
import { formatMoment, officeDay } from '@/lib/core/time';
import { notify } from '@/lib/inbox/notify';
import { settingsNow } from '@/lib/settings/queries';
import { command } from '@/lib/workflow/command';
import { transition } from '@/lib/workflow/transition';
import { lastSeen } from '../../activity/queries';
import { headsByUnit } from '../../orders/queries/heads';
import { openSweepStatuses, sweepWorkflow } from '../states';
import { lapse } from './lapse';
import { itemLabel, lockItems } from './lock';
import { askedByHead, tellOffice, unitHref } from './tell';

const mostAtOnce = 2_000;
const open = inArray(sweepItems.status, [...openSweepStatuses]);

/**
 * Follows up on what was asked, in office hours: ends what has answered itself, hands what was not answered in time, or whose
 * unit has lost its head, to the Office, and reminds the others once a day. Only the system itself may.
 */
export const followUp = command(
  { name: 'inactive.follow', clause: '2.2.1c' },
  async (tx, actor, _input: Record<string, never>) => {
    if (actor.personId !== null) refuse('forbidden', '此项由系统定时执行');
    const calendar = await workCalendar(tx);
    const at = now();
    if (openMoment(calendar, at).getTime() !== at.getTime()) return { lapsed: 0, escalated: 0, reminded: 0 };
    const lapsed = (await lapse(tx, await lockItems(tx, overtaken(), mostAtOnce))).size;
    const escalated = await escalate(tx, actor, calendar, at);
    return { lapsed, escalated, reminded: await remind(tx, at) };
  },
);

/** Open questions whose member has left, or was seen after he was asked about. */
const overtaken = (): SQL | undefined =>
  and(
    open,
    or(
      sql`${memberships.until} is not null`,
      sql`(select at from ${lastSeen(sql`${sweepItems.personId}`, sql`${sweepItems.groupId}`)} seen) > ${sweepItems.askedAt}`,
    ),
  );

async function escalate(tx: Tx, actor: Actor, calendar: WorkCalendar, at: Date): Promise<number> {
  const units = await tx
    .selectDistinct({ id: sweepItems.unitId })
    .from(sweepItems)
    .where(eq(sweepItems.status, 'asked'))
    .limit(mostAtOnce);
  const heads = await headsByUnit(
    tx,
    units.map(({ id }) => id),
  );
  const vacant = units.map(({ id }) => id).filter((id) => !heads.has(id));
  const overdue = await move(tx, actor, calendar, 'unanswered', lte(sweepItems.dueAt, at));
  const orphaned = vacant.length
    ? await move(tx, actor, calendar, 'vacant', inArray(sweepItems.unitId, vacant))
    : 0;
  await tellOffice(tx, [
    ...Array<EscalatedWhy>(overdue).fill('unanswered'),
    ...Array<EscalatedWhy>(orphaned).fill('vacant'),
  ]);
  return overdue + orphaned;
}

/** The Office has as long as for any decision of its own. */
async function move(tx: Tx, actor: Actor, calendar: WorkCalendar, why: EscalatedWhy, where: SQL) {
  const rows = await lockItems(tx, and(eq(sweepItems.status, 'asked'), where), mostAtOnce);
  const { 'membership.decision_days': days } = await settingsNow(tx);
  const moved = await transition(tx, {
    table: sweepItems,
    workflow: sweepWorkflow,
    verb: 'escalate',
    rows,
    actor,
    may: 'system',
    label: itemLabel,
    set: { escalatedWhy: why, dueAt: addWorkingDays(calendar, now(), days) },
  });
  return moved.filter(({ ok }) => ok).length;
}

/** Each head once a day, from the day that the sweep says until its answers are due. */
async function remind(tx: Tx, at: Date): Promise<number> {
  const waiting = await tx
    .select({ unitId: sweepItems.unitId, dueAt: sweepItems.dueAt })
    .from(sweepItems)
    .innerJoin(sweeps, eq(sweeps.id, sweepItems.sweepId))
    .where(and(eq(sweepItems.status, 'asked'), lte(sweeps.remindAt, at)))
    .limit(mostAtOnce);
  const heads = await headsByUnit(
    tx,
    waiting.map(({ unitId }) => unitId),
  );
  return notify(
    tx,
    [...askedByHead(waiting, heads)].map(([personId, { count, dueAt }]) => ({
      personId,
      kind: 'membership' as const,
      title: `还有 ${count} 人次不活跃成员待您答复`,
      detail: `${formatMoment(dueAt)} 前未答复的，由街道办公室决定`,
      href: unitHref,
      dedupeKey: `inactive.remind:${officeDay(at)}`,
    })),
  );
}
