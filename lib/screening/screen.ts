import { type Automaton, automatonOf } from './automaton';
import type { Category, Hit, Severity } from './categories';
import { type Folded, fold, foldWord, gapKind } from './folding';
import { findNumbers, type NumberFound } from './numbers';
import { findPhrases } from './phrases';
import { addWord, type Entry, hitOf, outermost, type Placed, place, weight } from './placed';

/** A word of a dictionary. */
export interface ListedWord {
  word: string;
  category: Category;
  severity: Severity;
  /** Why it is listed, in words for the author; empty where the category says enough. */
  note: string;
}

const numberKinds: Readonly<Record<NumberFound['detector'], Entry>> = {
  citizen_id: {
    category: 2,
    detector: 'citizen_id',
    severity: 'block',
    weight: weight.block,
    explanation: '居民身份证号码（校验位正确），请删去或遮盖后再发',
  },
  bank_card: {
    category: 2,
    detector: 'bank_card',
    severity: 'block',
    weight: weight.block,
    explanation: '银行卡号（校验位正确），请删去或遮盖后再发',
  },
  mobile: {
    category: 2,
    detector: 'mobile',
    severity: 'warn',
    weight: weight.warn,
    explanation: '手机号码，属个人信息；确需发布的请说明理由',
  },
  near_number: {
    category: 2,
    detector: 'near_number',
    severity: 'warn',
    weight: weight.warn,
    explanation: '疑似证件号码或银行卡号（校验未通过），请核对；确需发布的请说明理由',
  },
};

const explained = ({ word, note }: ListedWord): string => `词库词条“${word}”${note ? `：${note}` : ''}`;

/** Everything that is looked for in a text, in one pass over it however many words there are. */
export class Screener {
  private readonly automaton: Automaton;
  /** By word: what is said of it. */
  private readonly entries: readonly Entry[];

  constructor(automaton: Automaton, entries: readonly Entry[]) {
    this.automaton = automaton;
    this.entries = entries;
  }

  /** What is found in a text, in its order; a hit inside another of at least its severity is left out. */
  screen(text: string): Hit[] {
    const folded = fold(text);
    const found: Placed[] = [];
    this.findWords(folded, found);
    for (const { detector, from, to } of findNumbers(folded))
      found.push({ entry: numberKinds[detector], from, to, start: 0, end: 0 });
    for (const { from, to, ...phrase } of findPhrases(folded))
      found.push({ entry: { ...phrase, weight: weight[phrase.severity] }, from, to, start: 0, end: 0 });
    if (!found.length) return [];
    place(text, folded, found);
    return outermost(found).map(hitOf);
  }

  private findWords(folded: Folded, found: Placed[]): void {
    this.automaton.scan(folded.letters, (index, first, last) => {
      if (!stands(folded, first, last)) return;
      const from = folded.places[first] ?? 0;
      const to = (folded.places[last] ?? 0) + 1;
      for (let entry = this.entries[index]; entry; entry = entry.also) addWord(found, entry, from, to);
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

/** Words between two pauses of the building. */
const slice = 1_024;

/**
 * Makes a screener of dictionaries. Words that fold to nothing are left out. A generator that pauses every few thousand steps:
 * whoever drives it lets others go first in between.
 */
export function* screenerOf(dictionary: Iterable<ListedWord>): Generator<void, Screener> {
  const entries = new Map<string, Entry>();
  let count = 0;
  for (const listed of dictionary) {
    count += 1;
    if (count % slice === 0) yield;
    const word = foldWord(listed.word);
    if (!word) continue;
    const { category, severity } = listed;
    const explanation = explained(listed);
    const entry: Entry = { category, detector: 'word', severity, weight: weight[severity], explanation };
    const known = entries.get(word);
    if (known) known.also = { ...entry, also: known.also };
    else entries.set(word, { ...entry, also: undefined });
  }
  return new Screener(yield* automatonOf([...entries.keys()]), [...entries.values()]);
}
