import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, test } from 'vitest';
import { pagePolicy } from '../../proxy';

const sonner = createRequire(import.meta.url)
  .resolve('sonner')
  .replace(/index\.js$/, 'index.mjs');

function hashOf(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

test('the content policy allows the style sheet that sonner inserts, empty and filled', () => {
  const inserted = /__insertCSS\(("(?:[^"\\]|\\.)*")\)/.exec(readFileSync(sonner, 'utf8'));
  const styles = JSON.parse(inserted?.[1] ?? '""') as string;
  expect(styles).toContain('[data-sonner-toast]');
  expect(pagePolicy('n')).toContain(hashOf(''));
  expect(pagePolicy('n')).toContain(hashOf(styles));
});

test('the content policy names the nonce for scripts and forbids plug-ins, frames and other bases', () => {
  const policy = pagePolicy('abc');
  expect(policy).toMatch(/script-src 'self' 'nonce-abc' 'strict-dynamic'(;|$)/);
  expect(policy).not.toContain('unsafe');
  for (const directive of [
    "object-src 'none'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
  ])
    expect(policy).toContain(directive);
});
