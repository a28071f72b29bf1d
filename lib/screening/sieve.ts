/** Entries for each beginning: more make it finer, fewer keep it near at hand. */
const room = 8;

/**
 * Tells of most places of a text that no word begins there, by the first two and three letters of all words, hashed into bits.
 * It never denies a beginning; now and then it takes a place for one that is none.
 */
export class Sieve {
  private readonly pairMask: number;
  private readonly tripleMask: number;
  /** By two letters, in two bits: whether they begin a longer word, and whether they are one. */
  private readonly pairs: Uint8Array;
  /** By three letters, a bit: whether they begin a word. */
  private readonly triples: Uint8Array;
  /** Words of one letter begin anywhere. */
  private open = false;

  /** For so many different beginnings of two letters, and of three. */
  constructor(pairs: number, triples: number) {
    this.pairs = new Uint8Array(sizeFor(pairs) / 4);
    this.triples = new Uint8Array(sizeFor(triples) / 8);
    this.pairMask = 4 * this.pairs.length - 1;
    this.tripleMask = 8 * this.triples.length - 1;
  }

  add(word: string): void {
    const [first, second, third] = [word.charCodeAt(0), word.charCodeAt(1), word.charCodeAt(2)];
    if (word.length < 2) this.open = true;
    else this.enter(first, second, word.length > 2 ? third : null);
  }

  private enter(first: number, second: number, third: number | null): void {
    const pair = hashOf(first, second);
    const place = pair & this.pairMask;
    this.pairs[place >>> 2] =
      (this.pairs[place >>> 2] ?? 0) | ((third === null ? 2 : 1) << ((place & 3) * 2));
    if (third === null) return;
    const triple = hashOf(pair, third) & this.tripleMask;
    this.triples[triple >>> 3] = (this.triples[triple >>> 3] ?? 0) | (1 << (triple & 7));
  }

  /** Whether a word may begin at this place. */
  lets(units: readonly number[], at: number): boolean {
    if (this.open) return true;
    if (at + 1 >= units.length) return false;
    const pair = hashOf(units[at] ?? 0, units[at + 1] ?? 0);
    const place = pair & this.pairMask;
    const known = ((this.pairs[place >>> 2] ?? 0) >>> ((place & 3) * 2)) & 3;
    if (known !== 1 || at + 2 >= units.length) return known > 1;
    const triple = hashOf(pair, units[at + 2] ?? 0) & this.tripleMask;
    return ((this.triples[triple >>> 3] ?? 0) & (1 << (triple & 7))) !== 0;
  }
}

function hashOf(before: number, unit: number): number {
  const mixed = Math.imul(before, 0x9e37_79b1) ^ Math.imul(unit, 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 15)) | 0;
}

const sizeFor = (beginnings: number): number => 2 ** Math.ceil(Math.log2(beginnings * room + 1_024));
