import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** Whom a leave concerns. */
export interface LeaveParties {
  unitId: string;
  personId: string;
  submittedBy: string;
  submittedFor: string | null;
  /** The head who handed a reported one on. */
  decidedBy: string | null;
}

/** Everybody says of himself that he is to leave a group. */
export function mayReportLeave(actor: Actor, personId: string): Verdict {
  return verdict(actor, 'leave.report', { personId }, '只能报告本人退群');
}

/** The head of the unit the membership represents, or his delegate; an office_admin for any unit. */
export function mayFileLeave(actor: Actor, unitId: string): Verdict {
  return verdict(actor, 'membership.submit', { unitId }, '只能为本单位人员办理退群');
}

/** Whoever reported, filed or handed it on, while he still may. */
export function mayWithdrawLeave(actor: Actor, row: LeaveParties): Verdict {
  const own = actor.personId === row.personId && row.submittedBy === row.personId;
  if (own) return mayReportLeave(actor, row.personId);
  const found = verdict(actor, 'membership.withdraw', { unitId: row.unitId });
  const asked = [row.submittedBy, row.submittedFor, row.decidedBy].includes(actor.personId);
  return !found.allowed || asked ? found : denied('只有报告或提交的人可以撤回', '2.3.1');
}
