import type { IncomingMessage } from 'node:http';
import { describe, expect, it } from 'vitest';
import { stampAddress } from './client-address';

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
