import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';
import { environment } from './env';

type Purpose = 'phone-encryption' | 'phone-lookup' | 'session-token' | 'backup-secret' | 'backup-seal';

function key(purpose: Purpose): Buffer {
  return Buffer.from(hkdfSync('sha256', environment().QUNXU_SECRET, 'qunxu', purpose, 32));
}

/** AES-256-GCM; the result carries a version, so that keys and algorithm can change later: `v1.<iv>.<tag>.<data>`, base64url. */
export function encrypt(plain: string): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key('phone-encryption'), iv);
  const data = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return ['v1', iv, cipher.getAuthTag(), data]
    .map((p) => (typeof p === 'string' ? p : p.toString('base64url')))
    .join('.');
}

/** @throws Error when the text was not made by `encrypt` under the present key, or was changed. */
export function decrypt(sealed: string): string {
  const [version, iv, tag, data] = sealed.split('.');
  if (version !== 'v1' || !iv || !tag || data === undefined) throw new Error('unknown ciphertext');
  const decipher = createDecipheriv('aes-256-gcm', key('phone-encryption'), Buffer.from(iv, 'base64url'));
  decipher.setAuthTag(Buffer.from(tag, 'base64url'));
  return Buffer.concat([decipher.update(Buffer.from(data, 'base64url')), decipher.final()]).toString('utf8');
}

/** A keyed hash by which an encrypted value can be found again without being readable; hex. */
export function lookupHash(plain: string): string {
  return createHmac('sha256', key('phone-lookup')).update(plain).digest('hex');
}

/** A keyed hash that only who has the secret can make: tells the secret by it, or that a text is his; hex. */
export function keyedSum(purpose: 'backup-secret' | 'backup-seal', text: string): string {
  return createHmac('sha256', key(purpose)).update(text).digest('hex');
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
  return key('session-token').toString('base64url');
}
