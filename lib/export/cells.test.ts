import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { neutralText, workbookCell } from './cells';

describe('cells', () => {
  it.each([
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '\u200b=1',
    '﹦1',
    '﹣1',
    '⁺1',
  ])('makes %j harmless', (text) => {
    expect(neutralText(text)).toMatch(/^'/);
  });

  it.each(['和平社区', '1-2', 'a=b', ''])('leaves %j as it is', (text) => {
    expect(neutralText(text)).toBe(text);
  });

  it('never starts with a sign that starts a formula', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => !/^[=+\-@\t\r]/.test(neutralText(text))));
  });

  it('leaves out characters that a workbook must not contain', () => {
    expect(neutralText('a\u0000b\u001fc')).toBe('abc');
    expect(neutralText('长'.repeat(40_000))).toHaveLength(32_766);
  });

  it('knows days and moments', () => {
    expect(workbookCell('2026-11-22')).toEqual({
      value: new Date('2026-11-22T00:00:00Z'),
      format: 'yyyy-mm-dd',
    });
    expect(workbookCell(new Date('2026-11-22T16:00:00Z'))).toEqual({
      value: new Date('2026-11-23T00:00:00Z'),
      format: 'yyyy-mm-dd hh:mm',
    });
    expect(workbookCell(Number.NaN)).toEqual({ value: null });
  });
});
