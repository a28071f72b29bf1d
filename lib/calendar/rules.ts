import { formatMoment, officeDay, officeMinutes, officeMoment } from '@/lib/core/time';
import { publicDay } from './published';

/** The office's own words on single days, by day `2026-10-01`: true means working. */
export type CalendarOverrides = ReadonlyMap<string, boolean>;

/** Office hours in minutes since midnight; deadlines in working hours count these, without a lunch break. */
export interface OfficeHours {
  opens: number;
  closes: number;
}

export interface WorkCalendar {
  overrides: CalendarOverrides;
  hours: OfficeHours;
}

const dayMs = 86_400_000;
const halfDayMs = dayMs / 2;

function nextDay(day: string): string {
  return officeDay(new Date(officeMoment(day, 12 * 60).getTime() + dayMs));
}

/** Whether the office works on that day: its own word first, then the public calendar. */
export function isWorkingDay(calendar: WorkCalendar, day: string): boolean {
  return calendar.overrides.get(day) ?? publicDay(day).working;
}

/** The day itself when it is a working day, else the next one that is. */
export function workingDayFrom(calendar: WorkCalendar, day: string): string {
  let found = day;
  // Two months cover every holiday ever published; beyond that the overrides are absurd and the day stands as it is.
  for (let i = 0; i < 60; i += 1) {
    if (isWorkingDay(calendar, found)) return found;
    found = nextDay(found);
  }
  return day;
}

/**
 * The deadline `days` working days after `from` (1 or more): the same time of day, that many working days later. What begins while
 * the office is closed has that many full working days, and ends with the close of the last of them.
 */
export function addWorkingDays(calendar: WorkCalendar, from: Date, days: number): Date {
  const start = openMoment(calendar, from);
  const closed = start > from;
  let day = officeDay(start);
  for (let left = closed ? days - 1 : days; left > 0; left -= 1) day = workingDayFrom(calendar, nextDay(day));
  return officeMoment(day, closed ? calendar.hours.closes : officeMinutes(start));
}

/**
 * The deadline `hours` office hours after `from`, to the minute.
 * @throws RangeError when the office never opens
 */
export function addWorkingHours(calendar: WorkCalendar, from: Date, hours: number): Date {
  const { opens, closes } = calendar.hours;
  if (opens >= closes) throw new RangeError(`office hours ${opens}–${closes}`);
  const start = openMoment(calendar, from);
  let day = officeDay(start);
  let at = officeMinutes(start) + Math.round(hours * 60);
  while (at > closes) {
    at = opens + (at - closes);
    day = workingDayFrom(calendar, nextDay(day));
  }
  return officeMoment(day, at);
}

/** The moment itself when the office is open then, else the next opening. */
export function openMoment(calendar: WorkCalendar, at: Date): Date {
  const { opens, closes } = calendar.hours;
  const day = officeDay(at);
  const minutes = officeMinutes(at);
  if (!isWorkingDay(calendar, day) || minutes >= closes) {
    return officeMoment(workingDayFrom(calendar, nextDay(day)), opens);
  }
  return minutes < opens ? officeMoment(day, opens) : at;
}

/** Whole working days from now until the deadline's day: 0 when it is due today. */
function workingDaysUntil(calendar: WorkCalendar, at: Date, due: Date): number {
  const last = officeDay(due);
  let day = officeDay(at);
  let count = 0;
  while (day < last && count < 400) {
    day = nextDay(day);
    if (isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

/** Minutes in which the office is open from now until the deadline; not counted further than one whole day of them. */
function openMinutesUntil(calendar: WorkCalendar, at: Date, due: Date): number {
  const { opens, closes } = calendar.hours;
  const last = officeDay(due);
  let minutes = 0;
  let from = openMoment(calendar, at);
  while (from < due && minutes < closes - opens) {
    const day = officeDay(from);
    const until = day === last ? Math.min(officeMinutes(due), closes) : closes;
    minutes += Math.max(until - officeMinutes(from), 0);
    if (day === last) break;
    from = openMoment(calendar, officeMoment(day, closes));
  }
  return minutes;
}

export interface DeadlineText {
  text: string;
  overdue: boolean;
}

/** What stands beside a deadline: `还剩 1 个工作日`, `还剩 4 个工作小时`, `今天 18:00 前`, `明天 00:19 前`, `逾期 3 小时`. */
export function deadlineText(calendar: WorkCalendar, due: Date, at: Date): DeadlineText {
  if (due < at) return { text: `逾期 ${stretch(at.getTime() - due.getTime())}`, overdue: true };
  if (officeDay(due) === officeDay(at))
    return { text: `今天 ${formatMoment(due).slice(-5)} 前`, overdue: false };
  return { text: timeLeft(calendar, due, at), overdue: false };
}

/** What is left until another day, never more than there is: working time, or, when the office does not open before, when it is due. */
function timeLeft(calendar: WorkCalendar, due: Date, at: Date): string {
  const { opens, closes } = calendar.hours;
  const days = workingDaysUntil(calendar, at, due);
  const minutes = days > 0 ? openMinutesUntil(calendar, at, due) : 0;
  if (minutes >= closes - opens) return `还剩 ${days} 个工作日`;
  if (minutes >= 60) return `还剩 ${Math.floor(minutes / 60)} 个工作小时`;
  if (minutes > 0) return '还剩不足 1 个工作小时';
  const moment = formatMoment(due);
  // Hours of the night are told exactly: of 1 hour 59 minutes, `1 hour` would be half.
  return due.getTime() - at.getTime() < halfDayMs
    ? `明天 ${moment.slice(-5)} 前`
    : `${moment.slice(5, 10)} 到期`;
}

/** A stretch of time in its largest unit. */
function stretch(ms: number): string {
  const minutes = Math.max(1, Math.floor(ms / 60_000));
  if (minutes < 60) return `${minutes} 分钟`;
  if (minutes < 24 * 60) return `${Math.floor(minutes / 60)} 小时`;
  return `${Math.floor(minutes / (24 * 60))} 天`;
}
