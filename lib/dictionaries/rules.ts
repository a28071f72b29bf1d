import type { DictionaryAct, WordOrigin, WordState } from '@/db/schema/screening';
import {
  type Category,
  categories,
  categoryNames,
  clauseOf,
  type Hit,
  severities,
  severityNames,
} from '@/lib/screening/categories';
import type { NoticeHit } from '@/lib/screening/notice';

export const originNames: Readonly<Record<WordOrigin, string>> = { shipped: '自带', own: '自建' };

export const actNames: Readonly<Record<DictionaryAct, string>> = {
  ship: '装入自带词表',
  add: '新增词条',
  change: '修改词条',
  switch: '启用停用',
  remove: '删除词条',
  import: '批量导入',
  restore: '恢复版本',
};

export const categoryChoices = categories.map((category) => ({
  value: String(category),
  label: `${categoryNames[category]}（制度 ${clauseOf(category)}）`,
}));

export const severityChoices = severities.map((severity) => ({
  value: severity,
  label: severityNames[severity],
}));

export const longestWord = 30;
export const longestNote = 100;
/** Words that become warnings or blocks at once, imported or raised: more nobody reads word by word, and they only hint. */
export const mostWeightyAtOnce = 100;
/** Words in force that warn or block, all dictionaries together: what an office keeps in view. Beyond it they would stop honest text. */
export const mostWeighty = 2_000;
export const mostImported = 100_000;
/** Words in all dictionaries together. */
export const mostWords = 200_000;

/** Said beside the field where a severity is chosen. */
export const weightyHint = `“阻止”和“警示”合计最多 ${mostWeighty.toLocaleString('en-US')} 条，大词表只作“提示”`;

/** Whether a word stops somebody: what is switched off does not, and what only hints does not. */
export const isWeighty = (state: WordState | null): boolean =>
  state?.active === true && state.severity !== 'hint';

/** What is wrong with how a word is written; null when nothing is. Whether it can be looked for: `wordProblem`. */
export function writingProblem(word: string): string | null {
  if (word.length > longestWord) return `不能超过 ${longestWord} 个字`;
  return /[\p{Cc}\p{Zl}\p{Zp}]/u.test(word) ? '含有无法识别的字符' : null;
}

export interface ImportLine {
  /** Counted from 1, as the sheet or the pasted text shows it. */
  line: number;
  word: string;
  note: string;
}

/** What importing a list would do, or has done. */
export interface ImportOutcome {
  /** Words that are new, in part to be looked at. */
  fresh: number;
  sample: string[];
  /** Words the category has already; they stay as they are. */
  known: number;
  /** Words that stand in the list twice. */
  repeated: number;
  faulty: number;
  /** The first of them, with what is wrong. */
  faults: { line: number; word: string; message: string }[];
  /** The version it became; null when it was only checked. */
  number: number | null;
}

/** What was found in a text. */
export interface Tried {
  text: string;
  /** In the order of the text; when there are more than anybody reads, the weightiest of them. */
  hits: Hit[];
  /** Hits beyond those shown. */
  more: number;
  /** The text with what blocks it covered; null when nothing does. */
  masked: string | null;
  /** The version of the dictionaries that was asked. */
  version: number;
}

/** What was found in a notice, as the form and the reviewer are shown it. */
export interface NoticeFindings {
  /** In the order of the notice; when there are more than anybody reads, the weightiest of them. */
  hits: NoticeHit[];
  /** Hits beyond those. */
  more: number;
  /** Title and body with what blocks them covered; null when nothing in them blocks. File names are not covered but changed. */
  masked: { title: string; body: string } | null;
  /** The version of the dictionaries that was asked. */
  version: number;
}

/** Lines of pasted text: 词条, or 词条 and 说明 with a tab between; blank lines and those that begin with # do not count. */
export function textLines(text: string): ImportLine[] {
  return text.split(/\r?\n|\r/).flatMap((whole, index) => {
    const [word = '', note = ''] = whole
      .replace(/^\ufeff/, '')
      .split('\t')
      .map((part) => part.trim());
    return word === '' || word.startsWith('#') ? [] : [{ line: index + 1, word, note }];
  });
}

const shown = ({ category, severity, note, active }: WordState): readonly [string, string][] => [
  ['类别', categoryNames[category]],
  ['级别', severityNames[severity]],
  ['说明', note || '无'],
  ['状态', active ? '启用' : '停用'],
];

/** What a change did to a word, in words: `级别：提示 → 警示`. */
export function changeText(before: WordState | null, after: WordState | null): string {
  if (!after) return '删除';
  const now = shown(after);
  if (!before) return `新增：${now.map(([, value]) => value).join('，')}`;
  const was = shown(before);
  const renamed = before.word === after.word ? [] : [`词条：${before.word} → ${after.word}`];
  const changed = now.flatMap(([name, value], i) =>
    was[i]?.[1] === value ? [] : [`${name}：${was[i]?.[1]} → ${value}`],
  );
  return [...renamed, ...changed].join('；') || '未变';
}

/** A number of the address or a form that is one of the six. */
export const asCategory = (text: string): Category | undefined =>
  categories.find((category) => String(category) === text);
