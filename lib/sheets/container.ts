import { open, readFile } from 'node:fs/promises';
import { crc32 } from 'node:zlib';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { Refused, refuse } from '@/lib/core/errors';
import type { SheetLimits } from './limits';

/** The parts of a workbook, none of them unpacked before it is read. */
export interface Container {
  has(part: string): boolean;
  /** Names in lower case, as the format compares them. */
  names(): string[];
  /** Unpacks a part chunk by chunk, within the limits. Refuses what is damaged, encrypted or too large. */
  read(part: string): AsyncGenerator<Buffer>;
  close(): void;
}

export const broken = '文件已损坏或不完整，请用 Excel 或 WPS 打开后另存为 .xlsx 再上传';
const locked = '文件已加密，请去掉密码后再上传';
const saveAs = '请用 Excel 或 WPS 打开，另存为 .xlsx 后再上传';
const tooMuch = '文件展开后过大，请只保留要导入的工作表，另存为新的 .xlsx 后再上传';

/** Errors of the disk are faults; errors of what was read are the file's. */
function isFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
}

/** What is wrong with the file, unless it was refused already or the machine failed. */
export function spoiled(error: unknown): never {
  if (error instanceof Refused || isFault(error)) throw error;
  return refuse('invalid', broken);
}

const zipSign = Buffer.from('PK\x03\x04', 'latin1');
const compoundSign = Buffer.from('d0cf11e0a1b11ae1', 'hex');

async function beginning(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(4096), 0, 4096, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Old workbooks and encrypted new ones share a container, in which the names of streams stand as UTF-16. */
async function refuseCompound(file: string): Promise<never> {
  const bytes = await readFile(file);
  const holds = (stream: string) => bytes.includes(Buffer.from(stream, 'utf16le'));
  if (holds('EncryptedPackage')) return refuse('invalid', locked);
  if (holds('Workbook') || holds('Book')) return refuse('invalid', `这是旧版 .xls 格式，${saveAs}`);
  return refuse('invalid', `这不是 Excel 工作簿，${saveAs}`);
}

/** Says what a file that is no workbook seems to be, and what to do about it. */
async function refuseForeign(file: string, head: Buffer): Promise<never> {
  if (head.length === 0) return refuse('invalid', '文件是空的，请重新选择');
  if (head.subarray(0, compoundSign.length).equals(compoundSign)) return refuseCompound(file);
  const start = head.toString('latin1').replace(/^\u00ef\u00bb\u00bf/, '');
  if (/^\s*</.test(start)) return refuse('invalid', `这是网页格式的文件，${saveAs}`);
  const plain = !head.includes(0) && !start.startsWith('%PDF') && /[,;\t][^\r\n]*[\r\n]/.test(start);
  if (plain) return refuse('invalid', `这是 .csv 或文本文件，${saveAs}`);
  return refuse('invalid', `这不是 Excel 工作簿，${saveAs}`);
}

async function entriesOf(zip: ZipFile, limits: SheetLimits): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let declared = 0;
  if (zip.entryCount > limits.entries) refuse('invalid', tooMuch);
  for await (const entry of zip.eachEntry()) {
    const name = entry.fileName.toLowerCase();
    if (entries.has(name)) refuse('invalid', broken);
    declared += entry.uncompressedSize;
    entries.set(name, entry);
  }
  // What the file says of itself is worth an early answer, and nothing more: `read` counts.
  if (declared > limits.totalBytes * 2) refuse('invalid', tooMuch);
  return entries;
}

class Meter {
  private total = 0;
  private readonly limits: SheetLimits;

  constructor(limits: SheetLimits) {
    this.limits = limits;
  }

  /** Refuses as soon as a part, or all parts so far, have unpacked to more than they may. */
  add(chunk: Buffer, size: number, packed: number): void {
    const { partBytes, totalBytes, ratio, ratioFrom } = this.limits;
    this.total += chunk.length;
    const dense = size > ratioFrom && size > packed * ratio;
    if (size > partBytes || this.total > totalBytes || dense) refuse('invalid', tooMuch);
  }
}

async function* unpack(zip: ZipFile, entry: Entry, meter: Meter): AsyncGenerator<Buffer> {
  if (entry.isEncrypted()) refuse('invalid', locked);
  try {
    const stream = await zip.openReadStreamPromise(entry);
    let size = 0;
    let sum = 0;
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      sum = crc32(chunk, sum);
      meter.add(chunk, size, entry.compressedSize);
      yield chunk;
    }
    if (sum !== entry.crc32) refuse('invalid', broken);
  } catch (error) {
    spoiled(error);
  }
}

/**
 * Opens an .xlsx without unpacking anything. Whatever else it is (encrypted, .xls, .csv, a web page, a picture) is refused
 * with what to do about it.
 */
export async function openContainer(file: string, limits: SheetLimits): Promise<Container> {
  const head = await beginning(file);
  if (!head.subarray(0, zipSign.length).equals(zipSign)) await refuseForeign(file, head);
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true }).catch(spoiled);
  try {
    const entries = await entriesOf(zip, limits);
    const meter = new Meter(limits);
    return {
      has: (part) => entries.has(part.toLowerCase()),
      names: () => [...entries.keys()],
      read: (part) => {
        const entry = entries.get(part.toLowerCase()) ?? refuse('invalid', broken);
        return unpack(zip, entry, meter);
      },
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    return spoiled(error);
  }
}
