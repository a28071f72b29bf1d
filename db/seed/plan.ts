import { addWorkingHours, openMoment, type WorkCalendar } from '@/lib/calendar/rules';
import { joinReasons, seedGroups } from './data';
import type { Resident } from './founding';
import { stream } from './invent';

/** How far a request gets before the street is opened to visitors. */
export type Fate = 'done' | 'rejected' | 'withdrawn' | 'failed_then_done' | 'waiting' | 'ordered' | 'failed';

export interface PlannedJoin {
  group: string;
  person: Resident;
  reason: string;
  submitAt: Date;
  decideAt: Date;
  handleAt: Date;
  fate: Fate;
}

const day = 86_400_000;

function fateOf(random: () => number): Fate {
  const roll = random();
  if (roll < 0.04) return 'rejected';
  if (roll < 0.07) return 'withdrawn';
  if (roll < 0.1) return 'failed_then_done';
  return 'done';
}

/** Who of a unit joins a group: the ones with an account first, so that everyone who can sign in is somewhere. */
function joiners(residents: readonly Resident[], unit: string, count: number): Resident[] {
  return residents.filter((resident) => resident.unitName === unit).slice(0, count);
}

/** Three months of joining: most in the first weeks, then a trickle. */
export function planHistory(
  residents: readonly Resident[],
  calendar: WorkCalendar,
  from: Date,
  to: Date,
): PlannedJoin[] {
  const random = stream(7);
  const span = to.getTime() - from.getTime() - 8 * day;
  return seedGroups.flatMap((group) =>
    group.joins.flatMap(({ unit, people }) =>
      joiners(residents, unit, people).map((person) => {
        const asked = new Date(from.getTime() + day + span * random() ** 2.2);
        const submitAt = addWorkingHours(calendar, openMoment(calendar, asked), random() * 6);
        const decideAt = addWorkingHours(calendar, submitAt, 1 + random() * 12);
        const handleAt = addWorkingHours(calendar, decideAt, 0.5 + random() * 7);
        const reason = joinReasons[Math.floor(random() * joinReasons.length)] as string;
        return { group: group.name, person, reason, submitAt, decideAt, handleAt, fate: fateOf(random) };
      }),
    ),
  );
}

interface Leftover {
  group: string;
  unit: string;
  /** Working hours before the visitors come. */
  submitted: number;
  decided?: number;
  handled?: number;
  fate: Fate;
}

/** What is still under way when visitors come: overdue, due soon, fresh; waiting for the Office, for group administrators. */
const leftovers: readonly Leftover[] = [
  { group: '社区书记群', unit: '长青社区', submitted: 24, fate: 'waiting' },
  { group: '防汛应急群', unit: '望江社区', submitted: 22, fate: 'waiting' },
  { group: '城管执法群', unit: '城市管理办公室', submitted: 14, fate: 'waiting' },
  { group: '新华社区工作群', unit: '新华社区', submitted: 12, fate: 'waiting' },
  { group: '街道工作总群', unit: '和平社区', submitted: 9, fate: 'waiting' },
  { group: '平安建设群', unit: '和平社区', submitted: 6, fate: 'waiting' },
  { group: '财务工作群', unit: '市场监管所', submitted: 4, fate: 'waiting' },
  { group: '防汛应急群', unit: '滨河社区', submitted: 3, fate: 'waiting' },
  { group: '街道工作总群', unit: '东风社区', submitted: 1, fate: 'waiting' },
  { group: '社区书记群', unit: '和平社区', submitted: 16, decided: 12, fate: 'ordered' },
  { group: '社区书记群', unit: '新华社区', submitted: 15, decided: 12, fate: 'ordered' },
  { group: '防汛应急群', unit: '平安建设办公室', submitted: 10, decided: 5, fate: 'ordered' },
  { group: '和平社区工作群', unit: '和平社区', submitted: 14, decided: 11, fate: 'ordered' },
  { group: '城管执法群', unit: '市场监管所', submitted: 8, decided: 3, fate: 'ordered' },
  { group: '平安建设群', unit: '东风社区', submitted: 9, decided: 4, fate: 'ordered' },
  { group: '新华社区工作群', unit: '新华社区', submitted: 20, decided: 15, handled: 8, fate: 'failed' },
];

/** The moment `hours` office hours before `at`, found by counting forward from far enough back. */
export function workingHoursBefore(calendar: WorkCalendar, at: Date, hours: number): Date {
  let guess = at.getTime();
  while (addWorkingHours(calendar, new Date(guess), hours).getTime() > at.getTime()) guess -= 15 * 60_000;
  return openMoment(calendar, new Date(guess));
}

/** The leftovers as plans, for people who are not in the group by then: the last of their units. */
export function planLeftovers(
  residents: readonly Resident[],
  calendar: WorkCalendar,
  present: Date,
): PlannedJoin[] {
  const used = new Map<string, number>();
  const before = (hours: number) => workingHoursBefore(calendar, present, hours);
  return leftovers.map(({ group, unit, submitted, decided, handled, fate }, i) => {
    const n = (used.get(unit) ?? 0) + 1;
    used.set(unit, n);
    const person = residents.filter((resident) => resident.unitName === unit).at(-n) as Resident;
    return {
      group,
      person,
      reason: joinReasons[i % joinReasons.length] as string,
      submitAt: before(submitted),
      decideAt: before(decided ?? 0),
      handleAt: before(handled ?? 0),
      fate,
    };
  });
}
