import type { ReadableStream } from 'node:stream/web';
import type { Actor } from '@/lib/access/actor';
import { refuse } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { discard, type Incoming, receive, TooLarge } from '@/lib/files/storage';
import { sheetLimits } from '@/lib/sheets/limits';

const tooLarge = `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`;
/** Reading one takes a second and some memory: so many at once in a process, the others wait their turn. */
const mostAtOnce = 2;
/** Whoever has an upload under way, from its first byte to the answer. */
const underWay = new Set<string>();
const waiting: (() => void)[] = [];
let reading = 0;

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (reading < mostAtOnce) reading += 1;
  else await new Promise<void>((resolve) => waiting.push(resolve));
  try {
    return await work();
  } finally {
    // Who waits longest takes the place over; without anybody it is free.
    const next = waiting.shift();
    if (next) next();
    else reading -= 1;
  }
}

async function received(body: ReadableStream<Uint8Array>): Promise<Incoming> {
  try {
    return await receive(body, sheetLimits.fileBytes);
  } catch (error) {
    if (error instanceof TooLarge) return refuse('invalid', tooLarge);
    const full = error instanceof Error && 'code' in error && /^(ENOSPC|EDQUOT)$/.test(String(error.code));
    if (!full) throw error;
    log.error({ err: error }, 'no space for uploads');
    return refuse('fault', '服务器存储空间不足，请联系系统管理员');
  }
}

async function receivedAndRead<Read>(
  body: ReadableStream<Uint8Array>,
  read: (incoming: Incoming) => Promise<Read>,
): Promise<Read> {
  const incoming = await received(body);
  try {
    return await inTurn(() => read(incoming));
  } finally {
    await discard(incoming);
  }
}

/**
 * Takes a sheet that somebody uploads: streams it to disk within limits, has it read when its turn has come, and forgets the file.
 * One at a time for a person. Permission is the caller's to ask, before.
 */
export async function readUpload<Read>(
  actor: Actor,
  body: ReadableStream<Uint8Array>,
  read: (incoming: Incoming) => Promise<Read>,
): Promise<Read> {
  const person = actor.personId ?? '';
  if (underWay.has(person)) refuse('limited', '上一个文件还在核对，请稍候');
  underWay.add(person);
  try {
    return await receivedAndRead(body, read);
  } finally {
    underWay.delete(person);
  }
}
