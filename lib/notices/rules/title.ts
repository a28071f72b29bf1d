const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** What people count as characters: an emoji, a letter with its marks, a rare character are one each. */
export function letterCount(text: string): number {
  let count = 0;
  for (const _ of segmenter.segment(text)) count += 1;
  return count;
}

/** What the Office has set about titles (3.2.1). */
export interface TitleTerms {
  'notices.title_letters': number;
  'notices.title_most': number;
}

/** How a title stands: `long` needs a reason, `too_long` is refused. */
export type TitleState = 'empty' | 'fits' | 'long' | 'too_long';

export function titleState(title: string, terms: TitleTerms): TitleState {
  const count = letterCount(title.trim());
  if (count === 0) return 'empty';
  if (count <= terms['notices.title_letters']) return 'fits';
  return count <= terms['notices.title_most'] ? 'long' : 'too_long';
}

/** A reason for a long title is written out; a sign is none. */
const shortestTitleReason = 2;

/** What has to be put right about a title, by the field where it is; null when nothing has. */
export function titleProblem(
  title: string,
  reason: string,
  terms: TitleTerms,
): { field: 'title' | 'titleReason'; message: string } | null {
  const [usual, most] = [terms['notices.title_letters'], terms['notices.title_most']];
  const state = titleState(title, terms);
  if (state === 'empty') return { field: 'title', message: '请填写标题' };
  if (state === 'too_long')
    return { field: 'title', message: `标题 ${letterCount(title.trim())} 字，不得超过 ${most} 字，请精简` };
  if (state === 'fits' || letterCount(reason.trim()) >= shortestTitleReason) return null;
  return { field: 'titleReason', message: `标题超过 ${usual} 字，请说明理由` };
}
