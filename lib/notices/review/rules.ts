import type { StepDuty } from '@/db/schema/notices';
import type { Actor } from '@/lib/access/actor';
import { grantFor, mayAtAll } from '@/lib/access/may';
import { addWorkingDays, addWorkingHours, type WorkCalendar } from '@/lib/calendar/rules';
import { withOnly } from './policy';

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

/** Why a notice is sent back or refused, to be ticked; supervision counts them by code. */
export const returnReasons = {
  facts: '内容与事实不符',
  figures: '时间、数据有误',
  title: '标题不规范',
  wording: '用语不规范',
  attachment: '附件缺漏或与正文不符',
  targets: '目标群不当',
  secret: '含不宜公开的信息',
  duplicate: '与已发布的信息重复',
} as const;
export type ReturnReason = keyof typeof returnReasons;

/** The opinion as it is kept and told: ticked reasons, then what was written. */
export function opinionText(reasons: readonly ReturnReason[], opinion: string): string {
  const ticked = reasons.map((reason) => returnReasons[reason]).join('、');
  return [ticked, opinion].filter(Boolean).join('。');
}

/** What a reviewer answers for, in the order of the form. */
export const attestations = {
  truth: { label: '真实性', hint: '内容属实' },
  accuracy: { label: '准确性', hint: '时间、数据无误' },
  conformity: { label: '规范性', hint: '格式、用语规范' },
} as const;
export type Attestation = keyof typeof attestations;
export const attestationNames = Object.keys(attestations) as Attestation[];
