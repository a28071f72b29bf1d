import { finished } from '@/db/testing/chance';
import { automatonOf } from '@/lib/screening/automaton';
import { type ListedWord, screenerOf } from '@/lib/screening/screen';

/** A look at a message, which answers how many hits there were. */
export type Look = (message: string) => number;

export interface Matcher {
  name: string;
  make: (words: readonly string[]) => Promise<Look>;
}

/** Everything the product does with a message: folding, words, numbers, forms, explanations. */
export const screening: Matcher = {
  name: 'whole screening',
  make: async (words) => {
    const listed = words.map((word): ListedWord => ({ word, category: 6, severity: 'hint', note: '' }));
    const screener = finished(screenerOf(listed));
    return (message) => screener.screen(message).length;
  },
};

/** Words as they stand, without any folding: our own automaton by itself, and two packages that do the same. */
export const wordMatchers: readonly Matcher[] = [
  {
    name: 'own automaton, words only',
    make: async (words) => {
      const automaton = finished(automatonOf(words));
      return (message) => {
        const units = Array.from(message, (letter) => letter.charCodeAt(0));
        let hits = 0;
        automaton.scan(units, () => {
          hits += 1;
        });
        return hits;
      };
    },
  },
  {
    name: '@monyone/aho-corasick, words only',
    make: async (words) => {
      const { AhoCorasick } = await import('@monyone/aho-corasick/fast');
      const automaton = new AhoCorasick([...words]);
      return (message) => automaton.matchInText(message).length;
    },
  },
  {
    name: 'modern-ahocorasick, words only',
    make: async (words) => {
      const { default: AhoCorasick } = await import('modern-ahocorasick/fast');
      const automaton = new AhoCorasick(words);
      return (message) => automaton.count(message);
    },
  },
];

/** What a matcher of words must find: every word at every place, looked up one by one. */
export const naive: Matcher = {
  name: 'naive',
  make: async (words) => {
    const listed = new Set(words);
    const longest = Math.max(...words.map(({ length }) => length));
    return (message) => {
      let hits = 0;
      for (let start = 0; start < message.length; start += 1)
        for (let end = start + 1; end <= Math.min(start + longest, message.length); end += 1)
          if (listed.has(message.slice(start, end))) hits += 1;
      return hits;
    };
  },
};
