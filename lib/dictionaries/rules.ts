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
import { foldWord } from '@/lib/screening/folding';

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
/** A list longer than this only points things out: nobody has read it word by word. */
export const mostWeighty = 500;
export const mostImported = 100_000;
/** Words in all dictionaries together. */
export const mostWords = 200_000;

/** What is wrong with a word; null when it can be looked for. */
export function wordProblem(word: string): string | null {
  if (word.length > longestWord) return `不能超过 ${longestWord} 个字`;
  if (/[\p{Cc}\p{Zl}\p{Zp}]/u.test(word)) return '含有无法识别的字符';
  const folded = foldWord(word);
  if (!folded) return '没有文字，无法查找';
  if (folded.length < 2) return '至少两个字，单字会大量误报';
  return folded.length > 60 ? '过长' : null;
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
  hits: Hit[];
  /** Hits beyond those shown. */
  more: number;
  /** The text with what blocks it covered; null when nothing does. */
  masked: string | null;
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
