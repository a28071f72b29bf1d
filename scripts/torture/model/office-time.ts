import type { Facts } from './facts';

const day = 86_400_000;
const ahead = 8 * 3_600_000;

type Calendar = Pick<Facts, 'isWorking' | 'settings'>;

const dayOf = (at: number) => Math.floor((at + ahead) / day);
const minutesOf = (at: number) => Math.floor(((at + ahead) % day) / 60_000);
const moment = (number: number, minutes: number) => number * day - ahead + minutes * 60_000;
const dayName = (number: number) => new Date(number * day).toISOString().slice(0, 10);

/** The day of the office, `2026-11-16`. */
export const officeDayOf = (at: number): string => dayName(dayOf(at));

function workingFrom({ isWorking }: Calendar, number: number): number {
  let found = number;
  while (!isWorking(dayName(found))) found += 1;
  return found;
}

/** Whether the office is at work. */
export function isOpen({ isWorking, settings }: Calendar, at: number): boolean {
  const minutes = minutesOf(at);
  return isWorking(officeDayOf(at)) && minutes >= settings.opens && minutes < settings.closes;
}

/** So many working days later at the same time of day; begun while the office is closed, at the close of the last of them. */
export function workingDaysAfter(calendar: Calendar, at: number, days: number): number {
  const { opens, closes } = calendar.settings;
  const early = calendar.isWorking(officeDayOf(at)) && minutesOf(at) < opens;
  const open = isOpen(calendar, at);
  let number = open || early ? dayOf(at) : workingFrom(calendar, dayOf(at) + 1);
  for (let left = open ? days : days - 1; left > 0; left -= 1) number = workingFrom(calendar, number + 1);
  return moment(number, open ? minutesOf(at) : closes);
}
