import { expect, it } from 'vitest';
import type { Hit } from './categories';
import { markedText } from './marks';

const hit = (start: number, end: number, severity: Hit['severity']): Hit => ({
  start,
  end,
  severity,
  category: 1,
  detector: 'word',
  explanation: '',
});

it('cuts a text at its hits, and lets the heaviest mark what several hold', () => {
  const marked = markedText('甲乙丙丁戊', [hit(1, 4, 'hint'), hit(2, 3, 'block')]);
  expect(marked.map(({ text, severity, ends }) => [text, severity, ends])).toEqual([
    ['甲', null, []],
    ['乙', 'hint', []],
    ['丙', 'block', [1]],
    ['丁', 'hint', [0]],
    ['戊', null, []],
  ]);
});

it('leaves a text without hits whole', () => {
  expect(markedText('甲乙', [])).toEqual([{ start: 0, text: '甲乙', severity: null, ends: [] }]);
  expect(markedText('', [])).toEqual([]);
});
