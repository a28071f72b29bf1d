import * as OpenCC from 'opencc-js/t2cn';

/**
 * One spelling for many: width, case, traditional forms, accents, enclosed and styled letters, common look-alikes, and invisible
 * characters do not count. Every code point is folded by itself, whatever stands around it, so that a text folds to what its
 * characters fold to, one after the other, and every place in the result has its exact place in the text.
 */

const simplify = OpenCC.Converter({ from: 't', to: 'cn' });

/** Accents, joiners, variation selectors, directions, soft hyphens, and controls other than blanks and line breaks. */
const unseen = /[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]|[^\P{Cc}\s]/gu;

/** Letters of other scripts that look like the Latin, and signs that look like the Chinese, they stand before. */
const alike = new Map<string, string>(
  [
    'аa вb еe кk мm нh оo рp сc тt уy хx іi јj ѕs ԁd ԛq ԝw',
    'αa βb εe ιi κk νv οo ρp τt υu χx',
    'ɡg ɑa ıi 〇0 ×x',
    'ロ口 囗口 ニ二 ハ八 エ工 カ力 タ夕 ト卜 ー一',
  ]
    .join(' ')
    .split(' ')
    .map((pair) => [pair.slice(0, 1), pair.slice(1)]),
);

/** What one code point folds to: mostly one character; several for `㎡`; none for what is not seen. */
export function foldPoint(point: string): string {
  const plain = point.normalize('NFKD').toLowerCase().normalize('NFKD').replace(unseen, '');
  let folded = '';
  for (const one of plain) {
    const simple = simplify(one);
    folded += alike.get(simple) ?? simple;
  }
  return folded;
}

/** 0: a letter or digit. 1: what is put between characters: blanks, stars, dots, emoji. 2: what ends or joins parts of a sentence. */
export type Gap = 0 | 1 | 2;

const solid = /[\p{L}\p{N}]/u;
const sentence = /[\r\n\t\v\f\u2028\u2029。！？!?；;：:，,、…()（）[\]【】《》〈〉「」『』“”"‘’']/u;

function gapOf(unit: number): Gap {
  // Half of a pair: what counts as a letter outside of the BMP was folded as a whole, and both halves belong to the letter.
  if (unit >= 0xd800 && unit < 0xe000) return 0;
  const text = String.fromCharCode(unit);
  if (solid.test(text)) return 0;
  return sentence.test(text) ? 2 : 1;
}

// Every character is looked up once a process. 0 is left out, `several` asks foldPoint again, `unknown` was never seen.
const several = 0xffff;
const unknown = 0xfffe;
const folds = new Uint16Array(0x10000).fill(unknown);
const gaps = new Uint8Array(0x10000).fill(0xff);

function learn(unit: number): number {
  const folded = foldPoint(String.fromCharCode(unit));
  const code = folded.length > 1 ? several : folded.charCodeAt(0) || 0;
  folds[unit] = code;
  return code;
}

function gapAt(unit: number): number {
  const known = gaps[unit] ?? 0;
  if (known !== 0xff) return known;
  const gap = gapOf(unit);
  gaps[unit] = gap;
  return gap;
}

/** A text folded, with the way back from every place. */
export interface Folded {
  /** Everything that is seen, separators too. */
  text: string;
  /** By place in `text`: where in the original the character that made it begins, and where it ends. */
  starts: Int32Array;
  ends: Int32Array;
  /** Letters and digits only, as UTF-16 units, and the place of each in `text`. */
  letters: Uint16Array;
  places: Int32Array;
  /** Whether no grapheme of it can be longer than a character: nothing was left out, split, or joins its neighbours. */
  plain: boolean;
}

/** Scripts whose letters join into graphemes: from Arabic to Mongolian with the Korean parts, and their extensions. */
const joining = (unit: number): boolean =>
  unit >= 0x600 && (unit < 0x2000 || (unit >= 0xa880 && unit < 0xe000));

/** Takes up what the characters of a text fold to. */
class Folding {
  units: Uint16Array;
  starts: Int32Array;
  ends: Int32Array;
  length = 0;
  plain = true;

  constructor(room: number) {
    this.units = new Uint16Array(room);
    this.starts = new Int32Array(room);
    this.ends = new Int32Array(room);
  }

  put(unit: number, start: number, end: number): void {
    if (this.length === this.units.length) this.grow();
    this.units[this.length] = unit;
    this.starts[this.length] = start;
    this.ends[this.length] = end;
    this.length += 1;
  }

  /** A character of the basic plane. */
  putUnit(unit: number, start: number): void {
    const known = folds[unit] ?? 0;
    const code = known === unknown ? learn(unit) : known;
    if (code === 0 || joining(unit)) this.plain = false;
    if (code === several) this.putPoint(String.fromCharCode(unit), start);
    else if (code !== 0) this.put(code, start, start + 1);
  }

  /** A surrogate pair, or half of one; whether it was whole. */
  putPair(point: number, start: number): boolean {
    const whole = point > 0xffff;
    this.putPoint(whole ? String.fromCodePoint(point) : ' ', start);
    return whole;
  }

  /** A code point that is several units, or becomes several or none. */
  private putPoint(point: string, start: number): void {
    this.plain = false;
    const folded = foldPoint(point);
    // A pair that is no letter is one separator: a blank, whatever it looks like.
    const seen = folded.length === 2 && point.length === 2 && !solid.test(folded) ? ' ' : folded;
    for (let i = 0; i < seen.length; i += 1) this.put(seen.charCodeAt(i), start, start + point.length);
  }

  private grow(): void {
    const room = this.units.length * 2;
    const [units, starts, ends] = [new Uint16Array(room), new Int32Array(room), new Int32Array(room)];
    units.set(this.units);
    starts.set(this.starts);
    ends.set(this.ends);
    Object.assign(this, { units, starts, ends });
  }
}

/** Folds a text of any length. Half a surrogate pair alone stands for a blank. */
export function fold(original: string): Folded {
  const folding = new Folding(original.length + 8);
  for (let i = 0; i < original.length; i += 1) {
    const unit = original.charCodeAt(i);
    const half = unit >= 0xd800 && unit < 0xe000;
    if (!half) folding.putUnit(unit, i);
    else if (folding.putPair(original.codePointAt(i) ?? unit, i)) i += 1;
  }
  return finished(folding);
}

function finished({ units, starts, ends, length, plain }: Folding): Folded {
  const letters = new Uint16Array(length);
  const places = new Int32Array(length);
  let solidCount = 0;
  for (let i = 0; i < length; i += 1) {
    const unit = units[i] ?? 0;
    if (gapAt(unit) !== 0) continue;
    letters[solidCount] = unit;
    places[solidCount] = i;
    solidCount += 1;
  }
  return {
    text: textOf(units, length),
    starts,
    ends,
    letters: letters.subarray(0, solidCount),
    places,
    plain,
  };
}

const chunk = 4_096;

function textOf(units: Uint16Array, length: number): string {
  let text = '';
  for (let from = 0; from < length; from += chunk)
    text += String.fromCharCode(...units.subarray(from, Math.min(length, from + chunk)));
  return text;
}

/** What kind of separator stands at this place of a folded text. */
export const gapKind = (text: string, place: number): number => gapAt(text.charCodeAt(place));

/** A word as it is looked for: folded, and without separators. */
export function foldWord(word: string): string {
  const { letters } = fold(word);
  return textOf(letters, letters.length);
}
