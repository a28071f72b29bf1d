import { unstable_doesMiddlewareMatch as passesProxy } from 'next/experimental/testing/server';
import { expect, test } from 'vitest';
import { constantHeaders, filePolicy, strictTransport } from '../lib/core/response-headers';
import nextConfig from '../next.config';
import { config } from '../proxy';

test.each(['/api/files', '/api/files/', '/api/files/019aaa', '/api/files?x=1'])(
  '%s passes the proxy by, so that its body is not kept in memory',
  (url) => {
    expect(passesProxy({ config, url })).toBe(false);
  },
);

test.each([
  '/',
  '/login',
  '/api/options/colleagues',
  '/api/filesystem',
  '/api/files/a/b',
  '/x/api/files',
  '/_next/static/a.js',
  '/API/FILES',
])('%s goes through the proxy', (url) => {
  expect(passesProxy({ config, url })).toBe(true);
});

test('what passes the proxy by has its content policy from the configuration, and the constant headers like all', async () => {
  const rules = (await nextConfig.headers?.()) ?? [];
  const of = (source: string) =>
    Object.fromEntries(
      rules
        .filter((rule) => rule.source === source)
        .flatMap(({ headers }) => headers.map((h) => [h.key, h.value])),
    );
  expect(of('/:path*')).toEqual(constantHeaders);
  expect(of('/api/files/:path*')).toEqual({ 'Content-Security-Policy': filePolicy });
});

test('strict transport is asked for only where the address is https', () => {
  expect(strictTransport('http://office:3000')).toEqual({});
  expect(strictTransport(undefined)).toEqual({});
  expect(strictTransport('https://office')).toHaveProperty('Strict-Transport-Security');
});
