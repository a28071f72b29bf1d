import { Sieve } from './sieve';

/**
 * Aho–Corasick over UTF-16 units in flat typed arrays: all occurrences of all words in one pass, overlapping and nested ones
 * too. Nodes are numbered by their distance from the root, brothers next to each other, so that what texts touch most lies close
 * together. Places where no word begins are mostly told by a sieve, without a step; so a large dictionary is hardly slower than a
 * small one (docs/decisions/0019).
 */

const alphabet = 0x10000;
/** Nodes between two pauses of the building. */
const slice = 4_096;

/** Words as they are added, in the order of adding: a trie with its children in one open-addressed table and in lists. */
class Draft {
  /** Pairs of a node and its child, whose letter says which; 0 where nothing is. */
  private readonly table: Int32Array;
  readonly letters: Uint16Array;
  /** The word that ends here, or -1. */
  readonly ends: Int32Array;
  readonly firstChild: Int32Array;
  readonly nextBrother: Int32Array;
  size = 1;

  constructor(letters: number) {
    const room = letters + 1;
    this.table = new Int32Array(2 * 2 ** Math.ceil(Math.log2(room * 1.5 + 16)));
    this.letters = new Uint16Array(room);
    this.ends = new Int32Array(room).fill(-1);
    this.firstChild = new Int32Array(room);
    this.nextBrother = new Int32Array(room);
  }

  add(word: string, index: number): void {
    let node = 0;
    for (let i = 0; i < word.length; i += 1) node = this.childOf(node, word.charCodeAt(i));
    this.ends[node] = index;
  }

  /** The child of a node by a unit, made if there is none. */
  private childOf(node: number, unit: number): number {
    const { table } = this;
    const mask = table.length - 2;
    let place = (Math.imul(node ^ Math.imul(unit, 0x9e37_79b1), 0x85eb_ca6b) >>> 6) & mask;
    for (;;) {
      const child = table[place + 1] ?? 0;
      if (child === 0) break;
      if (table[place] === node && this.letters[child] === unit) return child;
      place = (place + 2) & mask;
    }
    const child = this.size;
    this.size += 1;
    table[place] = node;
    table[place + 1] = child;
    this.letters[child] = unit;
    this.nextBrother[child] = this.firstChild[node] ?? 0;
    this.firstChild[node] = child;
    return child;
  }

  /** The children of a node in the order of their letters. */
  childrenOf(node: number): number[] {
    const children: number[] = [];
    for (let child = this.firstChild[node] ?? 0; child !== 0; child = this.nextBrother[child] ?? 0)
      children.push(child);
    return children.sort((a, b) => (this.letters[a] ?? 0) - (this.letters[b] ?? 0));
  }
}

/** The children of a node are those from the one named here to that of the next node. */
const childrenAt = 0;
/** Where to go on when no child fits. */
const failAt = 1;
/** The nearest node at which a word ends here, itself or shorter, and the next shorter one after it; 0 for none. */
const nearestAt = 2;
const shorterAt = 3;

/** Told of every occurrence: the word, by its place in the list, and the unit at which it ends, itself included. */
export type Found = (word: number, last: number) => void;

/** Finds the words it was made of. */
export class Automaton {
  /** The first step, from the root, by unit. */
  private readonly first = new Int32Array(alphabet);
  /** By node: its letter. */
  private readonly letters: Uint16Array;
  /** By node, four numbers side by side, as a step asks for them together; see `childrenAt` and those after it. */
  private readonly nodes: Int32Array;
  private readonly parents: Int32Array;
  /** By node: the word that ends here, or -1. */
  private readonly ends: Int32Array;
  /** What begins a word. */
  private readonly sieve: Sieve;

  constructor(size: number, sieve: Sieve) {
    this.sieve = sieve;
    this.letters = new Uint16Array(size);
    this.nodes = new Int32Array(4 * (size + 1));
    this.parents = new Int32Array(size);
    this.ends = new Int32Array(size).fill(-1);
  }

