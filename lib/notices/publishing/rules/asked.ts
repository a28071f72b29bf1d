import type { ReceiptWanted } from '@/db/schema/notices';
import { addWorkingDays, type WorkCalendar } from '@/lib/calendar/rules';

/** 回执 as a notice asks for it. */
export interface Asked {
  receiptWanted: ReceiptWanted;
  receiptDueAt: Date | null;
}

/** 回执时限, in working days from the publication on: for notices whose author's time has passed by then, or that have none. */
export interface AskedTerms {
  'notices.receipt_days': number;
}

/** Whether the author's time holds for a notice that goes out at `at`. */
const holds = ({ receiptWanted, receiptDueAt }: Asked, at: Date): boolean =>
  receiptWanted === 'read' || (receiptDueAt !== null && receiptDueAt > at);

/**
 * By when a notice that goes out at `at` is to be acknowledged (2.2.2b): as its author has it, unless nobody could keep that any more.
 * What windows, flood control or a late approval put off is nobody's delay who receives it.
 */
export function askedAt(calendar: WorkCalendar, terms: AskedTerms, asked: Asked, at: Date): Asked {
  const { receiptWanted, receiptDueAt } = asked;
  if (holds(asked, at))
    return { receiptWanted, receiptDueAt: receiptWanted === 'read' ? null : receiptDueAt };
  return { receiptWanted, receiptDueAt: addWorkingDays(calendar, at, terms['notices.receipt_days']) };
}
