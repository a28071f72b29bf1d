import { formatMoment } from '@/lib/core/time';
import type { RuleCheck } from '../../rules/checks';
import type { Asked } from './asked';
import type { Hold } from './flood';
import type { Planned } from './window';

/** 3.3.1 for whoever writes: one repeat too many is not submitted, what comes too soon waits. */
export function floodCheck({ holds, at }: Planned & { holds: readonly Hold[] }): RuleCheck {
  const check = { clause: '3.3.1', field: 'body' as const };
  const broken = holds.find(({ kind }) => kind === 'times');
  if (broken) return { ...check, ok: 'broken', text: `${broken.why}，请勿再重复发布` };
  const [first] = holds.toSorted((a, b) => b.until.getTime() - a.until.getTime());
  return first
    ? { ...check, ok: 'warn', text: `${first.why}，将顺延至 ${formatMoment(at)}` }
    : { ...check, ok: 'met', text: '发布频率和重发间隔符合要求' };
}

/** 3.3.2 for whoever writes: when it goes out if it is approved in time. */
export function windowCheck({ at }: Planned, from: Date): RuleCheck {
  const check = { clause: '3.3.2', field: 'planned' as const };
  return at > from
    ? { ...check, ok: 'warn', text: `审核通过后，将于 ${formatMoment(at)} 发布` }
    : { ...check, ok: 'met', text: '在发布时段内' };
}

/** 2.2.2b for whoever writes or reviews: that nobody could keep the time of the acknowledgements; null while everybody can. */
export function dueCheck({ receiptWanted, receiptDueAt }: Asked, at: Date): RuleCheck | null {
  if (receiptWanted === 'read' || receiptDueAt === null || receiptDueAt > at) return null;
  const text = `预计 ${formatMoment(at)} 才能发布，已过回执截止时间，发布时自动顺延`;
  return { clause: '2.2.2b', field: 'receiptDue', ok: 'warn', text };
}
