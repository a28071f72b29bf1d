import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readNumbers } from './rules';

describe('readNumbers', () => {
  it.each([
    ['RQ-2026-0418', 'RQ-2026-0418'],
    [' rq-2026-418 ', 'RQ-2026-0418'],
    ['rq 2026 418', 'RQ-2026-0418'],
    ['ＲＱ－２０２６－０４１８', 'RQ-2026-0418'],
    ['RQ20260418', 'RQ-2026-0418'],
    ['od418', 'OD-2026-0418'],
    ['OD—2025—12345', 'OD-2025-12345'],
    ['OD 7', 'OD-2026-0007'],
  ])('%s is %s for certain', (text, number) => {
    const { requests, orders, certain } = readNumbers(text, 2026);
    expect([...requests, ...orders, certain]).toEqual([number, true]);
  });

  it('takes digits alone for either', () => {
    expect(readNumbers('0418', 2026)).toEqual({
      requests: ['RQ-2026-0418'],
      orders: ['OD-2026-0418'],
      certain: false,
    });
  });

  it.each(['', 'RQ', 'RQ-', 'XX-2026-0001', 'rqqun', '和平', 'RQ-2026-0418a', 'RQ-2026-123456789'])(
    '%s is no number',
    (text) => {
      expect(readNumbers(text, 2026)).toEqual({ requests: [], orders: [], certain: false });
    },
  );

  it('reads every number as it is written', () => {
    const series = fc.constantFrom('RQ', 'OD');
    const year = fc.integer({ min: 2000, max: 2099 });
    const count = fc.integer({ min: 1, max: 99_999_999 });
    fc.assert(
      fc.property(series, year, count, (s, y, c) => {
        const number = `${s}-${y}-${String(c).padStart(4, '0')}`;
        const { requests, orders } = readNumbers(number, 2026);
        expect([...requests, ...orders]).toEqual([number]);
      }),
    );
  });

  it('makes nothing but well-formed numbers of any text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const { requests, orders } = readNumbers(text, 2026);
        expect([...requests, ...orders].every((number) => /^(RQ|OD)-\d{4}-\d{4,8}$/.test(number))).toBe(true);
      }),
    );
  });
});
