import { Agent, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { constantHeaders } from '../../lib/core/response-headers';
import { freePort } from '../testing/product';
import { drain, listen, readAddress } from './http';

test('the port is 3000 on this machine only, unless configured', () => {
  expect(readAddress({ NODE_ENV: 'test' })).toEqual({ host: '127.0.0.1', port: 3000 });
  expect(readAddress({ NODE_ENV: 'test', HOST: '0.0.0.0', PORT: '80' })).toEqual({
    host: '0.0.0.0',
    port: 80,
  });
});

test.each(['0', '-1', '1.5', '65536', 'http'])('PORT=%s is refused', (PORT) => {
  expect(() => readAddress({ NODE_ENV: 'test', PORT })).toThrow(`PORT=${PORT} 不是有效端口`);
});

test('a host that is not of this machine is refused', async () => {
  await expect(listen(() => undefined, { host: '192.0.2.1', port: await freePort() })).rejects.toThrow(
    'HOST=192.0.2.1 不是本机的地址',
  );
});

test('draining answers what is under way, and cuts off a connection that asked nothing', async () => {
  const port = await freePort();
  const waiting: ServerResponse[] = [];
  const server = await listen((_request, response) => waiting.push(response), { host: '127.0.0.1', port });
  const silent = connect(port, '127.0.0.1');
  const silentClosed = new Promise((resolve) => silent.once('close', resolve));
  const asked = new Promise((resolve) => server.once('request', resolve));
  const answer = fetch(`http://127.0.0.1:${port}/`);
  await asked;
  const drained = drain(server, 60);
  for (const response of waiting) response.end('done');
  expect(await (await answer).text()).toBe('done');
  await Promise.all([drained, silentClosed]);
  await expect(fetch(`http://127.0.0.1:${port}/`)).rejects.toThrow();
});

test('draining does not wait longer than it is told', async () => {
  const port = await freePort();
  const server = await listen(() => undefined, { host: '127.0.0.1', port });
  const unanswered = fetch(`http://127.0.0.1:${port}/`).catch((error: unknown) => error);
  await new Promise((resolve) => server.once('request', resolve));
  await drain(server, 0);
  expect(await unanswered).toBeInstanceOf(Error);
});

test.each([
  ['a method the product does not know', 'TRACE', '/', 405],
  ['a path that cannot be decoded', 'GET', '/groups/%ff', 400],
  ['a path with half an escape', 'GET', '/groups/%', 400],
  ['an address that does not begin at the root', 'GET', 'http://elsewhere/', 400],
])('%s is refused here, with the headers of every response', async (_what, method, path, status) => {
  const port = await freePort();
  const server = await listen((_request, response) => response.end('reached'), { host: '127.0.0.1', port });
  const answer = await new Promise<IncomingMessage>((resolve) =>
    request({ port, host: '127.0.0.1', method, path, agent: false }, resolve).end(),
  );
  expect(answer.statusCode).toBe(status);
  for (const [name, value] of Object.entries(constantHeaders))
    expect(answer.headers[name.toLowerCase()]).toBe(value);
  expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
  answer.resume();
  await drain(server, 5);
});

test.each([
  ['left lying', (_incoming: IncomingMessage) => undefined],
  ['given up', (incoming: IncomingMessage) => void incoming.destroy()],
])('after a body that was refused half-read and %s, the next request is answered', async (_how, leave) => {
  const port = await freePort();
  const server = await listen(
    async (incoming, response) => {
      await Readable.toWeb(incoming).getReader().read();
      if (incoming.headers['content-length'] !== '1') leave(incoming);
      response.end('enough');
    },
    { host: '127.0.0.1', port },
  );
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const send = (body: Buffer) =>
    new Promise<number | undefined>((resolve, reject) => {
      const sending = request({ port, host: '127.0.0.1', method: 'POST', agent }, (answer) => {
        answer.resume().once('end', () => resolve(answer.statusCode));
      });
      sending.once('error', reject).end(body);
    });
  await send(Buffer.alloc(8 * 1024 * 1024)).catch(() => {
    // Whose body is given up may find the connection closed before he has read the answer.
  });
  expect(await send(Buffer.from('x'))).toBe(200);
  agent.destroy();
  await drain(server, 5);
});

test('pieces of an answer arrive in their order and whole, with a pause between them and on a connection that is used again', async () => {
  const port = await freePort();
  let resume: () => void = () => undefined;
  const server = await listen(
    async (_request, response) => {
      for (let piece = 0; piece < 50; piece += 1) response.write(`${piece},`);
      await new Promise<void>((resolve) => {
        resume = resolve;
      });
      response.write('then');
      response.end(' the end');
    },
    { host: '127.0.0.1', port },
  );
  const expected = `${Array.from({ length: 50 }, (_, piece) => `${piece},`).join('')}then the end`;
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const ask = () =>
    new Promise<string>((resolve) => {
      request({ port, host: '127.0.0.1', agent }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          // What was written before the pause is sent without waiting for the end.
          if (text.endsWith('49,')) resume();
        });
        answer.once('end', () => resolve(text));
      }).end();
    });
  expect(await ask()).toBe(expected);
  expect(await ask()).toBe(expected);
  agent.destroy();
  await drain(server, 5);
});
