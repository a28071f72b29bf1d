import type { Actor } from '@/lib/access/actor';
import { type Verdict, verdict } from '@/lib/access/may';

/** The head of the unit the person is leaving, or his delegate; an office_admin for any unit. */
export function mayTransfer(actor: Actor, fromUnitId: string): Verdict {
  return verdict(actor, 'membership.submit', { unitId: fromUnitId }, '只能为本单位人员办理工作变动');
}
