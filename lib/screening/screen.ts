import { type Automaton, automatonOf } from './automaton';
import type { Category, Hit, Severity } from './categories';
import { type Folded, fold, foldWord, gapKind } from './folding';
import { findNumbers, type NumberFound } from './numbers';
import { findPhrases } from './phrases';

/** A word of a dictionary. */
export interface ListedWord {
  word: string;
  category: Category;
  severity: Severity;
  /** Why it is listed, in words for the author; empty where the category says enough. */
  note: string;
}

type Entry = Pick<Hit, 'category' | 'severity' | 'explanation'>;

/** A hit by its places in the folded text. */
type Placed = Omit<Hit, 'start' | 'end'> & { from: number; to: number };

const numberKinds: Readonly<Record<NumberFound['detector'], Entry>> = {
  citizen_id: {
    category: 2,
    severity: 'block',
    explanation: '居民身份证号码（校验位正确），请删去或遮盖后再发',
  },
  bank_card: { category: 2, severity: 'block', explanation: '银行卡号（校验位正确），请删去或遮盖后再发' },
  mobile: { category: 2, severity: 'warn', explanation: '手机号码，属个人信息；确需发布的请说明理由' },
};

const weight: Readonly<Record<Severity, number>> = { block: 2, warn: 1, hint: 0 };

const explained = ({ word, note }: ListedWord): string => `词库词条“${word}”${note ? `：${note}` : ''}`;

/** Everything that is looked for in a text, in one pass over it however many words there are. */
export class Screener {
  private readonly automaton: Automaton;
  private readonly words: readonly string[];
  private readonly entries: readonly (readonly Entry[])[];

  constructor(automaton: Automaton, words: readonly string[], entries: readonly (readonly Entry[])[]) {
    this.automaton = automaton;
    this.words = words;
    this.entries = entries;
  }

  /** What is found in a text, in its order; a hit inside another of at least its severity is left out. */
  screen(text: string): Hit[] {
    const folded = fold(text);
    const found: Placed[] = [];
    this.findWords(folded, found);
    for (const { detector, from, to } of findNumbers(folded))
      found.push({ ...numberKinds[detector], detector, from, to });
    for (const phrase of findPhrases(folded)) found.push(phrase);
    return found.length ? outermost(placed(text, folded, found)) : [];
  }

  private findWords(folded: Folded, found: Placed[]): void {
    this.automaton.scan(folded.letters, (index, last) => {
      const word = this.words[index] ?? '';
      if (!stands(folded, last - word.length + 1, last)) return;
      const from = folded.places[last - word.length + 1] ?? 0;
      const to = (folded.places[last] ?? 0) + 1;
      for (const entry of this.entries[index] ?? []) found.push({ ...entry, detector: 'word', from, to });
    });
  }
}

const isLatin = (unit: number): boolean => (unit >= 97 && unit <= 122) || (unit >= 48 && unit <= 57);

/** Whether nothing Latin touches that end of the word, as `sex` is touched in `Essex`. */
function isEdge({ letters, places }: Folded, inside: number, outside: number): boolean {
  const touching = Math.abs((places[inside] ?? 0) - (places[outside] ?? -9)) === 1;
  return !(
    touching &&
    outside >= 0 &&
    outside < letters.length &&
    isLatin(letters[inside] ?? 0) &&
    isLatin(letters[outside] ?? 0)
  );
}

/** What hides a word is short; further apart its letters belong to different things. */
const widestGap = 8;

/**
 * Whether letters that spell a word are meant as one. Something between some of them counts as put there to hide it; the signs
 * that end or join parts of a sentence, and blanks in Latin words, only when they stand between all of three or more.
 */
function stands(folded: Folded, first: number, last: number): boolean {
  const { places } = folded;
  if (!(isEdge(folded, first, first - 1) && isEdge(folded, last, last + 1))) return false;
  if ((places[last] ?? 0) - (places[first] ?? 0) === last - first) return true;
  let parted = 0;
  let doubtful = false;
  for (let i = first; i < last; i += 1) {
    const between = (places[i + 1] ?? 0) - (places[i] ?? 0) - 1;
    if (between > widestGap) return false;
    if (between === 0) continue;
    parted += 1;
    doubtful ||= isDoubtful(folded, i);
  }
  return !doubtful || (parted === last - first && parted >= 2);
}

/** Whether what stands after this letter is there in honest texts too. */
function isDoubtful({ letters, places, text }: Folded, index: number): boolean {
  if (isLatin(letters[index] ?? 0) && isLatin(letters[index + 1] ?? 0)) return true;
  for (let place = (places[index] ?? 0) + 1; place < (places[index + 1] ?? 0); place += 1)
    if (gapKind(text, place) === 2) return true;
  return false;
}

function placed(text: string, { starts, ends, plain }: Folded, found: readonly Placed[]): Hit[] {
  const graphemes = plain ? null : new Intl.Segmenter('zh', { granularity: 'grapheme' }).segment(text);
  return found.map(({ from, to, ...hit }) => {
    const [start, end] = [starts[from] ?? 0, ends[to - 1] ?? 0];
    if (!graphemes) return { ...hit, start, end };
    const last = graphemes.containing(end - 1);
    return {
      ...hit,
      start: graphemes.containing(start)?.index ?? start,
      end: last ? last.index + last.segment.length : end,
    };
  });
}

/** Hits in the order of the text, without those that a longer one of at least their severity covers, and without doubles. */
function outermost(hits: readonly Hit[]): Hit[] {
  const sorted = hits.toSorted(
    (a, b) => a.start - b.start || b.end - a.end || weight[b.severity] - weight[a.severity],
  );
  const kept: Hit[] = [];
  /** By severity: how far the hits of at least that severity reach. */
  const reach = [-1, -1, -1];
  let before: Hit | undefined;
  for (const hit of sorted) {
    const same = before && before.start === hit.start && before.end === hit.end;
    const other = same && before?.category !== hit.category;
    const covered = (reach[weight[hit.severity]] ?? -1) >= hit.end;
    if (!covered || other) kept.push(hit);
    for (let level = 0; level <= weight[hit.severity]; level += 1)
      reach[level] = Math.max(reach[level] ?? -1, hit.end);
    before = hit;
  }
  return kept;
}

/** Words between two pauses of the building. */
const slice = 1_024;

/**
 * Makes a screener of dictionaries. Words that fold to nothing are left out. A generator that pauses every few thousand steps:
 * whoever drives it lets others go first in between.
 */
export function* screenerOf(dictionary: Iterable<ListedWord>): Generator<void, Screener> {
  const entries = new Map<string, Entry[]>();
  let count = 0;
  for (const listed of dictionary) {
    count += 1;
    if (count % slice === 0) yield;
    const word = foldWord(listed.word);
    if (!word) continue;
    const entry = { category: listed.category, severity: listed.severity, explanation: explained(listed) };
    const known = entries.get(word);
    if (known) known.push(entry);
    else entries.set(word, [entry]);
  }
  const words = [...entries.keys()];
  const automaton = yield* automatonOf(words);
  return new Screener(automaton, words, [...entries.values()]);
}
