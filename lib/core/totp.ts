import { createHmac, randomBytes } from 'node:crypto';
import { sameSecret } from './crypto';

/** What every authenticator app understands: RFC 6238 with SHA-1, six digits and steps of 30 seconds. */
const stepSeconds = 30;
const digits = 6;
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** RFC 4648, without padding: that is how the apps read and people type a secret. */
function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => alphabet[Number.parseInt(group.padEnd(5, '0'), 2)]).join('');
}

function bytesOf(text: string): Buffer {
  const bits = [...text].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte, 2)));
}

/** A secret of 160 random bits, as text of 32 signs. */
export function newTotpSecret(): string {
  return base32(randomBytes(20));
}

/** The number of the 30 seconds that `at` lies in. */
export function totpStep(at: Date): number {
  return Math.floor(at.getTime() / 1_000 / stepSeconds);
}

/** The six digits that belong to a step. */
export function totpCode(secret: string, step: number): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const sum = createHmac('sha1', bytesOf(secret)).update(counter).digest();
  const from = (sum.at(-1) ?? 0) & 0xf;
  const number = sum.readUInt32BE(from) & 0x7fff_ffff;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/**
 * The step whose code was given: this one, the one before or the one after, since clocks differ and typing takes its time.
 * Null when it is none of them, or not later than `after`, the last one that was taken.
 */
export function acceptedStep(secret: string, code: string, at: Date, after: number): number | null {
  const present = totpStep(at);
  const steps = [present, present - 1, present + 1].filter((step) => step > after);
  return steps.find((step) => sameSecret(totpCode(secret, step), code)) ?? null;
}

/** What an app reads from the picture: issuer and account are what it shows beside the digits. */
export function totpAddress(issuer: string, account: string, secret: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}&algorithm=SHA1&digits=${digits}&period=${stepSeconds}`;
}
