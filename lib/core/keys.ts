import { hkdfSync } from 'node:crypto';
import { environment } from './env';
import { parseSecrets, secretsIn, shortestSecret } from './secret-file';

/** What a key is for; no two purposes share one. */
export type Purpose =
  | 'at-rest'
  | 'phone-encryption'
  | 'phone-lookup'
  | 'session-token'
  | 'backup-secret'
  | 'backup-seal'
  | 'audit-head';

/** A secret of the product: from it a key for every purpose. */
export interface Secret {
  /** Eight hexadecimal digits by which it is told from others; gives nothing of it away. */
  id: string;
  key(purpose: Purpose): Buffer;
}

function derived(secret: string, info: string, length: number): Buffer {
  return Buffer.from(hkdfSync('sha256', secret, 'qunxu', info, length));
}

function secretOf(text: string): Secret {
  const keys = new Map<Purpose, Buffer>();
  const key = (purpose: Purpose): Buffer => {
    const known = keys.get(purpose) ?? derived(text, purpose, 32);
    keys.set(purpose, known);
    return known;
  };
  return { id: secretId(text), key };
}

/** What tells a secret from others without giving it away. */
export function secretId(secret: string): string {
  return derived(secret, 'key-id', 4).toString('hex');
}

function configured(): string[] {
  const { QUNXU_SECRET, QUNXU_SECRET_FILE, QUNXU_SECRET_PREVIOUS } = environment();
  const own = QUNXU_SECRET ? [QUNXU_SECRET] : secretsIn(QUNXU_SECRET_FILE ?? '');
  return [...new Set([...own, ...parseSecrets(QUNXU_SECRET_PREVIOUS)])];
}

let built: { from: string; ring: readonly [Secret, ...Secret[]] } | undefined;

/**
 * Every secret there is to read with; the first is the present one, which everything new is written with.
 * @throws Error when there is none, or one is too short
 */
export function keyRing(): readonly [Secret, ...Secret[]] {
  const texts = configured();
  const from = texts.join('\n');
  if (built?.from === from) return built.ring;
  if (texts.some((text) => text.length < shortestSecret))
    throw new Error(`Configuration: a secret needs at least ${shortestSecret} characters`);
  const [present, ...others] = texts.map(secretOf);
  if (!present) throw new Error('Configuration: there is no secret');
  built = { from, ring: [present, ...others] };
  return built.ring;
}
