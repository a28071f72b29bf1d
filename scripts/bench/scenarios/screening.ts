import { Chance, finished } from '@/db/testing/chance';
import { type ListedWord, screenerOf } from '@/lib/screening/screen';
import type { Bench, Scenario } from '../bench';
import { type Finding, median } from '../finding';

/** What is matched against: a look at a message, which answers how many hits there were. */
type Look = (message: string) => number;

interface Matcher {
  name: string;
  make: (words: readonly string[]) => Promise<Look>;
}

const letters = 35;
const fewWords = 100;
const manyWords = 65_000;
const messages = 20_000;

/** Everything the product does with a message: folding, words, numbers, forms, explanations. */
const own: Matcher = {
  name: 'whole screening',
  make: async (words) => {
    const listed = words.map((word): ListedWord => ({ word, category: 6, severity: 'hint', note: '' }));
    const screener = finished(screenerOf(listed));
    return (message) => screener.screen(message).length;
  },
};

/** What others do: words as they stand, without any folding. */
const others: readonly Matcher[] = [
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

/** As often as in Chinese prose, roughly: a few hundred characters make up most of it. */
const letter = (chance: Chance): string =>
  String.fromCharCode(0x4e00 + Math.floor(chance.below(2_000) ** 2 / 2_000));

const makeWord = (chance: Chance): string => chance.some(3 + chance.below(4), () => letter(chance)).join('');

/** Messages of a chat: mostly prose, now and then a number, punctuation, a listed word. */
function makeMessages(chance: Chance, words: readonly string[]): string[] {
  return chance.some(messages, () => {
    const parts = chance.some(letters, () => (chance.below(12) ? letter(chance) : '，'));
    if (chance.below(20) === 0) parts.splice(5, 11, '13800001234');
    if (chance.below(50) === 0) parts.splice(2, 4, chance.one(words));
    return parts.join('').slice(0, letters);
  });
}

function perSecond(look: Look, texts: readonly string[]): number {
  const start = performance.now();
  let hits = 0;
  for (const text of texts) hits += look(text);
  const seconds = (performance.now() - start) / 1000;
  if (hits === 0) throw new Error('no message was hit');
  return texts.length / seconds;
}

interface Pair {
  few: number;
  many: number;
}

/** Both sizes, one after the other in every round: what the machine does besides meets both alike. */
async function measured(
  matcher: Matcher,
  words: readonly string[],
  texts: readonly string[],
  rounds: number,
) {
  const looks = { few: await matcher.make(words.slice(0, fewWords)), many: await matcher.make(words) };
  for (const look of Object.values(looks)) perSecond(look, texts);
  return Array.from({ length: rounds }, (): Pair => {
    return { few: perSecond(looks.few, texts), many: perSecond(looks.many, texts) };
  });
}

function findingsOf(what: string, pairs: readonly Pair[], aims: boolean): Finding[] {
  const speed = (measure: string, of: keyof Pair): Finding => ({
    what,
    measure,
    figure: median(pairs.map((pair) => pair[of])),
    unit: '/s',
    ...(aims ? { aim: { atLeast: 20_000 } } : {}),
  });
  return [
    speed('35 characters, 100 words', 'few'),
    speed('35 characters, 65,000 words', 'many'),
    {
      what,
      measure: '100 by 65,000 words',
      figure: median(pairs.map(({ few, many }) => few / many)),
      unit: '×',
      ...(aims ? { aim: { atMost: 1.3 } } : {}),
      detail: pairs,
    },
  ];
}

async function run({ options }: Bench): Promise<Finding[]> {
  const chance = new Chance(20_261_122);
  const words = [...new Set(chance.some(manyWords, () => makeWord(chance)))];
  const texts = makeMessages(chance, words.slice(0, fewWords));
  const findings = findingsOf(own.name, await measured(own, words, texts, options.rounds), true);
  for (const matcher of others)
    findings.push(...findingsOf(matcher.name, await measured(matcher, words, texts, options.rounds), false));
  return findings;
}

export const screening: Scenario = { name: 'screening', title: 'Screening of messages, one core', run };
