import { and, asc, count, desc, eq } from 'drizzle-orm';
import { db } from '@/db/client';
import { type SweepStatus, sweepItems } from '@/db/schema/sweeps';
import { units } from '@/db/schema/units';
import { systemActor } from '@/lib/access/actor';
import type { WorkCalendar } from '@/lib/calendar/rules';
import { openMoment } from '@/lib/calendar/rules';
import { withClock } from '@/lib/core/clock';
import type { Result } from '@/lib/core/errors';
import { newId } from '@/lib/core/id';
import { answerItems } from '@/lib/groups/inactive/commands/answer';
import { followUp } from '@/lib/groups/inactive/commands/follow';
import { startSweep, sweepMonthly } from '@/lib/groups/inactive/commands/start';
import { commonKeepReasons } from '@/lib/groups/inactive/rules';
import { changeSetting } from '@/lib/settings/commands';
import type { SettingKey } from '@/lib/settings/registry';
import { seedPeople } from './data';
import type { Founded } from './founding';
import type { Hands } from './hands';
import type { Step } from './history';
import { workingHoursBefore } from './plan';

const day = 86_400_000;
const hoursADay = 9.5;
const system = systemActor('inactive.follow');

/** What the schedule does by itself. */
async function bySchedule(at: Date, work: () => Promise<Result<unknown>>): Promise<void> {
  const done = await withClock(at, work);
  if (!done.ok) throw new Error(done.refusal.message);
}

const heads = seedPeople.filter(({ roles }) => roles.includes('unit_head'));

/** The unit with the most to answer: the one that lets its time run out. */
async function busiest(): Promise<string | undefined> {
  const [unit] = await db()
    .select({ name: units.name })
    .from(sweepItems)
    .innerJoin(units, eq(units.id, sweepItems.unitId))
    .where(eq(sweepItems.status, 'asked'))
    .groupBy(units.id)
    .orderBy(desc(count()), asc(units.sort))
    .limit(1);
  return unit?.name;
}

/**
 * Three sweeps: one that is finished, also where a unit let its time run out; one of which a unit has answered nothing, so that the
 * Office is to decide; and a present one that half of the units have answered, one of them by a delegate.
 */
export function inactivity(
  hands: Hands,
  street: Founded,
  calendar: WorkCalendar,
  start: Date,
  present: Date,
): Step[] {
  const after = (days: number) => openMoment(calendar, new Date(start.getTime() + days * day));
  const ago = (days: number) => workingHoursBefore(calendar, present, days * hoursADay);
  // Long, and still shorter than some have been in their groups by the second sweep: holidays may have put off the street's founding.
  const quiet = Math.min(75, Math.floor((ago(8).getTime() - start.getTime()) / day) - 5);
  const step = (at: Date, run: (at: Date) => Promise<unknown>): Step => ({ at, run: () => run(at) });

  /** Answers the first `most` open questions of a unit, every fourth of them that he is to go. */
  const answer = async (by: string, at: Date, unit: string, status: SweepStatus, most = 100) => {
    const open = await db()
      .select({ id: sweepItems.id, version: sweepItems.version })
      .from(sweepItems)
      .where(and(eq(sweepItems.status, status), eq(sweepItems.unitId, street.units.get(unit) as string)))
      .orderBy(asc(sweepItems.id))
      .limit(most);
    const leaving = open.filter((_, i) => i % 4 === 3);
    const staying = open.filter((_, i) => i % 4 !== 3);
    for (const [i, row] of staying.entries()) {
      const reason = commonKeepReasons[i % commonKeepReasons.length];
      await hands.act(by, at, (actor) => answerItems(actor, { rows: [row], answer: 'keep', reason }));
    }
    if (leaving.length)
      await hands.act(by, at, (actor) => answerItems(actor, { rows: leaving, answer: 'remove' }));
  };
  const answerAllButOne = async (at: Date) => {
    const late = await busiest();
    for (const { username, unit } of heads) if (unit !== late) await answer(username, at, unit, 'asked');
  };
  const decideAll = async (at: Date) => {
    for (const unit of street.units.keys()) await answer('office2', at, unit, 'escalated');
  };
  const set = (key: SettingKey, value: string, version: number, reason: string) => (at: Date) =>
    hands.act('office', at, (actor) => changeSetting(actor, { key, value, version, reason }));
  const follow = (at: Date) => bySchedule(at, () => followUp(system, {}));

  return [
    step(after(3), set('inactive.days', '30', 0, '试行期间先摸底，按 30 天掌握')),
    step(after(3), set('inactive.kept_days', '30', 0, '试行期间每月复核一次')),
    step(after(36), (at) => bySchedule(at, () => sweepMonthly(system, {}))),
    step(after(39), answerAllButOne),
    step(after(53), follow),
    step(after(54), decideAll),
    step(after(58), set('inactive.days', String(quiet), 1, '汛期集中办公，暂时放宽')),
    step(ago(8), (at) => hands.act('office', at, (actor) => startSweep(actor, { submissionId: newId() }))),
    step(ago(6), answerAllButOne),
    step(ago(2.9), follow),
    step(ago(2.7), set('inactive.days', '30', 2, '汛期结束，恢复 30 天')),
    step(ago(2.5), (at) => hands.act('office', at, (actor) => startSweep(actor, { submissionId: newId() }))),
    step(ago(1.5), (at) => answer('head.xinhua', at, '新华社区', 'asked')),
    step(ago(1.4), (at) => answer('head.dongfeng', at, '东风社区', 'asked')),
    step(ago(1.3), (at) => answer('head.chengguan', at, '城市管理办公室', 'asked', 2)),
    step(ago(0.5), (at) => answer('pingan.gao', at, '平安建设办公室', 'asked', 2)),
  ];
}
