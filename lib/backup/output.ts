import { createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import type { Writable } from 'node:stream';
import { BackupFault } from './fault';

/** What marks a file that is not finished; never read, and cleared away by the nightly backup. */
export const partialMark = '.partial';

/**
 * Writes a file that appears under its name whole or not at all: beside it first, flushed to the disk, then renamed.
 * Readable by its owner only; a file that is there already is not touched.
 */
export async function writeWhole(file: string, write: (target: Writable) => Promise<void>): Promise<void> {
  if (existsSync(file)) throw new BackupFault(`文件 ${file} 已存在：请换一个文件名。`);
  const folder = path.dirname(file);
  const partial = `${file}.${process.pid}${partialMark}`;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = createWriteStream(partial, { flags: 'w', mode: 0o600, flush: true });
  try {
    await write(target);
    await rename(partial, file);
  } catch (error) {
    target.destroy();
    // One that was still being opened would make its file after it was removed.
    if (!target.closed) await new Promise<void>((resolve) => target.once('close', resolve));
    await rm(partial, { force: true });
    throw error;
  }
  await flushFolder(folder);
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
