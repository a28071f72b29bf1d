import { formatMoment } from '@/lib/core/time';
import type { RuleCheck } from '../../rules/checks';
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
