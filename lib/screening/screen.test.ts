import { describe, expect, it } from 'vitest';
import { Chance, finished } from '@/db/testing/chance';
import { count } from '@/db/testing/rounds';
import type { Hit } from './categories';
import { fold, foldPoint, foldWord } from './folding';
import { type ListedWord, type Screener, screenerOf } from './screen';

const listed = (word: string, more: Partial<ListedWord> = {}): ListedWord => ({
  word,
  category: 1,
  severity: 'warn',
  note: '',
  ...more,
});
const screenerFor = (words: readonly (string | ListedWord)[]): Screener =>
  finished(screenerOf(words.map((word) => (typeof word === 'string' ? listed(word) : word))));
const spans = (text: string, hits: readonly Hit[]) => hits.map(({ start, end }) => text.slice(start, end));

describe('a word is found however it is written', () => {
  const screener = screenerFor(['赌博', '法轮功', 'vpn', '黄色网站']);
  it.each([
    ['请勿赌博。', '赌博'],
    ['請勿賭博。', '賭博'],
    ['赌 博', '赌 博'],
    ['赌\u200b博', '赌\u200b博'],
    ['赌*-*博', '赌*-*博'],
    ['赌😀博', '赌😀博'],
    ['用ＶＰＮ上网', 'ＶＰＮ'],
    ['用VРN上网', 'VРN'],
    ['用ⓥⓟⓝ上网', 'ⓥⓟⓝ'],
    ['法.輪.功', '法.輪.功'],
    ['法，轮，功', '法，轮，功'],
    ['法\u0301轮\ufe0f功\u0301。', '法\u0301轮\ufe0f功\u0301'],
    ['⿈色网站 黃色網站', '⿈色网站'],
  ])('%j', (text, found) => {
    expect(spans(text, screener.screen(text))[0]).toBe(found);
  });

  it.each([
    '坚决禁赌。博物馆开放',
    '禁赌，博采众长',
    '一是禁赌\n博物馆',
    'vpnx',
    'v p',
    'plan v pn',
    '法轮，功',
    '赌**********博',
    '',
  ])('and is not read into %j', (text) => {
    expect(screener.screen(text)).toEqual([]);
  });
});

describe('what is told of a hit', () => {
  it('names the word, the note and the clause', () => {
    const [hit] = screenerFor([listed('拉票', { category: 4, severity: 'block', note: '不得拉票' })]).screen(
      '在群里拉票',
    );
    expect(hit).toEqual({
      category: 4,
      severity: 'block',
      detector: 'word',
      start: 3,
      end: 5,
      explanation: '词库词条“拉票”：不得拉票',
    });
  });

  it('leaves out what a weightier hit covers, and keeps what weighs more', () => {
    const text = '网络赌博网站';
    const inner = listed('赌博', { severity: 'hint' });
    expect(spans(text, screenerFor([listed('网络赌博'), inner]).screen(text))).toEqual(['网络赌博']);
    const heavier = listed('赌博', { severity: 'block' });
    expect(spans(text, screenerFor([listed('网络赌博'), heavier]).screen(text))).toEqual([
      '网络赌博',
      '赌博',
    ]);
  });

  it('tells a word of two categories twice', () => {
    const both = screenerFor([listed('代购', { category: 4 }), listed('代购', { category: 6 })]);
    expect(both.screen('代购').map(({ category }) => category)).toEqual([4, 6]);
  });

  it('tells none of them within what weighs as much and is longer', () => {
    const twice = [listed('代购', { category: 4 }), listed('代购', { category: 6 })];
    const text = '海外代购群';
    const longer = listed('海外代购', { category: 1 });
    expect(spans(text, screenerFor([longer, ...twice]).screen(text))).toEqual(['海外代购']);
    const heavier = listed('代购', { category: 5, severity: 'block' });
    const found = screenerFor([longer, ...twice, heavier]).screen(text);
    expect(found.map(({ category }) => category)).toEqual([1, 5]);
  });

  it('tells a category of a place once, by what weighs most', () => {
    const words = [
      listed('机密文件', { category: 2, severity: 'block' }),
      listed('机密文件', { category: 4, severity: 'warn' }),
    ];
    const found = screenerFor(words).screen('机密文件');
    expect(found.map(({ category, severity }) => [category, severity])).toEqual([
      [2, 'block'],
      [4, 'warn'],
    ]);
  });

  it('never cuts a grapheme', () => {
    const screener = screenerFor(['手拉手']);
    const text = '👩‍👩‍👧手\u200d拉手\u0301\u0302👍🏽';
    expect(spans(text, screener.screen(text))).toEqual(['手\u200d拉手\u0301\u0302']);
  });
});

/** Ways to write a character so that it still means the same. */
const disguises: readonly ((sign: string) => string)[] = [
  (sign) => sign,
  (sign) => sign,
  (sign) => ({ 赌: '賭', 门: '門', 国: '國', a: 'ａ', b: 'В', 1: '①', 2: '２' })[sign] ?? sign,
  (sign) => ({ a: 'а', b: '𝐛', 1: '１', 2: '²' })[sign] ?? sign,
  (sign) => `${sign}\u0301`,
  (sign) => `${sign}\u200b`,
  (sign) => `\u2060${sign}`,
];
const between = ['', '', '', '', ' ', '*', '\u200d', '😀', '·', '，', '。', '\n', '　', '\ud83d'];