  /** Takes the nodes of a draft over, nearest to the root first. */
  *number(draft: Draft): Generator<void> {
    const old = new Int32Array(draft.size);
    let size = 1;
    for (let node = 0; node < draft.size; node += 1) {
      this.nodes[4 * node + childrenAt] = size;
      this.ends[node] = draft.ends[old[node] ?? 0] ?? -1;
      for (const child of draft.childrenOf(old[node] ?? 0)) {
        old[size] = child;
        this.letters[size] = draft.letters[child] ?? 0;
        this.parents[size] = node;
        if (node === 0) this.first[draft.letters[child] ?? 0] = size;
        size += 1;
      }
      if (node % slice === slice - 1) yield;
    }
    this.nodes[4 * draft.size + childrenAt] = size;
  }

  /** Finds for every node where to go on, and which words end there. */
  *link(): Generator<void> {
    const { nodes } = this;
    for (let node = 1; node < this.letters.length; node += 1) {
      const parent = this.parents[node] ?? 0;
      const letter = this.letters[node] ?? 0;
      const back = nodes[4 * parent + failAt] ?? 0;
      const fail = parent && (this.onward(back, letter) || (this.first[letter] ?? 0));
      const shorter = nodes[4 * fail + nearestAt] ?? 0;
      nodes[4 * node + failAt] = fail;
      nodes[4 * node + shorterAt] = shorter;
      nodes[4 * node + nearestAt] = (this.ends[node] ?? -1) >= 0 ? node : shorter;
      if (node % slice === slice - 1) yield;
    }
  }

  /** Tells every occurrence in these units, by where it ends, longer ones first. */
  scan(units: readonly number[], found: Found): void {
    const { nodes } = this;
    let node = 0;
    for (let i = 0; i < units.length; i += 1) {
      node = this.onward(node, units[i] ?? 0);
      // At the root: nothing under way. It is left only where a word may begin.
      if (node === 0 && this.sieve.lets(units, i)) node = this.first[units[i] ?? 0] ?? 0;
      for (let end = nodes[4 * node + nearestAt] ?? 0; end !== 0; end = nodes[4 * end + shorterAt] ?? 0)
        found(this.ends[end] ?? 0, i);
    }
  }

  /** Where a unit leads to from a node, or from the longest end of it that goes on; the root when none does. */
  private onward(from: number, unit: number): number {
    for (let node = from; node !== 0; node = this.nodes[4 * node + failAt] ?? 0) {
      const next = this.childOf(node, unit);
      if (next !== 0) return next;
    }
    return 0;
  }

  /** The child of a node other than the root by a unit; 0 when it has none. */
  private childOf(node: number, unit: number): number {
    const { letters, nodes } = this;
    let low = nodes[4 * node + childrenAt] ?? 0;
    let high = (nodes[4 * node + 4 + childrenAt] ?? 0) - 1;
    while (low <= high) {
      const middle = (low + high) >>> 1;
      const letter = letters[middle] ?? 0;
      if (letter === unit) return middle;
      if (letter < unit) low = middle + 1;
      else high = middle - 1;
    }
    return 0;
  }
}

/**
 * Makes an automaton of words, none empty and none twice. A generator that pauses every few thousand steps: whoever drives it
 * lets others go first in between.
 */
export function* automatonOf(words: readonly string[]): Generator<void, Automaton> {
  let letters = 0;
  for (const word of words) letters += word.length;
  const draft = new Draft(letters);
  const sieve = new Sieve(words.length);
  for (const [index, word] of words.entries()) {
    draft.add(word, index);
    sieve.add(word);
    if (index % slice === slice - 1) yield;
  }
  const automaton = new Automaton(draft.size, sieve);
  yield* automaton.number(draft);
  yield* automaton.link();
  return automaton;
}
