import type { Readable } from 'node:stream';
import { Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { codeOf } from '@/db/embedded/fault';
import { keyedSums, sameSecret, secretIds } from '@/lib/core/crypto';
import { BackupFault, explain } from './fault';
import {
  filePart,
  formatVersion,
  type Manifest,
  manifestPart,
  manifestSchema,
  partsOf,
  prefaceSchema,
  sealPart,
  tablePart,
} from './manifest';
import { Meter } from './meter';

/** A backup file whose manifest has been read and found to fit the file's parts. */
export interface OpenBackup {
  manifest: Manifest;
  /** Whether a secret at hand is the one it was made under; if not, phone numbers cannot be read, nor the seal be checked. */
  sameSecret: boolean;
  /** Ids of secrets that some of it may need and that are not at hand. */
  missingSecrets: string[];
  /** @throws BackupFault when the part cannot be read */
  open(part: string): Promise<Readable>;
  close(): void;
}

const foreign = '这不是群序的备份文件，或文件不完整，不能恢复。';
const mostManifestBytes = 256 * 1024 * 1024;

/**
 * Opens a backup and reads its manifest.
 * @throws BackupFault for a file that is foreign, cut short, of a newer product, or whose list of parts was changed
 */
export async function openBackup(file: string): Promise<OpenBackup> {
  const zip = await openArchive(file);
  try {
    const entries = await listEntries(zip);
    const open = (part: string) => openPart(zip, entries, part);
    const text = await readText(open, manifestPart);
    const manifest = parseManifest(text);
    checkParts([...entries.keys()], partsOf(manifest));
    const made = keyedSums('backup-secret', 'qunxu').findIndex((sum) =>
      sameSecret(sum, manifest.secretCheck),
    );
    const seal = await readText(open, sealPart);
    if (made >= 0 && !sameSecret(seal, keyedSums('backup-seal', text)[made] ?? ''))
      throw new BackupFault('备份文件的清单（manifest.json）已损坏或被改动，不能恢复。');
    const missingSecrets = manifest.secrets.filter((id) => !secretIds().includes(id));
    return { manifest, sameSecret: made >= 0, missingSecrets, open, close: () => zip.close() };
  } catch (error) {
    zip.close();
    throw error;
  }
}

async function openArchive(file: string): Promise<ZipFile> {
  try {
    return await openPromise(file, { autoClose: false, lazyEntries: true, strictFileNames: true });
  } catch (error) {
    throw /^E[A-Z]+$/.test(codeOf(error))
      ? explain(error, '恢复')
      : new BackupFault(foreign, { cause: error });
  }
}

async function listEntries(zip: ZipFile): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  try {
    for await (const entry of zip.eachEntry()) {
      if (entries.has(entry.fileName))
        throw new BackupFault(`备份文件中有两个 ${entry.fileName}，不能恢复。`);
      entries.set(entry.fileName, entry);
    }
  } catch (error) {
    throw error instanceof BackupFault ? error : new BackupFault(foreign, { cause: error });
  }
  return entries;
}

const damaged = (part: string, cause?: unknown): BackupFault =>
  new BackupFault(`备份文件中的 ${part} 已损坏或被改动，不能恢复。`, { cause });

async function openPart(zip: ZipFile, entries: Map<string, Entry>, part: string): Promise<Readable> {
  const entry = entries.get(part);
  if (!entry) throw new BackupFault(part === manifestPart ? foreign : `备份文件缺少 ${part}，不能恢复。`);
  try {
    return await zip.openReadStreamPromise(entry);
  } catch (error) {
    throw damaged(part, error);
  }
}

async function readText(open: OpenBackup['open'], part: string): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of await open(part)) {
      size += (chunk as Buffer).length;
      if (size > mostManifestBytes) throw damaged(part);
      chunks.push(chunk as Buffer);
    }
  } catch (error) {
    throw error instanceof BackupFault ? error : damaged(part, error);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseManifest(text: string): Manifest {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch (error) {
    throw damaged(manifestPart, error);
  }
  const preface = prefaceSchema.safeParse(content);
  if (!preface.success) throw new BackupFault(foreign);
  if (preface.data.format > formatVersion)
    throw new BackupFault('备份由更新版本的群序制作：请先升级本产品，再恢复。');
  const manifest = manifestSchema.safeParse(content);
  if (!manifest.success) throw damaged(manifestPart, manifest.error);
  return manifest.data;
}

/** The parts that are there against those that are listed, in their order. */
function checkParts(present: string[], listed: string[]): void {
  const missing = listed.find((part) => !present.includes(part));
  if (missing) throw new BackupFault(`备份文件缺少 ${missing}，不能恢复。`);
  const extra = present.find((part) => !listed.includes(part));
  if (extra) throw new BackupFault(`备份文件中多出 ${extra}，不能恢复。`);
  const moved = listed.find((part, place) => present[place] !== part);
  if (moved) throw new BackupFault(`备份文件中 ${moved} 的次序被改动，不能恢复。`);
}

/**
 * Reads every part and compares it with the manifest, before anything is restored.
 * @throws BackupFault that names the first part that differs
 */
export async function checkContent(backup: OpenBackup, signal: AbortSignal): Promise<void> {
  const { tables, files } = backup.manifest;
  const parts = [
    ...tables.map((table) => ({ ...table, part: tablePart(table) })),
    ...files.map(({ key, size, sha256 }) => ({ part: filePart(key), bytes: size, sha256, rows: null })),
  ];
  for (const { part, bytes, rows, sha256 } of parts) {
    const meter = new Meter();
    try {
      await pipeline(await backup.open(part), meter, nowhere(), { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw damaged(part, error);
    }
    const found = meter.measure();
    const same = found.bytes === bytes && found.sha256 === sha256 && (rows === null || found.lines === rows);
    if (!same) throw damaged(part);
  }
}

const nowhere = (): Writable => new Writable({ write: (_chunk, _encoding, done) => done() });
