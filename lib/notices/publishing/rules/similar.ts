import { fold } from '@/lib/screening/folding';

/**
 * From here on two texts count as the same notice. Of official texts, a reminder put before an unchanged notice, a changed salutation
 * or a sentence more keep well over 0.8 of the pairs; two notices made from one template, which share their frame and differ in what
 * they are about, stay below 0.7 (rules.test.ts holds examples of both). In between lies what a writer changed a fifth of: he has
 * written something new.
 */
export const alikeFrom = 0.8;

/** So much of a notice is compared: who repeats one, repeats its beginning. */
export const comparedLength = 2_000;

/** A text as it is compared: how often each pair of neighbouring signs occurs, and the numbers that stand in it. */
export interface Compared {
  pairs: ReadonlyMap<string, number>;
  total: number;
  numbers: ReadonlySet<string>;
}

/** Letters and digits only, in one spelling: punctuation, blanks, width, case and traditional forms do not count. */
function solid(text: string): string {
  const { text: folded, places } = fold(text);
  return places.map((place) => folded[place]).join('');
}

/** Takes a notice's words apart, once for any number of comparisons. Numbers are compared apart from the words around them. */
export function compared({ title, body }: { title: string; body: string }): Compared {
  const text = solid(`${title}\n${body}`.slice(0, comparedLength));
  const words = text.replace(/\d+/g, '');
  const pairs = new Map<string, number>();
  for (let i = 0; i + 1 < words.length; i += 1) {
    const pair = words.slice(i, i + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return { pairs, total: Math.max(words.length - 1, 0), numbers: new Set(text.match(/\d+/g) ?? []) };
}

/** How much of the two is the same: the Dice coefficient of their pairs, 0 to 1. Two without any pair are the same. */
export function likeness(a: Compared, b: Compared): number {
  const total = a.total + b.total;
  if (total === 0) return 1;
  let shared = 0;
  for (const [pair, times] of a.pairs) shared += Math.min(times, b.pairs.get(pair) ?? 0);
  return (2 * shared) / total;
}

const lacks = (a: Compared, b: Compared): boolean => [...a.numbers].some((number) => !b.numbers.has(number));

/**
 * Whether the one repeats the other. Words alone do not decide: this week's notice of the weekly meeting has the words of last week's
 * and another date, and repeats nothing. So two texts that each hold a number which the other lacks are different ones.
 */
export function isRepeat(a: Compared, b: Compared): boolean {
  return !(lacks(a, b) && lacks(b, a)) && likeness(a, b) >= alikeFrom;
}
