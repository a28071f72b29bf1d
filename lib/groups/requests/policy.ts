import type { RequestKind } from '@/db/schema/membership';
import type { Actor } from '@/lib/access/actor';
import { denied, type Verdict, verdict } from '@/lib/access/may';

/** Whom a request concerns; what separation of duties is judged by. */
export interface RequestParties {
  kind: RequestKind;
  unitId: string;
  personId: string;
  submittedBy: string;
  /** Whose duty it was, when a delegate submitted it. */
  submittedFor: string | null;
}

/** The head of the unit or his delegate; an office_admin for any unit. */
export function maySubmit(actor: Actor, unitId: string): Verdict {
  return verdict(actor, 'membership.submit', { unitId }, '只能为本单位人员提交申请');
}

const asked = (actor: Actor, row: RequestParties): boolean =>
  actor.personId !== null && [row.submittedBy, row.submittedFor].includes(actor.personId);

/** An office_admin who neither asked for it, himself or through a delegate, nor is the person concerned. */
export function mayDecide(actor: Actor, row: RequestParties): Verdict {
  const found = verdict(actor, 'membership.decide', { unitId: row.unitId });
  if (!found.allowed) return found;
  if (row.kind === 'leave') return denied('退群无需审核', '2.3.1');
  if (asked(actor, row)) return denied('本人提交的申请须由其他管理员审核', '2.1.1');
  if (actor.personId === row.personId) return denied('本人的入群申请须由其他管理员审核', '2.1.1');
  return found;
}

/** Whoever asked for it, or whose duty was exercised, while he still has the duty. */
export function mayWithdraw(actor: Actor, row: RequestParties): Verdict {
  const found = verdict(actor, 'membership.withdraw', { unitId: row.unitId });
  if (!found.allowed || asked(actor, row)) return found;
  return denied('只有提交人可以撤回', '2.1.1');
}
