import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { codeAlphabet, codeLength, codeText, plainCode } from './code';

const bytes = fc.uint8Array({ minLength: codeLength, maxLength: codeLength });

describe('a one-time code', () => {
  it('carries 80 random bits, each sign chosen evenly', () => {
    expect(256 % codeAlphabet.length).toBe(0);
    expect(Math.log2(codeAlphabet.length) * codeLength).toBe(80);
  });

  it('is the same however it is typed from the slip', () => {
    fc.assert(
      fc.property(bytes, fc.constantFrom('', ' ', '—', '－', ' - '), (random, dash) => {
        const code = codeText(random);
        expect(plainCode(code)).toMatch(new RegExp(`^[${codeAlphabet}]{${codeLength}}$`));
        expect(plainCode(` ${code.toLowerCase().replaceAll('-', dash)} `)).toBe(plainCode(code));
      }),
    );
  });
});
