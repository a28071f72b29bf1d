/**
 * Aho–Corasick over UTF-16 units in flat typed arrays: all occurrences of all words in one pass, overlapping and nested ones
 * too. Children stand in one open-addressed table for all nodes, so a node costs 24 bytes however many words there are, and a
 * step costs one look in the table (docs/decisions/0018).
 */

const alphabet = 0x10000;
/** Nodes between two pauses of the building. */
const slice = 4_096;

/** Spreads (node, unit) over the table. */
const spread = (node: number, unit: number): number =>
  Math.imul(node ^ Math.imul(unit, 0x9e37_79b1), 0x85eb_ca6b) >>> 7;

class Trie {
  /** The first step, from the root, by unit. */
  readonly first = new Int32Array(alphabet);
  /** Children of all other nodes: node and unit, to the child; 0 where nothing is. */
  nodes: Int32Array;
  units: Uint16Array;
  targets: Int32Array;
  /** By node. */
  parents: Int32Array;
  letters: Uint16Array;
  depths: Uint16Array;
  /** The word that ends here, or -1. */
  ends: Int32Array;
  size = 1;

  constructor(letters: number) {
    const room = Math.max(16, letters + 1);
    const table = 2 ** Math.ceil(Math.log2(room * 2));
    this.nodes = new Int32Array(table);
    this.units = new Uint16Array(table);
    this.targets = new Int32Array(table);
    this.parents = new Int32Array(room);
    this.letters = new Uint16Array(room);
    this.depths = new Uint16Array(room);
    this.ends = new Int32Array(room).fill(-1);
  }

  /** The child of a node by a unit; 0 when it has none. */
  child(node: number, unit: number): number {
    if (node === 0) return this.first[unit] ?? 0;
    const mask = this.targets.length - 1;
    let place = spread(node, unit) & mask;
    for (;;) {
      const target = this.targets[place] ?? 0;
      if (target === 0 || (this.nodes[place] === node && this.units[place] === unit)) return target;
      place = (place + 1) & mask;
    }
  }

  add(word: string, index: number): void {
    let node = 0;
    for (let i = 0; i < word.length; i += 1) {
      const unit = word.charCodeAt(i);
      node = this.child(node, unit) || this.grow(node, unit, i + 1);
    }
    this.ends[node] = index;
  }

  private grow(node: number, unit: number, depth: number): number {
    const child = this.size;
    this.size += 1;
    this.parents[child] = node;
    this.letters[child] = unit;
    this.depths[child] = depth;
    if (node === 0) this.first[unit] = child;
    else this.enter(node, unit, child);
    return child;
  }

  private enter(node: number, unit: number, child: number): void {
    const mask = this.targets.length - 1;
    let place = spread(node, unit) & mask;
    while (this.targets[place] !== 0) place = (place + 1) & mask;
    this.nodes[place] = node;
    this.units[place] = unit;
    this.targets[place] = child;
  }

  /** All nodes but the root, nearest to it first. */
  byDepth(): Int32Array {
    const counts: number[] = [];
    for (let node = 1; node < this.size; node += 1) {
      const depth = this.depths[node] ?? 0;
      counts[depth] = (counts[depth] ?? 0) + 1;
    }
    let from = 0;
    const places = Array.from(counts, (count = 0) => {
      from += count;
      return from - count;
    });
    const order = new Int32Array(this.size - 1);
    for (let node = 1; node < this.size; node += 1) {
      const depth = this.depths[node] ?? 0;
      const place = places[depth] ?? 0;
      order[place] = node;
      places[depth] = place + 1;
    }
    return order;
  }
}

/** Told of every occurrence: the word, by its place in the list, and the unit at which it ends, itself included. */
export type Found = (word: number, last: number) => void;

/** Finds the words it was made of. */
export class Automaton {
  private readonly trie: Trie;
  /** By node: where to go on when no child fits. */
  private readonly fails: Int32Array;
  /** By node: the next shorter word that ends here as well, as its node; 0 when there is none. */
  private readonly shorter: Int32Array;

  constructor(trie: Trie, fails: Int32Array, shorter: Int32Array) {
    this.trie = trie;
    this.fails = fails;
    this.shorter = shorter;
  }

  /** Tells every occurrence in these units, by where it ends, longer ones first. */
  scan(units: Uint16Array, found: Found): void {
    const { ends } = this.trie;
    let node = 0;
    for (let i = 0; i < units.length; i += 1) {
      node = this.step(node, units[i] ?? 0);
      let end = (ends[node] ?? -1) >= 0 ? node : (this.shorter[node] ?? 0);
      while (end !== 0) {
        found(ends[end] ?? 0, i);
        end = this.shorter[end] ?? 0;
      }
    }
  }

  private step(from: number, unit: number): number {
    let node = from;
    for (;;) {
      const next = this.trie.child(node, unit);
      if (next !== 0 || node === 0) return next;
      node = this.fails[node] ?? 0;
    }
  }
}

/**
 * Makes an automaton of words, none empty and none twice. A generator that pauses every few thousand steps: whoever drives it
 * lets others go first in between.
 */
export function* automatonOf(words: readonly string[]): Generator<void, Automaton> {
  let letters = 0;
  for (const word of words) letters += word.length;
  const trie = new Trie(letters);
  for (const [index, word] of words.entries()) {
    trie.add(word, index);
    if (index % slice === slice - 1) yield;
  }
  const fails = new Int32Array(trie.size);
  const shorter = new Int32Array(trie.size);
  const order = trie.byDepth();
  for (const [index, node] of order.entries()) {
    const fail = failOf(trie, fails, node);
    fails[node] = fail;
    shorter[node] = (trie.ends[fail] ?? -1) >= 0 ? fail : (shorter[fail] ?? 0);
    if (index % slice === slice - 1) yield;
  }
  return new Automaton(trie, fails, shorter);
}

/** The node of the longest other beginning of a word that this node's letters end with. */
function failOf(trie: Trie, fails: Int32Array, node: number): number {
  const parent = trie.parents[node] ?? 0;
  if (parent === 0) return 0;
  const unit = trie.letters[node] ?? 0;
  let from = fails[parent] ?? 0;
  let found = trie.child(from, unit);
  while (found === 0 && from !== 0) {
    from = fails[from] ?? 0;
    found = trie.child(from, unit);
  }
  return found;
}
