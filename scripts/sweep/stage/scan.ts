import type { Answer } from './client';
import { productSecret } from './product';

/** Stands in the name of everything that fixtures make: an answer that refuses it must not name it. */
export const hiddenWord = '朱砂';

const leaks: readonly [string, RegExp][] = [
  ['a stack', /\n\s+at \S+ \(|\bnode_modules\/|\.ts:\d+:\d+/],
  ['SQL', /Failed query|\bselect .{1,200} from |\binsert into |\bupdate "|PostgresError|drizzle/i],
  ['a password hash', /\$argon2/],
  ['a ciphertext', /"v1\.[\w-]{16}\./],
  ['the secret', new RegExp(productSecret)],
  ['the data folder', /qunxu-life-/],
];

/** What an answer must not hold, whoever it is for. */
export function leaksIn({ text, headers }: Answer): string[] {
  const whole = text + JSON.stringify(headers);
  return leaks.filter(([, sign]) => sign.test(whole)).map(([name]) => `it shows ${name}`);
}

const always: Readonly<Record<string, RegExp>> = {
  'x-content-type-options': /^nosniff$/,
  'referrer-policy': /^same-origin$/,
  'x-frame-options': /^DENY$/,
  'cross-origin-opener-policy': /^same-origin$/,
  'cross-origin-resource-policy': /^same-origin$/,
  'content-security-policy': /frame-ancestors 'none'/,
  'strict-transport-security': /^max-age=31536000; includeSubDomains$/,
  'cache-control': /no-store/,
};

const document =
  /default-src 'self'.*script-src 'self' 'nonce-[A-Za-z0-9+/=]{24}' 'strict-dynamic'.*object-src 'none'; base-uri 'none'/;

/** Headers that every answer carries, also one that refuses or fails; and those of a page, whose nonce the page uses. */
export function headersMissing({ headers, text }: Answer): string[] {
  const missing = Object.entries(always)
    .filter(([name, form]) => !form.test(String(headers[name] ?? '')))
    .map(([name]) => `${name}: ${headers[name] ?? 'none'}`);
  if (headers['x-powered-by']) missing.push('it says what it is made with');
  const policy = String(headers['content-security-policy']);
  // Under the policy of data a page runs nothing: what is said of an address below /api that there is not.
  if (!headers['content-type']?.startsWith('text/html') || policy.startsWith("default-src 'none'"))
    return missing;
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '-';
  if (!document.test(policy)) missing.push(`the policy of a page: ${policy}`);
  if (/<script(?![^>]*nonce=)/.test(text) || (text.includes('<script') && !text.includes(nonce)))
    missing.push('a script without the nonce');
  return missing;
}
