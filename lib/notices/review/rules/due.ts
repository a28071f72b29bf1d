import { addWorkingDays, addWorkingHours, type WorkCalendar } from '@/lib/calendar/rules';

export interface ReviewTerms {
  'notices.review_hours': number;
  'notices.review_days_major': number;
  'notices.afterwards_days': number;
}

/** By when a step that is opened or assigned now is to be decided. */
export function stepDue(
  calendar: WorkCalendar,
  terms: ReviewTerms,
  { major, afterwards }: { major: boolean; afterwards: boolean },
  at: Date,
): Date {
  if (afterwards) return addWorkingDays(calendar, at, terms['notices.afterwards_days']);
  if (major) return addWorkingDays(calendar, at, terms['notices.review_days_major']);
  return addWorkingHours(calendar, at, terms['notices.review_hours']);
}
