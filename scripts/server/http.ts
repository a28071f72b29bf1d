import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, StartFault } from '../../db/embedded/fault.ts';
import { constantHeaders, filePolicy, strictTransport } from '../../lib/core/response-headers.ts';

/** Where the product listens. */
export interface Address {
  host: string;
  port: number;
}

/** Every open connection of a server, also those it no longer knows because they were upgraded. */
const connections = new WeakMap<Server, Set<Socket>>();

const retryFor = 2000;
const retryEvery = 100;
const sweepEvery = 50;
/** How long pieces of an answer wait for one another, in milliseconds. */
const gatherFor = 2;
/** More than a page has, so that its writer need not wait in between. */
const mostWaiting = 512 * 1024;

/**
 * PORT (3000) and HOST (127.0.0.1: only this machine; 0.0.0.0 lets colleagues in).
 * @throws StartFault when PORT is no port
 */
export function readAddress(env: NodeJS.ProcessEnv): Address {
  const port = Number(env.PORT || 3000);
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StartFault(`PORT=${env.PORT} 不是有效端口：请使用 1 到 65535 之间的数字。`);
  }
  return { host: env.HOST || '127.0.0.1', port };
}

/**
 * Listens. A port that is taken is tried again for two seconds: a predecessor that was killed may just be letting go.
 * @throws StartFault when the address cannot be used
 */
export async function listen(handler: RequestListener, address: Address): Promise<Server> {
  const end = performance.now() + retryFor;
  for (;;) {
    try {
      return await listenOnce(handler, address);
    } catch (cause) {
      if (codeOf(cause) !== 'EADDRINUSE' || performance.now() > end) {
        throw new StartFault(explain(address, codeOf(cause)), { cause });
      }
      await delay(retryEvery);
    }
  }
}

/** Finds out whether the address can be had, before the long steps. */
export async function assertFree(address: Address): Promise<void> {
  const server = await listen(() => undefined, address);
  await new Promise((resolve) => server.close(resolve));
}

/** Takes no more connections, answers what was asked, then closes; what still hangs when the time is up is cut off. */
export async function drain(server: Server, seconds: number): Promise<void> {
  const open = connections.get(server) ?? new Set();
  const closed = new Promise((resolve) => server.close(resolve));
  const sweep = setInterval(() => {
    // A connection that was busy when the server closed stays open, kept alive, after its answer.
    server.closeIdleConnections();
    // Browsers open connections ahead of need; one that never asked anything is not idle to Node.
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy();
  }, sweepEvery);
  const limit = setTimeout(() => {
    for (const socket of open) socket.destroy();
  }, seconds * 1000);
  await closed;
  clearInterval(sweep);
  clearTimeout(limit);
}

const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** A refusal without Next, with the headers that every response carries. */
function refuse(
  response: ServerResponse,
  status: number,
  words: string,
  more: OutgoingHttpHeaders = {},
): void {
  const headers = {
    ...constantHeaders,
    ...strictTransport(process.env.NEXTAUTH_URL),
    'Content-Security-Policy': filePolicy,
    'Cache-Control': 'no-store',
    'Content-Type': 'text/plain; charset=utf-8',
  };
  response.writeHead(status, { ...headers, ...more }).end(words);
}

/** Whether the address is one: a path from the root, whose escapes are UTF-8. */
function isReadable(address: string): boolean {
  try {
    decodeURIComponent(address.split('?')[0] ?? '');
    return address.startsWith('/');
  } catch {
    return false;
  }
}

/**
 * Of a body that was refused half-read, the rest is read away behind the answer: the next request on the connection would wait
 * for it for ever. Node does so only where nobody had begun to read. What was given up cannot be read any more: there the
 * connection ends with the answer, which says so.
 */
function readAway(request: IncomingMessage, response: ServerResponse): void {
  const { socket } = request;
  request.once('close', () => {
    if (!(request.complete || response.headersSent)) response.setHeader('Connection', 'close');
  });
  response.once('finish', () => {
    if (request.complete) return;
    if (request.destroyed) socket.destroySoon();
    request.removeAllListeners('data').removeAllListeners('readable').resume();
  });
}

/**
 * What neither Next's configuration (which knows no address at build time) nor proxy.ts (which does not see attachments) can
 * put on the answers that Next gives itself, such as to a method that a route has not.
 */
function addHeaders(request: IncomingMessage, response: ServerResponse): void {
  for (const [name, value] of Object.entries(strictTransport(process.env.NEXTAUTH_URL)))
    response.setHeader(name, value);
  if (request.url?.startsWith('/api/')) response.setHeader('Cache-Control', 'no-store');
}

/**
 * Next writes a page in dozens of small pieces, each of which would go to the network by itself. What is written within two
 * milliseconds goes together; Node lets everything go with the end of an answer.
 */
function gather({ socket }: IncomingMessage, response: ServerResponse): void {
  const write = response.write.bind(response) as (...piece: unknown[]) => boolean;
  let gathering = false;
  const send = () => {
    gathering = false;
    socket.uncork();
  };
  response.write = (...piece: unknown[]) => {
    if (!gathering) {
      gathering = true;
      socket.cork();
      setTimeout(send, gatherFor);
    }
    return write(...piece);
  };
}

/** What Next falls over before any rule of ours is asked is refused here: methods the product does not know, broken addresses. */
function known(handler: RequestListener): RequestListener {
  return (request, response) => {
    if (!methods.has(request.method ?? '')) {
      refuse(response, 405, '不支持这种请求', { Allow: [...methods].join(', ') });
    } else if (isReadable(request.url ?? '')) {
      readAway(request, response);
      addHeaders(request, response);
      gather(request, response);
      handler(request, response);
    } else {
      refuse(response, 400, '地址无法识别，请检查后重试');
    }
  };
}

function listenOnce(handler: RequestListener, { host, port }: Address): Promise<Server> {
  const server = createServer({ highWaterMark: mostWaiting }, known(handler));
  const open = new Set<Socket>();
  connections.set(server, open);
  server.on('connection', (socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });
  // Longer than the idle time of common reverse proxies, which else meet a connection that was just closed.
  server.keepAliveTimeout = 65_000;
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve(server);
    });
  });
}

function explain({ host, port }: Address, code: string): string {
  if (code === 'EADDRINUSE') {
    return `端口 ${port} 已被占用：请停止占用它的程序，或换一个端口，例如 PORT=${port + 1} npm start。`;
  }
  if (code === 'EACCES') return `没有权限使用端口 ${port}：请换用 1024 以上的端口，例如 PORT=3000。`;
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
    return `HOST=${host} 不是本机的地址：请改正或去掉 HOST。`;
  return `无法监听 ${host}:${port}（${code}）。`;
}
