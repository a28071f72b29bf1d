import type { OrderKind } from '@/db/schema/membership';
import { addWorkingDays, type WorkCalendar } from '@/lib/calendar/rules';

const minute = 60_000;

/** Within what time an order is to be handled: working days, or minutes where that cannot wait. */
export interface OrderTerms {
  'orders.handling_days': number;
  'notices.urgent_minutes': number;
  'notices.recall_minutes': number;
}

/** Posts under this clause are of an emergency. */
export const emergencyClause = '3.1.3';

/** What should not have gone out is to be gone within minutes, at whatever hour, and an emergency (3.1.3) to be known. */
function minutesFor({ kind, clause }: { kind: OrderKind; clause: string }, terms: OrderTerms): number | null {
  if (kind === 'recall') return terms['notices.recall_minutes'];
  return kind === 'post' && clause === emergencyClause ? terms['notices.urgent_minutes'] : null;
}

/** By when an order that is issued at `at` is to be handled: by its kind, so that one issued anew has the time of the first. */
export function orderDue(
  calendar: WorkCalendar,
  terms: OrderTerms,
  order: { kind: OrderKind; clause: string },
  at: Date,
): Date {
  const minutes = minutesFor(order, terms);
  if (minutes !== null) return new Date(at.getTime() + minutes * minute);
  return addWorkingDays(calendar, at, terms['orders.handling_days']);
}

/**
 * Why a stated time of handling cannot be; undefined when it can. Times are typed to the minute, so the order's own minute
 * and the present one count as possible.
 */
export function handledAtProblem(handledAt: Date, openedAt: Date, at: Date): string | undefined {
  const floor = (moment: Date) => Math.floor(moment.getTime() / minute);
  if (floor(handledAt) > floor(at)) return '办理时间不能晚于现在';
  if (floor(handledAt) < floor(openedAt)) return '办理时间不能早于办理单下达时间';
  return undefined;
}
