import { createServer, type Server } from 'node:net';

/** One backend message: its letter, the length of what follows, the body. */
function message(letter: string, ...parts: (string | Buffer)[]): Buffer {
  const body = Buffer.concat(parts.map((part) => Buffer.from(part)));
  const head = Buffer.alloc(5);
  head.write(letter);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const int16 = (value: number) => {
  const bytes = Buffer.alloc(2);
  bytes.writeInt16BE(value);
  return bytes;
};
const int32 = (value: number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
};

const readyForQuery = message('Z', 'I');
const welcome = Buffer.concat([
  message('R', int32(0)),
  message('S', 'server_version\0', '14.9\0'),
  readyForQuery,
]);
const textColumn = Buffer.concat([
  Buffer.from('version\0'),
  int32(0),
  int16(0),
  int32(25),
  int16(-1),
  int32(-1),
  int16(0),
]);

/** The answers to parse, bind, describe and execute, whatever was asked: one row that says 140009. */
const version = '140009';
const oneRow = Buffer.concat([
  message('1'),
  message('t', int16(0)),
  message('T', int16(1), textColumn),
  message('2'),
  message('D', int16(1), int32(version.length), version),
  message('C', 'SELECT 1\0'),
  readyForQuery,
]);

/** A server that lets everybody in and says it is PostgreSQL 14: just enough of the protocol to be asked. */
export function listenAsPostgres14(): Promise<Server> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.once('data', () => {
      socket.write(welcome);
      socket.on('data', (chunk) => {
        // 'X' says goodbye.
        if (chunk[0] !== 0x58) socket.write(oneRow);
      });
    });
  });
  return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}