interface Sign {
  folded: string;
  start: number;
  end: number;
  /** Worst separator since the sign before, and how long it was. */
  gap: 0 | 1 | 2;
  width: number;
}

/** The letters of a text one by one, each folded by itself. */
function signsOf(text: string): Sign[] {
  const signs: Sign[] = [];
  let gap: Sign['gap'] = 0;
  let width = 0;
  let at = 0;
  for (const point of text) {
    const folded = foldPoint(point);
    if (/^[\p{L}\p{N}]/u.test(folded)) {
      signs.push({ folded, start: at, end: at + point.length, gap, width });
      [gap, width] = [0, 0];
    } else if (folded || /\p{Cs}/u.test(point)) {
      gap = /[，。\n,]/u.test(folded) ? 2 : gap || 1;
      width += 1;
    }
    at += point.length;
  }
  return signs;
}

const latin = /[a-z0-9]/;

function meant(signs: readonly Sign[], first: number, last: number): boolean {
  const [head, before, tail, after] = [signs[first], signs[first - 1], signs[last], signs[last + 1]];
  const touches = (a: Sign | undefined, b: Sign | undefined) =>
    a && b && b.width === 0 && latin.test(a.folded) && latin.test(b.folded);
  if (touches(before, head) || touches(tail, after)) return false;
  const inner = signs.slice(first + 1, last + 1);
  const parted = inner.filter(({ width }) => width > 0).length;
  const doubtful = inner.some(
    ({ gap, width, folded }, i) =>
      gap === 2 || (width > 0 && latin.test(folded) && latin.test(signs[first + i]?.folded ?? '')),
  );
  if (inner.some(({ width }) => width > 8)) return false;
  return !doubtful || (parted === inner.length && parted >= 2);
}

/** Every word at every place, and the marks that belong to its last sign. */
function naively(words: readonly string[], text: string): string[] {
  const signs = signsOf(text);
  const found: string[] = [];
  for (const word of words)
    for (let first = 0; first + word.length <= signs.length; first += 1) {
      const last = first + word.length - 1;
      const spelled = signs.slice(first, last + 1).map(({ folded }) => folded);
      if (spelled.join('') !== word || !meant(signs, first, last)) continue;
      found.push(`${word} ${signs[first]?.start} ${signs[last]?.end}`);
    }
  return found.sort();
}

/** `npm run torture` asks for 100,000. */
const texts = Number(process.env.QUNXU_TEXTS ?? 5_000);

describe('generated texts', () => {
  const letters = [...'赌门国人民ab12'];
  const makeWord = (chance: Chance) => chance.some(1 + chance.below(4), () => chance.one(letters)).join('');
  const makeText = (chance: Chance) =>
    chance
      .some(chance.below(16), () => chance.one(disguises)(chance.one(letters)) + chance.one(between))
      .join('');

  /** What the screener tells, as `word start end`, without invisible signs at either end. */
  function told(word: string, text: string, { start, end }: Hit): string {
    const span = text.slice(start, end);
    const head = /^[^\p{L}\p{N}]*/u.exec(span)?.[0].length ?? 0;
    const tail = /[^\p{L}\p{N}\p{No}]*$/u.exec(span)?.[0].length ?? 0;
    // The span itself spells the word: nothing is missing, nothing is too much.
    return `${foldWord(span) === word ? word : span} ${start + head} ${end - tail}`;
  }

  it('hold what a naive matcher finds, at exact places', () => {
    const chance = new Chance(5);
    let hits = 0;
    for (let dictionary = 0; dictionary < texts / 10; dictionary += 1) {
      const words = [...new Set(chance.some(1 + chance.below(6), () => makeWord(chance)))];
      // One by one, so that none is left out for another.
      const screeners = words.map((word) => [word, screenerFor([word])] as const);
      const differs = chance
        .some(10, () => makeText(chance))
        .find((text) => {
          const found = screeners.flatMap(([word, one]) =>
            one.screen(text).map((hit) => told(word, text, hit)),
          );
          const expected = naively(words, text);
          hits += expected.length;
          return found.sort().join() !== expected.join();
        });
      expect({ words, differs }).toEqual({ words, differs: undefined });
    }
    expect(hits).toBeGreaterThan(texts / 2);
    count('texts screened', texts);
  }, 300_000);

  it('fold to what their characters fold to, with the way back', () => {
    const chance = new Chance(11);
    for (let i = 0; i < texts / 10; i += 1) {
      const text = makeText(chance);
      const { text: folded, starts, ends } = fold(text);
      for (const place of Array.from(folded).keys()) {
        const original = text.slice(starts[place], ends[place]);
        expect(original.length).toBeGreaterThan(0);
        if (/[\p{L}\p{N}]/u.test(original)) expect(foldPoint(original)).toContain(folded[place]);
      }
    }
  });
});
