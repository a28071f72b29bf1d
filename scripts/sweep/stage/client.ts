import { Agent, type IncomingHttpHeaders, request } from 'node:http';

export interface Ask {
  path: string;
  method?: string;
  headers?: Readonly<Record<string, string | undefined>>;
  body?: string | Buffer;
}

export interface Answer {
  status: number;
  headers: IncomingHttpHeaders;
  text: string;
}

/** The name the product is known by: what its reverse proxy would say it was asked for. */
export const publicName = 'qunxu.example';

/** Much else may go on meanwhile; that it is quick is measured elsewhere. */
const patienceMs = 60_000;
const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/**
 * Asks the product as its reverse proxy would: under its public name, from the client's `address`. A header that is given as
 * undefined is left out.
 */
export function ask(
  port: number,
  address: string,
  { path, method = 'GET', headers, body }: Ask,
): Promise<Answer> {
  const all = {
    host: publicName,
    'x-forwarded-host': publicName,
    'x-forwarded-proto': 'https',
    'x-forwarded-for': address,
    // Said also where Node would not say it: with a GET.
    ...(body && !headers?.['transfer-encoding'] ? { 'content-length': String(Buffer.byteLength(body)) } : {}),
    ...headers,
  };
  const given = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined));
  return new Promise((resolve, reject) => {
    const asking = request(
      { agent, host: '127.0.0.1', port, path, method, headers: given, timeout: patienceMs },
      (answer) => {
        const parts: Buffer[] = [];
        answer.on('data', (part: Buffer) => parts.push(part));
        answer.once('error', reject);
        answer.once('end', () => {
          const text = Buffer.concat(parts).toString('utf8');
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text });
        });
      },
    );
    asking.once('timeout', () => asking.destroy(new Error(`no answer to ${method} ${path}`)));
    asking.once('error', reject);
    asking.end(body);
  });
}

/** Does the work for all, at most so many at a time, each in its turn. */
export async function inTurn<T, R>(all: readonly T[], work: (one: T) => Promise<R>, most = 8): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    for (let i = next++; i < all.length; i = next++) results[i] = await work(all[i] as T);
  };
  await Promise.all(Array.from({ length: most }, worker));
  return results;
}

let last = 0;

/** An address nobody has come from yet: by it, what a call left in the audit trail is known. */
export function newAddress(): string {
  last += 1;
  return `10.${(last >> 16) & 255}.${(last >> 8) & 255}.${last & 255}`;
}
