import { expect, it } from 'vitest';
import { Chance, finished } from '@/db/testing/chance';
import { count } from '@/db/testing/rounds';
import { categories, type Hit, severities } from './categories';
import { weight } from './placed';
import { type ListedWord, screenerOf } from './screen';

/** `npm run torture` asks for 100,000. */
const texts = Number(process.env.QUNXU_TEXTS ?? 5_000);
const perDictionary = 20;

const letters = [...'赌门国人民ab12'];
const between = ['', '', '', '', '', ' ', '*', '😀', '，', '\u200b'];

const makeWord = (chance: Chance): ListedWord => ({
  word: chance.some(1 + chance.below(4), () => chance.one(letters)).join(''),
  category: chance.one(categories.slice(0, 3)),
  severity: chance.one(severities),
  note: '',
});
const makeText = (chance: Chance): string =>
  chance.some(chance.below(16), () => chance.one(letters) + chance.one(between)).join('');

/** Whether another is longer, lies around it, and weighs as much. */
const isCovered = (hit: Hit, all: readonly Hit[]): boolean =>
  all.some(
    ({ start, end, severity }) =>
      start <= hit.start &&
      end >= hit.end &&
      end - start > hit.end - hit.start &&
      weight[severity] >= weight[hit.severity],
  );

/** Of the hits that are told of every word by itself, those that are told of all together: of a place each category, the weightiest. */
function expectedOf(all: readonly Hit[]): string[] {
  const told = new Map<string, Hit>();
  for (const hit of all.filter((one) => !isCovered(one, all))) {
    const key = `${hit.start} ${hit.end} ${hit.category}`;
    const other = told.get(key);
    if (!other || weight[hit.severity] > weight[other.severity]) told.set(key, hit);
  }
  return [...told].map(([key, { severity }]) => `${key} ${severity}`).sort();
}

it('a dictionary tells what its words tell one by one, but for what weightier and longer ones cover', () => {
  const chance = new Chance(29);
  let hits = 0;
  for (let dictionary = 0; dictionary < texts / perDictionary; dictionary += 1) {
    const words = chance.some(1 + chance.below(8), () => makeWord(chance));
    const together = finished(screenerOf(words));
    const alone = words.map((word) => finished(screenerOf([word])));
    const differs = chance
      .some(perDictionary, () => makeText(chance))
      .find((text) => {
        const told = together
          .screen(text)
          .map(({ start, end, category, severity }) => `${start} ${end} ${category} ${severity}`)
          .sort();
        hits += told.length;
        return told.join() !== expectedOf(alone.flatMap((one) => one.screen(text))).join();
      });
    expect({ words, differs }).toEqual({ words, differs: undefined });
  }
  expect(hits).toBeGreaterThan(texts / 4);
  count('texts screened', texts);
}, 300_000);
