import { describe, expect, it } from 'vitest';
import { Chance, finished } from '@/db/testing/chance';
import { count } from '@/db/testing/rounds';
import type { Category } from './categories';
import { fold } from './folding';
import { masked } from './mask';
import { type ListedWord, type Screener, screenerOf } from './screen';

const listed = (word: string, severity: ListedWord['severity'], category: Category = 1): ListedWord => ({
  word,
  category,
  severity,
  note: '',
});
const screenerFor = (words: readonly ListedWord[]): Screener => finished(screenerOf(words));

const screener = screenerFor([
  listed('高价收卡', 'block'),
  listed('收卡网', 'block'),
  listed('翻墙vpn', 'block'),
  listed('内部', 'warn', 2),
]);

const blocking = (by: Screener, text: string) =>
  by.screen(text).filter(({ severity }) => severity === 'block');
const graphemes = (text: string) => [...new Intl.Segmenter('zh').segment(text)].length;

describe('masking', () => {
  it.each([
    ['身份证 11010519491231002X。', '身份证 1101************2X。'],
    ['卡号 6222 0212 3456 7890 128', '卡号 6222 **** **** ***0 128'],
    ['卡号 ⑥②②②0212345678⑨0①②⑧', '卡号 ⑥②②②***********0①②⑧'],
    ['高价收卡', '＊＊＊＊'],
    ['高 价\u200b收 卡网', '＊ ＊\u200b＊ ＊＊'],
    ['翻墙ⓥⓟⓝ', '＊＊＊＊＊'],
    ['高高价收卡价收卡', '＊＊＊＊＊＊＊＊'],
    ['内部 13800001234', '内部 13800001234'],
    ['', ''],
  ])('%j → %j', (text, expected) => {
    expect(masked(screener, text)).toBe(expected);
  });

  it('covers what the ends of numbers make with what stands beside them', () => {
    // The last four digits of the first, with the next twelve, are a card again; and so on.
    const text = `6222 0212 3456 7894${' 0123 4567 8901 4567'.repeat(200)}`;
    expect(blocking(screener, text)).not.toEqual([]);
    expect(blocking(screener, masked(screener, text))).toEqual([]);
  });
});

/** `npm run torture` asks for 100,000. */
const texts = Number(process.env.QUNXU_TEXTS ?? 5_000);

describe('generated texts and dictionaries', () => {
  const letters = [...'高价收卡网a1'];
  const disguises = [...'高價收卡網ａⒶ１①⑪™㎡', 'а', '𝐚', 'a\u0301', '1\ufe0f\u20e3'];
  const separators = ['', '', '', ' ', '*', '\u200d', '😀', '，', '\n', '\ud83d', '\u0301', '🇨🇳', '(', '★'];
  const numbers = [
    '11010519491231002X',
    '6222021234567890128',
    '6222',
    '4111 1111 1111 1111',
    '378282246310005',
    '⑥222',
  ];

  function text(chance: Chance): string {
    const piece = () => {
      if (chance.below(5) === 0) return chance.one(numbers);
      return chance.one(chance.below(2) ? letters : disguises);
    };
    return chance.some(chance.below(18), () => piece() + chance.one(separators)).join('');
  }
  const word = (chance: Chance) => chance.some(2 + chance.below(3), () => chance.one(letters)).join('');

  it('keep as many graphemes and whatever does not block, and nothing in them blocks', () => {
    const chance = new Chance(9);
    let blocked = 0;
    for (let dictionary = 0; dictionary < texts / 10; dictionary += 1) {
      const words = new Set(chance.some(1 + chance.below(6), () => word(chance)));
      const by = screenerFor([...words].map((one) => listed(one, chance.below(4) ? 'block' : 'warn')));
      for (const one of chance.some(10, () => text(chance))) {
        const result = masked(by, one);
        if (blocking(by, result).length)
          expect.fail(`${JSON.stringify([...words])} in ${JSON.stringify(one)}`);
        expect(graphemes(result), JSON.stringify(one)).toBe(graphemes(one));
        const changed = result !== one;
        expect(changed, JSON.stringify(one)).toBe(blocking(by, one).length > 0);
        if (changed) blocked += 1;
        // What was not covered stands where it stood.
        expect(fold(result).letters.length <= fold(one).letters.length).toBe(true);
        expect(masked(by, result)).toBe(result);
      }
    }
    expect(blocked).toBeGreaterThan(texts / 10);
    count('texts screened', texts);
  }, 300_000);
});
