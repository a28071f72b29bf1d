import type { ReadableStream } from 'node:stream/web';
import type { ImportKind } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { recordRefusal } from '@/lib/audit/record';
import { withoutNumbers } from '@/lib/audit/rules';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { mapInTurns } from '@/lib/core/turns';
import { cleanFileName } from '@/lib/files/rules';
import { discard, type Incoming, receive, TooLarge } from '@/lib/files/storage';
import { sheetLimits } from '@/lib/sheets/limits';
import { readSheet } from '@/lib/sheets/read';
import { mayImport } from '../policy';
import { importForms, ordinaryTitles } from '../rules/columns';
import { contentOf } from '../rules/lines';
import { enterImport } from './enter';
import { clause } from './lock';

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

interface Given {
  kind: ImportKind;
  name: string;
  body: ReadableStream<Uint8Array>;
}

async function entered(
  actor: Actor,
  { kind, name }: Given,
  { path, sha256 }: Incoming,
): Promise<Result<{ id: string }>> {
  const { title, columns } = importForms[kind];
  const sheet = await readSheet(path, { name: title, columns });
  return enterImport(actor, {
    kind,
    fileName: cleanFileName(name).name,
    sha256,
    unused: sheet.unused.filter((unknown) => !ordinaryTitles.has(unknown)),
    lines: await mapInTurns(sheet.rows, (row) => ({ row: row.number, content: contentOf(row) })),
  });
}

async function taken(actor: Actor, given: Given): Promise<Result<{ id: string }>> {
  granted(mayImport(actor, given.kind));
  const incoming = await received(given.body);
  try {
    return await inTurn(() => entered(actor, given, incoming));
  } finally {
    await discard(incoming);
  }
}

/**
 * Takes an uploaded sheet: streams it to disk, reads it within limits, checks its rows against what is on file, and forgets the
 * file. One at a time for a person.
 */
export async function uploadImport(actor: Actor, given: Given): Promise<Result<{ id: string }>> {
  const person = actor.personId ?? '';
  try {
    if (underWay.has(person)) refuse('limited', '上一个文件还在核对，请稍候');
    underWay.add(person);
    try {
      return await taken(actor, given);
    } finally {
      underWay.delete(person);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message } = error.refusal;
    // Before any command: who may not, and files that are none or mean harm. What stood in the file may be a number.
    await recordRefusal(actor, {
      action: enterImport.commandName,
      clause,
      refused,
      reason: withoutNumbers(message),
    });
    return { ok: false, refusal: error.refusal };
  }
}
