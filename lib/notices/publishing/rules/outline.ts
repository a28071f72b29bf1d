import { alikeFrom, type Compared } from './similar';

/**
 * What of a text decides whether another can repeat it at all, small enough to be kept and compared in the database: how many pairs it
 * has, its numbers, and a string of marks, one of which is set by each pair.
 */
export interface Outline {
  pairs: number;
  numbers: string[];
  /** '0' and '1'. */
  marks: string;
}

/** So many that those of the longest text compared (2,000 signs) still leave most of them unset. A power of two. */
const mostMarks = 4_096;

/** Spreads pairs evenly over the marks, the same at all times: what is kept is compared with what is made years later. */
function markOf(pair: string): number {
  const sign = Math.imul(pair.charCodeAt(0) * 0x10000 + pair.charCodeAt(1), 0x9e3779b1);
  return Math.imul(sign ^ (sign >>> 15), 0x85ebca6b) >>> (32 - Math.log2(mostMarks));
}

/** The outline of a text that was taken apart. */
export function outlineOf({ pairs, total, numbers }: Compared): Outline {
  const marks = new Array<string>(mostMarks).fill('0');
  for (const pair of pairs.keys()) marks[markOf(pair)] = '1';
  return { pairs: total, numbers: [...numbers], marks: marks.join('') };
}

/**
 * How many marks of two texts may differ, as a share of their pairs together. Of two that are alike, all pairs but so many have a
 * partner in the other; a pair with a partner sets the same mark in both, and one without changes one mark at most.
 */
export const mostApart = 1 - alikeFrom;
