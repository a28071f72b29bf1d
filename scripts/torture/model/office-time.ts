/** Which days the office works, and from when to when, in minutes since midnight. */
export interface OfficeCalendar {
  isWorking: (day: string) => boolean;
  settings: { opens: number; closes: number };
}

const day = 86_400_000;
const minute = 60_000;
const ahead = 8 * 3_600_000;

const dayOf = (at: number) => Math.floor((at + ahead) / day);
const minutesOf = (at: number) => Math.floor(((at + ahead) % day) / minute);
const moment = (number: number, minutes: number) => number * day - ahead + minutes * minute;
const dayName = (number: number) => new Date(number * day).toISOString().slice(0, 10);

/** The day of the office, `2026-11-16`. */
export const officeDayOf = (at: number): string => dayName(dayOf(at));

function workingFrom({ isWorking }: OfficeCalendar, number: number): number {
  let found = number;
  while (!isWorking(dayName(found))) found += 1;
  return found;
}

/** Whether the office is at work. */
export function isOpen({ isWorking, settings }: OfficeCalendar, at: number): boolean {
  const minutes = minutesOf(at);
  return isWorking(officeDayOf(at)) && minutes >= settings.opens && minutes < settings.closes;
}

/** The day on which it is at work at that moment, or is so next. */
function nextOpenDay(calendar: OfficeCalendar, at: number): number {
  const early = calendar.isWorking(officeDayOf(at)) && minutesOf(at) < calendar.settings.opens;
  return isOpen(calendar, at) || early ? dayOf(at) : workingFrom(calendar, dayOf(at) + 1);
}

/** The moment itself when the office is at work then, else when it opens next. */
export const openFrom = (calendar: OfficeCalendar, at: number): number =>
  isOpen(calendar, at) ? at : moment(nextOpenDay(calendar, at), calendar.settings.opens);

/** So many hours of the office's work later, minute by minute. */
export function workingHoursAfter(calendar: OfficeCalendar, at: number, hours: number): number {
  let then = at;
  for (let left = hours * 60; left > 0; left -= 1) then = openFrom(calendar, then) + minute;
  return then;
}

/** So many working days later at the same time of day; begun while the office is closed, at the close of the last of them. */
export function workingDaysAfter(calendar: OfficeCalendar, at: number, days: number): number {
  const open = isOpen(calendar, at);
  let number = nextOpenDay(calendar, at);
  for (let left = open ? days : days - 1; left > 0; left -= 1) number = workingFrom(calendar, number + 1);
  return moment(number, open ? minutesOf(at) : calendar.settings.closes);
}
