import type { IncomingMessage } from 'node:http';

const header = 'x-qunxu-address';

/**
 * Writes the client's address where the product reads it (lib/request/origin.ts), over whatever the client sent under that
 * name. X-Forwarded-For counts only behind a proxy that is configured to be trusted, and then its last entry: the one that
 * proxy added itself.
 */
export function stampAddress(request: IncomingMessage, trustProxy: boolean): void {
  const forwarded = trustProxy ? [request.headers['x-forwarded-for'] ?? []].flat().join(',') : '';
  const last = forwarded.split(',').at(-1)?.trim();
  const address = last || request.socket.remoteAddress?.replace(/^::ffff:/, '');
  delete request.headers[header];
  if (address) request.headers[header] = address;
}
