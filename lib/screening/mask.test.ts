import { describe, expect, it } from 'vitest';
import { Chance, finished } from '@/db/testing/chance';
import { masked } from './mask';
import { screenerOf } from './screen';

const screener = finished(
  screenerOf([
    { word: '高价收卡', category: 1, severity: 'block', note: '' },
    { word: '收卡网', category: 1, severity: 'block', note: '' },
    { word: '内部', category: 2, severity: 'warn', note: '' },
  ]),
);

describe('masking', () => {
  it.each([
    ['身份证 11010519491231002X。', '身份证 1101************2X。'],
    ['卡号 6222 0212 3456 7890 128', '卡号 6222 **** **** ***0 128'],
    ['高价收卡', '＊＊＊＊'],
    ['高 价\u200b收 卡网', '＊ ＊\u200b＊ ＊＊'],
    ['内部 13800001234', '内部 13800001234'],
    ['', ''],
  ])('%j → %j', (text, expected) => {
    expect(masked(screener, text)).toBe(expected);
  });

  it('leaves nothing that blocks, as many graphemes, and what was harmless as it was', () => {
    const chance = new Chance(9);
    const pieces = [
      '高',
      '价',
      '收',
      '卡',
      '网',
      '11010519491231002X',
      '6222021234567890128',
      ' ',
      '6222',
      '😀',
      '\u0301',
    ];
    const graphemes = (text: string) => [...new Intl.Segmenter('zh').segment(text)].length;
    for (let i = 0; i < 5_000; i += 1) {
      const text = chance.some(chance.below(14), () => chance.one(pieces)).join('');
      const result = masked(screener, text);
      expect(
        screener.screen(result).filter(({ severity }) => severity === 'block'),
        text,
      ).toEqual([]);
      expect(graphemes(result), text).toBe(graphemes(text));
      if (!screener.screen(text).length) expect(result).toBe(text);
    }
  });
});
