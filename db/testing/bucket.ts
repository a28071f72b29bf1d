import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A bucket on loopback: PUT, GET, HEAD, DELETE of objects and a list, as S3 answers them. Signatures are looked for, not checked. */
export interface Bucket {
  endpoint: string;
  objects: Map<string, Buffer>;
  /** Methods and keys, in the order in which they were asked. */
  asked: string[];
  close: () => Promise<void>;
}

const name = 'attachments';

function answer(response: ServerResponse, status: number, body: string | Buffer = ''): void {
  response.writeHead(status, { 'Content-Length': Buffer.byteLength(body), ETag: '"x"' });
  response.end(body);
}

const fault = (code: string) =>
  `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${code}</Message></Error>`;

async function put(
  request: IncomingMessage,
  response: ServerResponse,
  objects: Bucket['objects'],
  key: string,
) {
  const body = await buffer(request);
  const promised = request.headers['x-amz-checksum-sha256'];
  if (promised && promised !== createHash('sha256').update(body).digest('base64'))
    return answer(response, 400, fault('BadDigest'));
  objects.set(key, body);
  answer(response, 200);
}

/** Starts one; every object of it is in memory. */
export async function startBucket(): Promise<Bucket> {
  const objects: Bucket['objects'] = new Map();
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '', 'http://bucket');
    const key = decodeURIComponent(pathname).replace(`/${name}/`, '');
    asked.push(`${request.method} ${key}`);
    if (!request.headers.authorization?.startsWith('AWS4-HMAC-SHA256'))
      return answer(response, 403, fault('AccessDenied'));
    if (request.method === 'PUT') return void put(request, response, objects, key);
    if (request.method === 'DELETE') {
      objects.delete(key);
      return answer(response, 204);
    }
    const found = objects.get(key);
    if (!found) return answer(response, 404, request.method === 'HEAD' ? '' : fault('NoSuchKey'));
    answer(response, 200, request.method === 'HEAD' ? '' : found);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    objects,
    asked,
    close: () =>
      new Promise((resolve, reject) => server.close((error) => (error ? reject(error) : resolve()))),
  };
}
