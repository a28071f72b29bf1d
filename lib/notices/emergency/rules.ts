import { addWorkingDays, type WorkCalendar } from '@/lib/calendar/rules';
import { formatMoment } from '@/lib/core/time';

const hour = 3_600_000;

/** By when the next entry is due, day and night: an emergency knows no office hours. */
export const nextEntryDue = (at: Date, hours: number): Date => new Date(at.getTime() + hours * hour);

/** Whether a 补登 comes later than so many working days after it was posted. */
export const recordedLate = (calendar: WorkCalendar, postedAt: Date, at: Date, days: number): boolean =>
  addWorkingDays(calendar, postedAt, days) < at;

/** How many whole periods an entry has been overdue: it is reminded of once in each. */
export const periodsOverdue = (dueAt: Date, at: Date, hours: number): number =>
  Math.floor((at.getTime() - dueAt.getTime()) / (hours * hour));

/** An entry of the follow-up. */
export interface FollowUpWords {
  text: string;
  closes: boolean;
  at: Date;
}

/** An entry as it is pasted into the chats: `【续报】沿河路积水\n…`. */
export function followUpText(title: string, unitName: string, { text, closes, at }: FollowUpWords): string {
  const head = `【${closes ? '处置结果' : '续报'}】${title}`;
  return [head, text, `${unitName}\n${formatMoment(at)}`].join('\n\n');
}

const mostTold = 60;

/** How an entry begins, on one line: what a message says of it. */
export function beginning(text: string): string {
  const signs = [...text.replaceAll(/\s+/g, ' ')];
  return signs.length > mostTold ? `${signs.slice(0, mostTold).join('')}…` : signs.join('');
}
