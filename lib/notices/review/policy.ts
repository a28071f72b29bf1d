import type { StepDuty } from '@/db/schema/reviews';
import type { Actor, Grant } from '@/lib/access/actor';
import { denied, grantFor, mayAtAll, type Verdict, verdict } from '@/lib/access/may';

/** What of a step decides whose it is. */
export interface StepParties {
  duty: StepDuty;
  unitId: string;
  authorId: string;
  assignedTo: string | null;
  escalation: number;
  /** Whether some leader is in charge of the unit now; where nobody is, 主要领导 stands in. */
  inCharge: boolean;
}

/** From this level on an overdue step has come to 主要领导. */
export const escalatedToPrimary = 2;

/** The actor as if this were his only grant: what one grant gives is asked of the table like everything else. */
export const withOnly = (actor: Actor, grant: Grant): Actor => ({ ...actor, grants: [grant] });

const isPrimary = (actor: Actor, grant: Grant): boolean =>
  grant.primary && mayAtAll(withOnly(actor, grant), 'notices.review_major');

function hasDuty(actor: Actor, grant: Grant, { duty, unitId, inCharge, escalation }: StepParties): boolean {
  const alone = withOnly(actor, grant);
  if (isPrimary(actor, grant) && (duty === 'primary' || escalation >= escalatedToPrimary)) return true;
  if (duty === 'head') return grantFor(alone, 'notices.review', { unitId }) !== undefined;
  if (duty !== 'leader') return false;
  if (grantFor(alone, 'notices.review_major', { unitId })) return true;
  return !inCharge && isPrimary(actor, grant);
}

/** The grants by which a step is the actor's, own ones first; what the author himself handed to a delegate is none. */
function dutyGrants(actor: Actor, step: StepParties): Grant[] {
  const found = actor.grants.filter(
    (grant) => grant.onBehalfOf?.id !== step.authorId && hasDuty(actor, grant, step),
  );
  return found.toSorted((a, b) => Number(a.onBehalfOf !== null) - Number(b.onBehalfOf !== null));
}

/**
 * The head of the unit, the leader in charge, 主要领导 where he stands in, their delegates, and whoever the Office assigned; never who
 * wrote it, nor his delegate.
 */
export function mayReview(actor: Actor, step: StepParties): Verdict {
  const [duty] = dutyGrants(actor, step);
  const found: Verdict = duty
    ? { allowed: true, grant: duty }
    : verdict(actor, 'notices.review_assigned', { personId: step.assignedTo }, '这件信息不由您审核');
  if (!found.allowed || actor.personId !== step.authorId) return found;
  return denied('本人起草的信息须由他人审核', '3.4.2');
}

/** The Office: sees every step, and names a reviewer; it decides only what is assigned to it. */
export function mayOversee(actor: Actor): Verdict {
  return verdict(actor, 'notices.oversee');
}

/** The Office names who reviews; for what one of it wrote, another does. */
export function mayAssign(actor: Actor, { authorId }: Pick<StepParties, 'authorId'>): Verdict {
  const found = mayOversee(actor);
  if (!found.allowed || actor.personId !== authorId) return found;
  return denied('本人起草的信息请由其他管理员指定审核人', '3.4.2');
}

/** Whether the queue is a page of the actor's at all, apart from what may be assigned to him. */
export function reviews(actor: Actor): boolean {
  return (
    mayAtAll(actor, 'notices.review') ||
    mayAtAll(actor, 'notices.review_major') ||
    mayAtAll(actor, 'notices.oversee')
  );
}
