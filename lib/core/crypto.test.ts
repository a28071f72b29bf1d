import { createCipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  checkSeal,
  decrypt,
  encrypt,
  keyIdOf,
  lookupHash,
  lookupHashes,
  presentHeader,
  randomToken,
  sameSecret,
  sealText,
  secretIds,
  UnknownKey,
} from './crypto';
import { parseSecrets } from './secret-file';

const [first, second] = ['the first secret, of 32 letters or so', 'the second secret, no less than 32'];

beforeEach(() => {
  vi.stubEnv('QUNXU_SECRET', first);
  return () => vi.unstubAllEnvs();
});

/** As it was written before texts named their key. */
function firstFormat(plain: string, secret: string): string {
  const key = Buffer.from(hkdfSync('sha256', secret, 'qunxu', 'phone-encryption', 32));
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', ...[iv, cipher.getAuthTag(), data].map((part) => part.toString('base64url'))].join('.');
}

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
    for (const i of [3, 4, 5]) {
      const bytes = Buffer.from(parts[i] as string, 'base64url');
      bytes[0] = (bytes[0] as number) ^ 1;
      const forged = parts.with(i, bytes.toString('base64url')).join('.');
      expect(() => decrypt(forged)).toThrow();
    }
    expect(() => decrypt(parts.with(1, 'toString').join('.'))).toThrow('unknown ciphertext');
    expect(() => decrypt(parts.slice(0, 5).join('.'))).toThrow('unknown ciphertext');
    // A shorter tag would be guessed sooner.
    const short = Buffer.from(parts[4] as string, 'base64url').subarray(0, 4);
    expect(() => decrypt(parts.with(4, short.toString('base64url')).join('.'))).toThrow('unknown ciphertext');
    expect(() => decrypt('13812345678')).toThrow('unknown ciphertext');
  });

  it('says which secret it was made with, and does not give it away', () => {
    const sealed = encrypt('13812345678');
    expect(keyIdOf(sealed)).toBe(secretIds()[0]);
    expect(sealed.startsWith(presentHeader())).toBe(true);
    expect(secretIds()[0]).toMatch(/^[0-9a-f]{8}$/);
  });

  it('reads what was written before texts named their key', () => {
    const old = firstFormat('13812345678', first);
    expect(decrypt(old)).toBe('13812345678');
    expect(keyIdOf(old)).toBe('v1');
    vi.stubEnv('QUNXU_SECRET', second);
    expect(() => decrypt(old)).toThrow(UnknownKey);
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', first);
    expect(decrypt(old)).toBe('13812345678');
  });
});

describe('a secret that changes', () => {
  it('reads with the present and the previous ones, and writes with the present', () => {
    const old = encrypt('13812345678');
    vi.stubEnv('QUNXU_SECRET', second);
    expect(() => decrypt(old)).toThrow(UnknownKey);
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', first);
    expect(decrypt(old)).toBe('13812345678');
    expect(keyIdOf(encrypt('x'))).not.toBe(keyIdOf(old));
    expect(secretIds()).toHaveLength(2);
  });

  it('finds values under either hash, the present one first', () => {
    const old = lookupHash('13812345678');
    expect(lookupHashes('13812345678')).toEqual([old]);
    vi.stubEnv('QUNXU_SECRET', second);
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', first);
    expect(lookupHashes('13812345678')).toEqual([lookupHash('13812345678'), old]);
    expect(lookupHash('13812345678')).not.toBe(lookupHash('13812345679'));
  });

  it('leaves seals that say whose they are verifiable', () => {
    const seal = sealText('backup-seal', 'a text');
    expect(checkSeal('backup-seal', 'a text', seal)).toBe('fits');
    expect(checkSeal('backup-seal', 'another', seal)).toBe('differs');
    expect(checkSeal('backup-secret', 'a text', seal)).toBe('differs');
    vi.stubEnv('QUNXU_SECRET', second);
    expect(checkSeal('backup-seal', 'a text', seal)).toBe('unknown');
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', first);
    expect(checkSeal('backup-seal', 'a text', seal)).toBe('fits');
  });
});

describe('a file of secrets', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'qunxu-secrets-'));
    file = join(folder, 'secret.key');
    vi.stubEnv('QUNXU_SECRET', undefined);
    vi.stubEnv('QUNXU_SECRET_FILE', file);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('holds the present one in its first line, and those that are only read with below', () => {
    expect(parseSecrets(`# made by hand\n${second}\r\n\n  ${first}\n${second}\n`)).toEqual([second, first]);
  });

  it('is followed by a running process with its next use of a key', () => {
    writeFileSync(file, `${first}\n`);
    const old = encrypt('13812345678');
    writeFileSync(`${file}.new`, `${second}\n${first}\n`);
    renameSync(`${file}.new`, file);
    expect(keyIdOf(encrypt('x'))).not.toBe(keyIdOf(old));
    expect(decrypt(old)).toBe('13812345678');
  });

  it('may be gone or empty for a moment once it was read, and not before', () => {
    expect(() => encrypt('x')).toThrow('ENOENT');
    writeFileSync(file, first);
    const [id] = secretIds();
    rmSync(file);
    expect(secretIds()).toEqual([id]);
    writeFileSync(file, '');
    expect(secretIds()).toEqual([id]);
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', 'too short');
    expect(() => encrypt('x')).toThrow('at least 32 characters');
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
