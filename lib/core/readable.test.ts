import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { refuseUnreadable } from './readable';

const schema = z.any().superRefine(refuseUnreadable);
const faults = (sent: unknown) =>
  schema.safeParse(sent).error?.issues.map(({ path }) => path.join('.')) ?? [];

describe('what was sent', () => {
  it.each([
    ['a NUL', 'a\0b'],
    ['half a surrogate pair', 'a\ud800'],
  ])('with %s is refused at its field', (_what, text) => {
    expect(faults({ id: 'x', reason: text })).toEqual(['reason']);
    expect(faults({ rows: [{ id: 'x' }, { id: text }] })).toEqual(['rows.1.id']);
    expect(faults({ inner: { [text]: 1 } })).toEqual(['inner']);
  });

  it('without end, or without measure, is refused as a whole and with one word', () => {
    const sent: Record<string, unknown> = {};
    sent.self = sent;
    expect(faults(sent)).toEqual(['']);
    expect(faults({ rows: Array.from({ length: 100_000 }, () => 'a\ud7ff') })).toEqual(['']);
  });

  it('is let through when it can be kept, pairs of surrogates and all', () => {
    expect(faults({ name: '𠮷野家 😀', list: [null, 1, true, { a: '' }] })).toEqual([]);
    const kept = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\0'));
    const words = fc.property(fc.array(kept), (texts) => {
      expect(faults(texts)).toEqual([]);
    });
    fc.assert(words);
  });
});
