import type { IncomingMessage } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import { environment } from '../../lib/core/env';
import { readTrustProxy, stampAddress } from './client-address';

function stamped(headers: Record<string, string>, remoteAddress: string | undefined, trustProxy = false) {
  const request = { headers, socket: { remoteAddress } } as unknown as IncomingMessage;
  stampAddress(request, trustProxy);
  return request.headers['x-qunxu-address'];
}

describe('the client address', () => {
  it('is the one of the socket, whatever the client says', () => {
    expect(stamped({}, '10.0.0.7')).toBe('10.0.0.7');
    expect(stamped({ 'x-qunxu-address': '1.2.3.4', 'x-forwarded-for': '5.6.7.8' }, '::ffff:10.0.0.7')).toBe(
      '10.0.0.7',
    );
    expect(stamped({ 'x-qunxu-address': '1.2.3.4' }, undefined)).toBeUndefined();
  });

  it('is what a trusted proxy added last', () => {
    expect(stamped({ 'x-forwarded-for': '9.9.9.9, 10.0.0.8' }, '127.0.0.1', true)).toBe('10.0.0.8');
    expect(stamped({}, '127.0.0.1', true)).toBe('127.0.0.1');
  });
});

describe('whether a proxy is trusted', () => {
  it.each([
    ['true', true],
    ['TRUE', true],
    ['1', true],
    ['yes', true],
    ['false', false],
    ['0', false],
    [undefined, false],
  ])('QUNXU_TRUST_PROXY=%s is %s for server and product alike', (word, trusted) => {
    vi.stubEnv('QUNXU_TRUST_PROXY', word);
    vi.stubEnv('DATABASE_URL', `postgres://localhost/${word}`);
    vi.stubEnv('QUNXU_SECRET', 'x'.repeat(32));
    expect(readTrustProxy(process.env)).toBe(trusted);
    expect(environment().QUNXU_TRUST_PROXY).toBe(trusted);
    vi.unstubAllEnvs();
  });

  it('is asked again when the answer is neither yes nor no', () => {
    expect(() => readTrustProxy({ NODE_ENV: 'test', QUNXU_TRUST_PROXY: 'maybe' })).toThrow('无法识别');
  });
});
