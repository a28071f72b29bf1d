import { readFile } from 'node:fs/promises';
import type { ReadableStream } from 'node:stream/web';
import type * as z from 'zod';
import type { Actor } from '@/lib/access/actor';
import { granted } from '@/lib/access/may';
import { recordRefusal } from '@/lib/audit/record';
import { Refused, type Result, refuse } from '@/lib/core/errors';
import { cleanFileName } from '@/lib/files/rules';
import { discard, type Incoming, receive, TooLarge } from '@/lib/files/storage';
import type { SheetCell } from '@/lib/sheets/cells';
import { sheetLimits } from '@/lib/sheets/limits';
import { readSheet } from '@/lib/sheets/read';
import type { importWordsInput } from '../input';
import { mayKeepDictionaries } from '../policy';
import { type ImportLine, type ImportOutcome, mostImported, textLines } from '../rules';
import { importWords } from './import';

interface Given extends z.output<typeof importWordsInput> {
  name: string;
  body: ReadableStream<Uint8Array>;
}

const tooLarge = `文件不能超过 ${sheetLimits.fileBytes / 1024 / 1024} MB，请拆成几个文件`;
/** Whoever has a list under way: reading one takes a second. */
const underWay = new Set<string>();

/** Blank ones and remarks too, of which a list may have as many as words; a file of nothing but breaks would fill the memory. */
const mostLines = 2 * mostImported;

const textOf = (cell: SheetCell | undefined): string => (cell && cell.is !== 'fault' ? cell.text : '');

async function sheetLines(path: string): Promise<ImportLine[]> {
  const { rows } = await readSheet(path, {
    name: '词条',
    columns: [
      { key: 'word', title: '词条', aliases: ['词', '词语', '敏感词', '关键词'], required: true },
      { key: 'note', title: '说明', aliases: ['备注', '解释'] },
    ],
    limits: { rows: mostImported },
  });
  return rows.map(({ number, cells }) => ({
    line: number,
    word: textOf(cells.word),
    note: textOf(cells.note),
  }));
}

async function pastedLines(path: string): Promise<ImportLine[]> {
  const text = decoded(await readFile(path));
  if (text.split(/\r?\n|\r/, mostLines + 1).length > mostLines)
    refuse('invalid', `一次最多读取 ${mostLines.toLocaleString('en-US')} 行，请拆成几个文件`);
  return textLines(text);
}

function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return refuse('invalid', '文字编码不是 UTF-8，请另存为 UTF-8 文本或 Excel 后再上传');
  }
}

async function received(body: ReadableStream<Uint8Array>): Promise<Incoming> {
  try {
    return await receive(body, sheetLimits.fileBytes);
  } catch (error) {
    if (error instanceof TooLarge) return refuse('invalid', tooLarge);
    throw error;
  }
}

async function taken(actor: Actor, { name, body, ...wanted }: Given): Promise<Result<ImportOutcome>> {
  granted(mayKeepDictionaries(actor));
  const extension = cleanFileName(name).extension;
  if (extension !== 'xlsx' && extension !== 'txt') refuse('invalid', '只能导入 .xlsx 工作簿或 .txt 文本');
  const incoming = await received(body);
  try {
    const read = extension === 'xlsx' ? sheetLines : pastedLines;
    return await importWords(actor, { ...wanted, lines: await read(incoming.path) });
  } finally {
    await discard(incoming);
  }
}

/** Takes an uploaded or pasted list: reads it, forgets the file, and checks or imports what it holds. One at a time for a person. */
export async function uploadWords(actor: Actor, given: Given): Promise<Result<ImportOutcome>> {
  const person = actor.personId ?? '';
  try {
    if (underWay.has(person)) refuse('limited', '上一个词表还在处理，请稍候');
    underWay.add(person);
    try {
      return await taken(actor, given);
    } finally {
      underWay.delete(person);
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    const { code: refused, message: reason } = error.refusal;
    // Before any command: who may not, and files that are none.
    await recordRefusal(actor, { action: importWords.commandName, clause: '1.3.3', refused, reason });
    return { ok: false, refusal: error.refusal };
  }
}
