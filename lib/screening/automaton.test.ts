import { expect, it } from 'vitest';
import { Chance, finished } from '@/db/testing/chance';
import { count } from '@/db/testing/rounds';
import { automatonOf } from './automaton';

const unitsOf = (text: string) => Array.from(text, (sign) => sign.charCodeAt(0));

function foundBy(words: readonly string[]): (text: string) => string[] {
  const automaton = finished(automatonOf(words));
  return (text) => {
    const found: string[] = [];
    automaton.scan(unitsOf(text), (index, first, last) => {
      const word = words[index] ?? '';
      found.push(last - first + 1 === word.length ? `${first} ${word}` : `${first} to ${last} ${word}`);
    });
    return found.sort();
  };
}

/** Every word looked for at every place. */
function naively(words: readonly string[], text: string): string[] {
  const found: string[] = [];
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) found.push(`${at} ${word}`);
  return found.sort();
}

it('finds what a popular library loses', () => {
  expect(foundBy(['中华人民', '华人'])('中华人口')).toEqual(['1 华人']);
  expect(foundBy(['a', 'ab', 'bc', 'bca', 'c', 'caa'])('abccab')).toEqual(
    naively(['a', 'ab', 'bc', 'bca', 'c', 'caa'], 'abccab'),
  );
});

it('finds nothing with no words, and nothing in nothing', () => {
  expect(foundBy([])('中华人口')).toEqual([]);
  expect(foundBy(['中'])('')).toEqual([]);
});

/** `npm run torture` asks for 100,000. */
const texts = Number(process.env.QUNXU_TEXTS ?? 5_000);

it('finds what a naive matcher finds in generated texts with generated dictionaries', () => {
  const chance = new Chance(20_261_122);
  const letters = [...'中华人民共和国口ab'];
  const makeWord = (most: number) => chance.some(1 + chance.below(most), () => chance.one(letters)).join('');
  let hits = 0;
  for (let dictionary = 0; dictionary < texts / 5; dictionary += 1) {
    const words = [...new Set(chance.some(1 + chance.below(8), () => makeWord(5)))];
    const found = foundBy(words);
    const differs = chance
      .some(5, () => makeWord(24))
      .find((text) => {
        const expected = naively(words, text);
        hits += expected.length;
        return found(text).join() !== expected.join();
      });
    expect({ words, differs }).toEqual({ words, differs: undefined });
  }
  expect(hits).toBeGreaterThan(texts);
  count('texts screened', texts);
}, 300_000);

it('keeps many words apart', () => {
  const chance = new Chance(7);
  const letter = () => String.fromCharCode(0x4e00 + chance.below(3_000));
  const words = [...new Set(chance.some(20_000, () => chance.some(2 + chance.below(5), letter).join('')))];
  const found = foundBy(words);
  const text = chance.some(200, () => chance.one(words)).join('');
  expect(found(text)).toEqual(naively(words, text));
});
