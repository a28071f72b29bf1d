import type { ReadableStream } from 'node:stream/web';
import type { ImportKind } from '@/db/schema/imports';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { log } from '@/lib/core/log';
import { cleanFileName } from '@/lib/files/rules';
import { discard, type Incoming, receive, TooLarge } from '@/lib/files/storage';
import { sheetLimits } from '@/lib/sheets/limits';
import { readSheet } from '@/lib/sheets/read';
import { mayImport } from '../policy';
import { importForms, ordinaryTitles } from '../rules/columns';
import { contentOf } from '../rules/lines';
import { enterImport } from './enter';

const tooLarge = `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`;
/** Reading one takes a second and some memory; more than this at once in a process wait their turn with the person. */
const mostAtOnce = 3;
const underWay = new Set<string>();

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

async function entered(actor: Actor, { kind, name, body }: Given): Promise<Result<{ id: string }>> {
  granted(mayImport(actor, kind));
  const incoming = await received(body);
  try {
    const { title, columns } = importForms[kind];
    const sheet = await readSheet(incoming.path, { name: title, columns });
    return await enterImport(actor, {
      kind,
      fileName: cleanFileName(name).name,
      sha256: incoming.sha256,
      unused: sheet.unused.filter((unknown) => !ordinaryTitles.has(unknown)),
      lines: sheet.rows.map((row) => ({ row: row.number, content: contentOf(row) })),
    });
  } finally {
    await discard(incoming);
  }
}

/**
 * Takes an uploaded sheet: streams it to disk, reads it within limits, checks its rows against what is on file, and forgets the
 * file. One at a time for a person, and few at a time for the process.
 */
export async function uploadImport(actor: Actor, given: Given): Promise<Result<{ id: string }>> {
  const person = actor.personId ?? '';
  try {
    if (underWay.has(person)) refuse('limited', '上一个文件还在核对，请稍候');
    if (underWay.size >= mostAtOnce) refuse('limited', '其他人正在导入，请稍后再试');
    underWay.add(person);
    try {
      return await entered(actor, given);
    } finally {
      underWay.delete(person);
    }
  } catch (error) {
    if (error instanceof Refused) return { ok: false, refusal: error.refusal };
    throw error;
  }
}
