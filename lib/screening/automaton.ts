import { Sieve } from './sieve';

/**
 * Aho–Corasick over UTF-16 units in flat typed arrays: all occurrences of all words in one pass, overlapping and nested ones
 * too. Nodes are numbered word by word, brothers next to each other, so that what one word takes lies close together. Places where no word begins are mostly told by a sieve, without a step; so a large dictionary is hardly slower than a
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
  /** How many nodes are so far from the root. */
  readonly made = [0, 0, 0];

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
    for (let i = 0; i < word.length; i += 1) {
      const before = this.size;
      node = this.childOf(node, word.charCodeAt(i));
      if (this.size > before && i < 3) this.made[i] = (this.made[i] ?? 0) + 1;
    }
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

/** Where a node's children begin, and how many they are. */
const childrenAt = 0;
const countAt = 1;
/** Where to go on when no child fits: the longest end of what was read that still goes on; 0 for none. */
const failAt = 2;
/** The nearest node at which a word ends here, itself or shorter, and the next shorter one after it; 0 for none. */
const nearestAt = 3;
const shorterAt = 4;
/** The word that ends here, and its length. */
const wordAt = 5;
const lengthAt = 6;
const width = 8;

/** Told of every occurrence: the word, by its place in the list, and the units at which it begins and ends, themselves included. */
export type Found = (word: number, first: number, last: number) => void;

/** Finds the words it was made of. */
export class Automaton {
  /** The first step, from the root, by unit. */
  private readonly first = new Int32Array(alphabet);
  /** By node: its letter. */
  private readonly letters: Uint16Array;
  /** By node, eight numbers side by side, half a line of the processor's memory: see `childrenAt` and those after it. */
  private readonly nodes: Int32Array;
  /** What begins a word. */
  private readonly sieve: Sieve;

  constructor(size: number, sieve: Sieve) {
    this.sieve = sieve;
    this.letters = new Uint16Array(size);
    this.nodes = new Int32Array(width * size);
  }

  /** Takes the nodes of a draft over: brothers side by side, and after them what follows the first, so that a word lies in few places. */
  *number(draft: Draft): Generator<void> {
    const { nodes } = this;
    const old = new Int32Array(draft.size);
    const waiting = [0];
    let size = 1;
    for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
      const at = width * node;
      const children = draft.childrenOf(old[node] ?? 0);
      nodes[at + childrenAt] = size;
      nodes[at + countAt] = children.length;
      nodes[at + wordAt] = draft.ends[old[node] ?? 0] ?? -1;
      for (const child of children) {
        old[size] = child;
        this.takeChild(node, size, draft.letters[child] ?? 0);
        size += 1;
      }
      for (let child = size - 1; child >= size - children.length; child -= 1) waiting.push(child);
      if (size % slice < children.length) yield;
    }
  }

  private takeChild(parent: number, child: number, letter: number): void {
    this.letters[child] = letter;
    this.nodes[width * child + lengthAt] = (this.nodes[width * parent + lengthAt] ?? 0) + 1;
    if (parent === 0) this.first[letter] = child;
  }

  /** Finds for every node where to go on, and which words end there, nearest to the root first. */
  *link(): Generator<void> {
    const { nodes } = this;
    const order = new Int32Array(this.letters.length);
    let size = 1;
    for (let place = 0; place < size; place += 1) {
      const node = order[place] ?? 0;
      const from = nodes[width * node + childrenAt] ?? 0;
      const to = from + (nodes[width * node + countAt] ?? 0);
      for (let child = from; child < to; child += 1) {
        order[size] = child;
        size += 1;
        this.linkChild(node, child);
      }
      if (place % slice === slice - 1) yield;
    }
  }

  private linkChild(parent: number, child: number): void {
    const { nodes } = this;
    const letter = this.letters[child] ?? 0;
    const back = nodes[width * parent + failAt] ?? 0;
    const end = parent && (this.onward(back, letter) || (this.first[letter] ?? 0));
    const shorter = nodes[width * end + nearestAt] ?? 0;
    const at = width * child;
    // From where nothing goes on there is no need to try.
    nodes[at + failAt] = (nodes[width * end + countAt] ?? 0) > 0 ? end : (nodes[width * end + failAt] ?? 0);
    nodes[at + shorterAt] = shorter;
    nodes[at + nearestAt] = (nodes[at + wordAt] ?? -1) >= 0 ? child : shorter;
  }

  /** Tells every occurrence in these units, by where it ends, longer ones first. */
  scan(units: readonly number[], found: Found): void {
    const { nodes } = this;
    let node = 0;
    for (let i = 0; i < units.length; i += 1) {
      node = this.onward(node, units[i] ?? 0);
      // At the root: nothing under way. It is left only where a word may begin.
      if (node === 0 && this.sieve.lets(units, i)) node = this.first[units[i] ?? 0] ?? 0;
      for (
        let end = nodes[width * node + nearestAt] ?? 0;
        end !== 0;
        end = nodes[width * end + shorterAt] ?? 0
      )
        found(nodes[width * end + wordAt] ?? 0, i + 1 - (nodes[width * end + lengthAt] ?? 0), i);
    }
  }

  /** Where a unit leads to from a node, or from the longest end of it that goes on; the root when none does. */
  private onward(from: number, unit: number): number {
    for (let node = from; node !== 0; node = this.nodes[width * node + failAt] ?? 0) {
      const next = this.childOf(node, unit);
      if (next !== 0) return next;
    }
    return 0;
  }

  /** The child of a node other than the root by a unit; 0 when it has none. */
  private childOf(node: number, unit: number): number {
    const { letters, nodes } = this;
    let low = nodes[width * node + childrenAt] ?? 0;
    let high = low + (nodes[width * node + countAt] ?? 0) - 1;
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
  for (const [index, word] of words.entries()) {
    draft.add(word, index);
    if (index % slice === slice - 1) yield;
  }
  const sieve = new Sieve(draft.made[1] ?? 0, draft.made[2] ?? 0);
  for (const [index, word] of words.entries()) {
    sieve.add(word);
    if (index % slice === slice - 1) yield;
  }
  const automaton = new Automaton(draft.size, sieve);
  yield* automaton.number(draft);
  yield* automaton.link();
  return automaton;
}
