import type { ImportChange, ImportProblem, ImportResult } from '@/db/schema/imports';

/** What importing a row would do, as things stand. */
export interface Verdict<Plan> {
  row: number;
  result: ImportResult;
  /** Who or what it is about, when on file already. */
  entityId: string | null;
  problems: ImportProblem[];
  changes: ImportChange[];
  /** What to write; null when there is nothing to. */
  plan: Plan | null;
}

export type Shown = Pick<Verdict<unknown>, 'result' | 'entityId' | 'problems' | 'changes'>;

/** Draws the verdict on a row from what is wrong with it, whom it is about, and what it would change. */
export function verdictOf<Plan>(
  row: number,
  { problems, entityId, changes, plan }: Omit<Verdict<Plan>, 'row' | 'result'>,
): Verdict<Plan> {
  if (problems.length) return { row, result: 'error', entityId, problems, changes: [], plan: null };
  if (!entityId) return { row, result: 'new', entityId, problems, changes, plan };
  if (!changes.length) return { row, result: 'unchanged', entityId, problems, changes, plan: null };
  return { row, result: 'changed', entityId, problems, changes, plan };
}

const resultWords: Readonly<Record<ImportResult, string>> = {
  new: '新增',
  changed: '变更',
  unchanged: '无变化',
  error: '有错误',
};

export const resultName = (result: ImportResult): string => resultWords[result];

export const problemText = (problems: readonly ImportProblem[]): string =>
  problems.map(({ column, message }) => `${column}：${message}`).join('；');

/** Changes as one text, whatever the order in which their fields were kept. */
const spelledOut = (changes: readonly ImportChange[]): string =>
  JSON.stringify(changes.map(({ column, before, after }) => [column, before, after]));

/**
 * What becomes of a row that the person has seen as `shown` and that now is judged `fresh`: done as seen, nothing to do any
 * more, or refused, since he would not have agreed to something else.
 */
export function agreement(
  shown: Shown,
  fresh: Shown,
): { outcome: 'done' } | { outcome: 'same' } | { outcome: 'refused'; message: string } {
  if (fresh.result === 'error') return { outcome: 'refused', message: problemText(fresh.problems) };
  if (fresh.result === 'unchanged') return { outcome: 'same' };
  const alike =
    shown.result === fresh.result &&
    shown.entityId === fresh.entityId &&
    spelledOut(shown.changes) === spelledOut(fresh.changes);
  if (alike) return { outcome: 'done' };
  return { outcome: 'refused', message: '核对之后登记的内容有变动，请下载这些行，重新上传核对' };
}
