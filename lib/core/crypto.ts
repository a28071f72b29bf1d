import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { keyRing, type Purpose, type Secret } from './keys';

/** What was encrypted or sealed needs a secret that is not at hand. */
export class UnknownKey extends Error {
  override name = 'UnknownKey';
  readonly keyId: string;

  constructor(keyId: string) {
    super(`the secret ${keyId} is not at hand`);
    this.keyId = keyId;
  }
}

interface Algorithm {
  seal(key: Buffer, plain: string, header: string): Buffer[];
  open(key: Buffer, parts: readonly Buffer[], header: string): string;
}

/** Authenticated encryption by the name that stands in the text. Another is added here and made the preferred one. */
const algorithms: Readonly<Record<string, Algorithm>> = {
  A256GCM: {
    seal: (key, plain, header) => {
      const iv = randomBytes(12);
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(header));
      const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
      return [iv, cipher.getAuthTag(), data];
    },
    open: (key, [iv, tag, data], header) => {
      if (iv?.length !== 12 || tag?.length !== 16 || !data) throw new Error('unknown ciphertext');
      const decipher = createDecipheriv('aes-256-gcm', key, iv, { authTagLength: 16 });
      // What was made before headers were bound has none.
      if (header) decipher.setAAD(Buffer.from(header));
      decipher.setAuthTag(tag);
      return Buffer.concat([decipher.update(data), decipher.final()]).toString('utf8');
    },
  },
};
const preferred = 'A256GCM';

const headerOf = (secret: Secret, algorithm = preferred): string => `v2.${algorithm}.${secret.id}`;

function algorithmNamed(name: string | undefined): Algorithm {
  const found = name && Object.hasOwn(algorithms, name) ? algorithms[name] : undefined;
  if (!found) throw new Error('unknown ciphertext');
  return found;
}

/**
 * Encrypts and authenticates under the present secret; the result says how and with which, so that either can change later:
 * `v2.<algorithm>.<secret's id>.<iv>.<tag>.<data>`, base64url.
 */
export function encrypt(plain: string): string {
  const [present] = keyRing();
  const header = headerOf(present);
  const parts = algorithmNamed(preferred).seal(present.key('at-rest'), plain, header);
  return [header, ...parts.map((part) => part.toString('base64url'))].join('.');
}

const bytes = (parts: readonly string[]): Buffer[] => parts.map((part) => Buffer.from(part, 'base64url'));

/**
 * Reads what `encrypt` has made under any secret at hand.
 * @throws UnknownKey when it needs another; Error when it was changed, or is no such text
 */
export function decrypt(sealed: string): string {
  const [version, ...rest] = sealed.split('.');
  if (version === 'v1') return decryptFirst(rest);
  const [algorithm, keyId, ...parts] = rest;
  if (version !== 'v2' || !keyId || parts.length !== 3) throw new Error('unknown ciphertext');
  const secret = keyRing().find(({ id }) => id === keyId);
  if (!secret) throw new UnknownKey(keyId);
  return algorithmNamed(algorithm).open(secret.key('at-rest'), bytes(parts), headerOf(secret, algorithm));
}

/** `v1.<iv>.<tag>.<data>` did not say which secret it was made with. */
function decryptFirst(parts: readonly string[]): string {
  if (parts.length !== 3) throw new Error('unknown ciphertext');
  for (const secret of keyRing()) {
    try {
      return algorithmNamed('A256GCM').open(secret.key('phone-encryption'), bytes(parts), '');
    } catch {
      // Another secret's, or changed: the next one tells.
    }
  }
  throw new UnknownKey('v1');
}

/** What every text begins with that is as `encrypt` would make it today: with these letters, in SQL too. */
export function presentHeader(): string {
  return `${headerOf(keyRing()[0])}.`;
}

/** Of which secret a text is, by its own word; `v1` where it does not say. */
export function keyIdOf(sealed: string): string {
  const [version, , keyId] = sealed.split('.');
  return version === 'v2' && keyId ? keyId : 'v1';
}

const hmac = (secret: Secret, purpose: Purpose, text: string): string =>
  createHmac('sha256', secret.key(purpose)).update(text).digest('hex');

/**
 * A keyed hash by which an encrypted value can be found again without being readable; hex. For writing: to find, ask
 * `lookupHashes`.
 */
export function lookupHash(plain: string): string {
  return hmac(keyRing()[0], 'phone-lookup', plain);
}

/** Every hash under which the value may be kept while secrets change, the present one first. */
export function lookupHashes(plain: string): string[] {
  return keyRing().map((secret) => hmac(secret, 'phone-lookup', plain));
}

/** A keyed hash under the present secret: tells the secret by it, or that a text is its owner's; hex. */
export function keyedSum(purpose: 'backup-secret' | 'backup-seal', text: string): string {
  return hmac(keyRing()[0], purpose, text);
}

/** The same under every secret at hand, in their order. */
export function keyedSums(purpose: 'backup-secret' | 'backup-seal', text: string): string[] {
  return keyRing().map((secret) => hmac(secret, purpose, text));
}

/** Such a hash that says whose it is, for what must be told genuine after secrets have changed: `<secret's id>.<hex>`. */
export function sealText(purpose: Purpose, text: string): string {
  const [present] = keyRing();
  return `${present.id}.${hmac(present, purpose, text)}`;
}

/** Whether a seal is the text's; `unknown` when it was made under a secret that is not at hand. */
export function checkSeal(purpose: Purpose, text: string, seal: string): 'fits' | 'differs' | 'unknown' {
  const [keyId, sum = ''] = seal.split('.');
  const secret = keyRing().find(({ id }) => id === keyId);
  if (!secret) return 'unknown';
  return sameSecret(hmac(secret, purpose, text), sum) ? 'fits' : 'differs';
}

/** The ids of the secrets at hand, the present one first. */
export function secretIds(): string[] {
  return keyRing().map(({ id }) => id);
}

/** SHA-256, hex. */
export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

/** An unguessable token of 256 bits, base64url. */
export function randomToken(): string {
  return randomBytes(32).toString('base64url');
}

/** Compares two strings in time that does not depend on where they differ. */
export function sameSecret(a: string, b: string): boolean {
  const [x, y] = [Buffer.from(sha256(a)), Buffer.from(sha256(b))];
  return timingSafeEqual(x, y);
}

/** The secret that signs and encrypts sign-in cookies; derived, so that one secret is all there is to keep. */
export function sessionTokenSecret(): string {
  return keyRing()[0].key('session-token').toString('base64url');
}

/** Those that sign-in cookies still open with: the present one first. */
export function sessionTokenSecrets(): string[] {
  return keyRing().map((secret) => secret.key('session-token').toString('base64url'));
}
