import { Chance } from '@/db/testing/chance';
import type { Bench, Scenario } from '../bench';
import { type Finding, median } from '../finding';
import { listOf, messagesOf } from '../screening/language';
import { type Look, type Matcher, naive, screening as own, wordMatchers } from '../screening/matchers';

const letters = 35;
const fewWords = 100;
const manyWords = 65_000;
const messages = 20_000;

function hitsIn(look: Look, texts: readonly string[]): number {
  let hits = 0;
  for (const text of texts) hits += look(text);
  return hits;
}

function perSecond(look: Look, texts: readonly string[]): number {
  const start = performance.now();
  if (hitsIn(look, texts) === 0) throw new Error('no message was hit');
  return texts.length / ((performance.now() - start) / 1000);
}

interface Pair {
  few: number;
  many: number;
}

interface Measured {
  pairs: Pair[];
  /** How many hits both sizes have in all messages. */
  hits: Pair;
}

/** Both sizes, one after the other in every round: what the machine does besides meets both alike. */
async function measured(
  matcher: Matcher,
  words: readonly string[],
  texts: readonly string[],
  rounds: number,
) {
  const looks = { few: await matcher.make(words.slice(0, fewWords)), many: await matcher.make(words) };
  // Each until it is as fast as it gets.
  const hits = { few: hitsIn(looks.few, texts), many: hitsIn(looks.many, texts) };
  hitsIn(looks.few, texts);
  hitsIn(looks.many, texts);
  const pairs = Array.from({ length: rounds }, (_, round): Pair => {
    if (round % 2) return { many: perSecond(looks.many, texts), few: perSecond(looks.few, texts) };
    return { few: perSecond(looks.few, texts), many: perSecond(looks.many, texts) };
  });
  return { pairs, hits } satisfies Measured;
}

function speeds(what: string, { pairs, hits }: Measured, aims: boolean): Finding[] {
  const speed = (measure: string, of: keyof Pair): Finding => ({
    what,
    measure,
    figure: median(pairs.map((pair) => pair[of])),
    unit: '/s',
    ...(aims ? { aim: { atLeast: 20_000 } } : {}),
    detail: { hits: hits[of], messages },
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

/** How many matches a matcher loses, or finds too many, beside one that looks everything up. */
function losses(what: string, found: Pair, expected: Pair): Finding[] {
  return (['few', 'many'] as const).map((size) => ({
    what,
    measure: `matches lost, ${size === 'few' ? '100' : '65,000'} words`,
    figure: Math.abs(expected[size] - found[size]),
    unit: 'matches',
    ...(what.startsWith('own') ? { aim: { atMost: 0 } } : {}),
    detail: { found: found[size], expected: expected[size] },
  }));
}

async function run({ options }: Bench): Promise<Finding[]> {
  const chance = new Chance(20_261_122);
  const words = listOf(chance, manyWords);
  const texts = messagesOf(chance, messages, letters);
  const rounds = Math.max(options.rounds, 5);
  const findings = speeds(own.name, await measured(own, words, texts, rounds), true);
  const expected = {
    few: hitsIn(await naive.make(words.slice(0, fewWords)), texts),
    many: hitsIn(await naive.make(words), texts),
  };
  for (const matcher of wordMatchers) {
    const outcome = await measured(matcher, words, texts, options.rounds);
    findings.push(...speeds(matcher.name, outcome, false), ...losses(matcher.name, outcome.hits, expected));
  }
  return findings;
}

export const screening: Scenario = { name: 'screening', title: 'Screening of messages, one core', run };
