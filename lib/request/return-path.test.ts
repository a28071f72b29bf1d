import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { returnPath } from './return-path';

const site = 'https://qunxu.example';

describe('where to go after signing in', () => {
  it.each([
    '/',
    '/membership?status=submitted&page=2',
    '/groups/0199-aa#members',
    '/search?q=%E5%BC%A0',
    '/inbox?q=张',
  ])('keeps %s', (path) => expect(new URL(returnPath(path), site).href).toBe(new URL(path, site).href));

  it.each([
    '//evil.example',
    '///evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '/a/..//evil.example',
    '/.//evil.example',
    'https://evil.example',
    'javascript:alert(1)',
    'evil.example',
    '',
    ' /x',
    '/login',
    '/login?next=/login',
    '/api/export/people',
    '/setup',
    '/password',
    undefined,
    null,
    7,
    [['/a', '/b']],
    `/${'a'.repeat(600)}`,
  ])('does not follow %j', (asked) => expect(returnPath(asked)).toBe('/'));

  it('never leaves the site, whatever is asked', () => {
    const sign = fc.constantFrom(
      '/',
      '\\',
      '.',
      ':',
      '@',
      '?',
      '#',
      '%2f',
      '%5c',
      '\t',
      '\r',
      'a',
      'evil.example',
      'javascript:',
    );
    const asked = fc.oneof(
      fc
        .array(fc.integer({ min: 0, max: 0x10ffff }), { maxLength: 12 })
        .map((points) => String.fromCodePoint(...points)),
      fc.array(sign, { maxLength: 12 }).map((signs) => signs.join('')),
    );
    fc.assert(
      fc.property(asked, (text) => {
        const path = returnPath(text);
        return /^\/(?!\/)/.test(path) && new URL(path, site).origin === site;
      }),
      { numRuns: 500 },
    );
    expect(returnPath('/still/here')).toBe('/still/here');
  });
});
