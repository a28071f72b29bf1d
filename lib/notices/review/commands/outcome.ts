import type { Refusal } from '@/lib/core/errors';
import type { Moved } from '@/lib/workflow/move';
import type { LockedStep } from './lock';

/** What became of one step of many. */
export interface Outcome {
  id: string;
  /** Empty when it was not found, or is not for the actor to decide. */
  title: string;
  refusal: Refusal | null;
}

/** The answers in the order in which the steps were asked for; one that is not there, or not to be seen, is not found. */
export function outcomesOf(
  ids: readonly string[],
  rows: readonly LockedStep[],
  answers: ReadonlyMap<string, Moved>,
): Outcome[] {
  return ids.map((id) => {
    const answer = answers.get(id);
    const title = rows.find((row) => row.id === id)?.revisionTitle ?? '';
    if (!answer)
      return { id, title, refusal: { code: 'not_found', message: '没有找到这件待审信息，请刷新后再试' } };
    // A refusal for want of the right says no more than that.
    if (!answer.ok && answer.refusal.code === 'forbidden') return { id, title: '', refusal: answer.refusal };
    return { id, title, refusal: answer.ok ? null : answer.refusal };
  });
}
