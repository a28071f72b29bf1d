import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decrypt, encrypt, lookupHash, randomToken, sameSecret } from './crypto';

describe('encryption at rest', () => {
  it('gives back what was put in, and never the same ciphertext twice', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const [a, b] = [encrypt(text), encrypt(text)];
        expect(decrypt(a)).toBe(text);
        expect(a).not.toBe(b);
      }),
    );
  });

  it('refuses what was changed in any of its parts', () => {
    const parts = encrypt('13812345678').split('.');
    for (const i of [1, 2, 3]) {
      const bytes = Buffer.from(parts[i] as string, 'base64url');
      bytes[0] = (bytes[0] as number) ^ 1;
      const forged = parts.with(i, bytes.toString('base64url')).join('.');
      expect(() => decrypt(forged)).toThrow();
    }
    expect(() => decrypt('13812345678')).toThrow('unknown ciphertext');
  });

  it('finds the same value by its keyed hash', () => {
    expect(lookupHash('13812345678')).toBe(lookupHash('13812345678'));
    expect(lookupHash('13812345678')).not.toBe(lookupHash('13812345679'));
  });
});

describe('tokens', () => {
  it('are long, and compared whole', () => {
    const token = randomToken();
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(sameSecret(token, token)).toBe(true);
    expect(sameSecret(token, `${token}x`)).toBe(false);
  });
});
