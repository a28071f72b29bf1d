import type { Hit, Severity } from './categories';
import type { Folded } from './folding';

/** What is said of a hit wherever it stands. Made once, and shared by all its places: a large dictionary hits often. */
export interface Entry extends Omit<Hit, 'start' | 'end'> {
  /** The severity, to be compared. */
  weight: number;
  /** The same word in another category. */
  also?: Entry | undefined;
}

/** A hit on its way, by its places in the folded text; `start` and `end` once they are known. */
export interface Placed {
  entry: Entry;
  from: number;
  to: number;
  start: number;
  end: number;
}

/** Severities to be compared. */
export const weight: Readonly<Record<Severity, number>> = { block: 2, warn: 1, hint: 0 };

/**
 * Adds a word to those before it, which end no later, and when they end here are longer. What a longer one covers at this end is left
 * out at once, and needs no place in the text: in large dictionaries every other word lies within another.
 */
export function addWord(found: Placed[], entry: Entry, from: number, to: number): void {
  let top = found.at(-1);
  if (top && top.to === to && top.from < from && top.entry.weight >= entry.weight) return;
  while (top && top.from >= from && top.to - top.from < to - from && top.entry.weight <= entry.weight) {
    found.pop();
    top = found.at(-1);
  }
  found.push({ entry, from, to, start: 0, end: 0 });
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'grapheme' });

/** Finds where hits are in the text as it was given, whole graphemes each. */
export function place(text: string, { starts, ends, plain }: Folded, found: readonly Placed[]): void {
  const graphemes = plain ? null : segmenter.segment(text);
  for (const hit of found) {
    hit.start = starts[hit.from] ?? 0;
    hit.end = ends[hit.to - 1] ?? 0;
    if (!graphemes) continue;
    const last = graphemes.containing(hit.end - 1);
    hit.start = graphemes.containing(hit.start)?.index ?? hit.start;
    if (last) hit.end = last.index + last.segment.length;
  }
}

/** The first of the text first; of those that begin together the longest, and the weightiest. */
const inOrder = (a: Placed, b: Placed): number =>
  a.start - b.start || b.end - a.end || b.entry.weight - a.entry.weight;

/** Hits in the order of the text, without those that a longer one of at least their severity covers; at every place each category once. */
export function outermost(found: Placed[]): Placed[] {
  if (found.length < 2) return found;
  const kept: Placed[] = [];
  /** By weight: how far the hits before this place reach that weigh at least as much. */
  const reach = [-1, -1, -1];
  /** The weightiest of this place, and as bits the categories that were told of it. */
  let here: Placed | undefined;
  let told = 0;
  for (const hit of found.sort(inOrder)) {
    if (here?.start !== hit.start || here.end !== hit.end) {
      if (here) extend(reach, here);
      here = hit;
      told = 0;
    }
    const { category, weight: heft } = hit.entry;
    const bit = 1 << category;
    if ((reach[heft] ?? -1) < hit.end && !(told & bit)) kept.push(hit);
    told |= bit;
  }
  return kept;
}

function extend(reach: number[], { entry, end }: Placed): void {
  for (let level = 0; level <= entry.weight; level += 1) reach[level] = Math.max(reach[level] ?? -1, end);
}

/** As it is told. */
export function hitOf({ entry, start, end }: Placed): Hit {
  const { category, detector, severity, explanation } = entry;
  return { category, detector, severity, start, end, explanation };
}
