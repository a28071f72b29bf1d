import type { IncomingMessage } from 'node:http';
import { StartFault } from '../../db/embedded/fault.ts';
import { trustProxy } from '../../lib/core/env.ts';

const header = 'x-qunxu-address';

/**
 * QUNXU_TRUST_PROXY, in the words that the product itself reads it by.
 * @throws StartFault when it is neither yes nor no
 */
export function readTrustProxy(env: NodeJS.ProcessEnv): boolean {
  const read = trustProxy.safeParse(env.QUNXU_TRUST_PROXY);
  if (read.success) return read.data;
  throw new StartFault(`QUNXU_TRUST_PROXY=${env.QUNXU_TRUST_PROXY} 无法识别：请使用 true 或 false。`);
}

/**
 * Writes the client's address where the product reads it (lib/request/origin.ts), over whatever the client sent under that
 * name. X-Forwarded-For counts only behind a proxy that is configured to be trusted, and then its last entry: the one that
 * proxy added itself.
 */
export function stampAddress(request: IncomingMessage, proxyTrusted: boolean): void {
  const forwarded = proxyTrusted ? [request.headers['x-forwarded-for'] ?? []].flat().join(',') : '';
  const last = forwarded.split(',').at(-1)?.trim();
  const address = last || request.socket.remoteAddress?.replace(/^::ffff:/, '');
  delete request.headers[header];
  if (address) request.headers[header] = address;
}
