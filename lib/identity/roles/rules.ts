import { officeDay, officeMoment } from '@/lib/core/time';

const minutesADay = 24 * 60;

/** When a role of these days begins: at once when the day is today, else with the day. */
export function beginning(day: string, at: Date): Date {
  return day === officeDay(at) ? at : officeMoment(day, 0);
}

/** The moment after a last day, from which nothing is given any more. */
export function endOf(lastDay: string): Date {
  return officeMoment(lastDay, minutesADay);
}
