import { describe, expect, it } from 'vitest';
import { onOneLine, piecesOf } from './rules';

const marked = (text: string, q: string) =>
  piecesOf(text, q)
    .map(({ text: piece, hit }) => (hit ? `[${piece}]` : piece))
    .join('');

describe('what was looked for', () => {
  it.each([
    ['关于消防检查的通知', '消防', '关于[消防]检查的通知'],
    ['消防通知：消防', '消防 通知', '[消防][通知]：[消防]'],
    ['Wi-Fi 与 wifi', 'WI-FI', '[Wi-Fi] 与 wifi'],
    ['一加一（1+1）', '1+1', '一加一（[1+1]）'],
    ['防火防火墙', '防火 防火墙', '[防火][防火墙]'],
    ['和平社区', '新华', '和平社区'],
    ['和平社区', '  ', '和平社区'],
    ['', '消防', ''],
  ])('stands apart in %s for %s', (text, q, expected) => {
    expect(marked(text, q)).toBe(expected);
  });

  it('is shown with what lies around it, on one line', () => {
    expect(onOneLine({ text: '各社区：\n请于周五前', from: 1, length: 30 })).toBe('各社区： 请于周五前…');
    expect(onOneLine({ text: '请于周五前报送', from: 24, length: 30 })).toBe('…请于周五前报送');
    expect(onOneLine({ text: '请周知。', from: 1, length: 4 })).toBe('请周知。');
  });
});
