import type { StepDuty } from '@/db/schema/reviews';
import type { Actor } from '@/lib/access/actor';
import { grantFor, mayAtAll } from '@/lib/access/may';
import { withOnly } from '../policy';
import { routeText } from './route-text';

/** What an author is, as far as it decides who reviews what he writes. */
export interface AuthorStanding {
  /** Head of the unit in whose name it is published, himself and not as a delegate. */
  head: boolean;
  leader: boolean;
}

export function authorStanding(author: Actor, unitId: string): AuthorStanding {
  const own = { ...author, grants: author.grants.filter(({ onBehalfOf }) => !onBehalfOf) };
  return {
    head: grantFor(own, 'notices.review', { unitId }) !== undefined,
    leader: own.grants.some((grant) => mayAtAll(withOnly(own, grant), 'notices.review_major')),
  };
}

interface PlannedStep {
  duty: StepDuty;
  status: 'open' | 'waiting' | 'self_issued';
}

/**
 * The steps of a revision in their order (3.4.1, 3.4.2). What a leader wrote goes to 主要领导; a head issues his own himself; what is
 * major needs the leader in charge besides. An emergency that is out has one step, afterwards, and nobody issues that himself.
 */
export function planSteps(
  author: AuthorStanding,
  { major, afterwards }: { major: boolean; afterwards: boolean },
): PlannedStep[] {
  if (author.leader) return [{ duty: 'primary', status: 'open' }];
  if (afterwards) return [{ duty: author.head ? 'leader' : 'head', status: 'open' }];
  const head: PlannedStep = { duty: 'head', status: author.head ? 'self_issued' : 'open' };
  if (!major) return [head];
  return [head, { duty: 'leader', status: author.head ? 'open' : 'waiting' }];
}

/** Who will review what somebody writes, in words: as an ordinary notice, and as a major one. */
export interface RouteWords {
  ordinary: string;
  major: string;
  /** Whether an ordinary one is out of his hands at once: nobody but himself has to answer for it. */
  issues: boolean;
}

export function routeWords(author: AuthorStanding): RouteWords {
  const words = (major: boolean) =>
    routeText(major, planSteps(author, { major, afterwards: false }).map(undecided)) ?? '';
  const [first] = planSteps(author, { major: false, afterwards: false });
  return { ordinary: words(false), major: words(true), issues: first?.status === 'self_issued' };
}

const undecided = (step: PlannedStep) => ({
  ...step,
  afterwards: false,
  assignedTo: null,
  assignedToName: null,
  decidedBy: null,
});
