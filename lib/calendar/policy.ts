import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** The Office keeps the working calendar. */
export function mayManageCalendar(actor: Actor): Verdict {
  return verdict(actor, 'calendar.manage');
}
