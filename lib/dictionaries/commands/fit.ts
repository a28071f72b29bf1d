import { refuse } from '@/lib/core/errors';
import { foldWord } from '@/lib/screening/folding';
import { writingProblem } from '../rules';

/** What is wrong with a word; null when it can be looked for. */
export function wordProblem(word: string): string | null {
  const problem = writingProblem(word);
  if (problem) return problem;
  const folded = foldWord(word);
  if (!folded) return '没有文字，无法查找';
  if (folded.length < 2) return '至少两个字，单字会大量误报';
  return folded.length > 60 ? '过长' : null;
}

/** Refuses a word that cannot be looked for, beside its field. */
export function refuseUnfit(word: string): void {
  const problem = wordProblem(word);
  if (problem) refuse('invalid', `词条${problem}`, { fields: { word: problem } });
}
