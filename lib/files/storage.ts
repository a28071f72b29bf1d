import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { environment } from '@/lib/core/env';
import { newId } from '@/lib/core/id';

/** Bytes that have arrived and are not kept yet. */
export interface Incoming {
  path: string;
  size: number;
  /** SHA-256, hex. */
  sha256: string;
}

/** The upload is larger than it may be. */
export class TooLarge extends Error {
  override name = 'TooLarge';
}

const root = (): string => path.resolve(environment().QUNXU_DATA, 'files');
const pathOf = (key: string): string => path.join(root(), key);

/** Folders of one level by the key's last two signs, so that none grows without bound. */
const newKey = (): string => {
  const id = newId();
  return `${id.slice(-2)}/${id}`;
};

function measured(limit: number) {
  const hash = createHash('sha256');
  let size = 0;
  const through = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      size += chunk.length;
      hash.update(chunk);
      if (size > limit) done(new TooLarge(`more than ${limit} bytes`));
      else done(null, chunk);
    },
  });
  return { through, result: () => ({ size, sha256: hash.digest('hex') }) };
}

/**
 * Streams an upload to disk and measures it; nothing stays when it fails.
 * @throws TooLarge; errors of the disk, such as ENOSPC.
 */
export async function receive(body: ReadableStream<Uint8Array>, limit: number): Promise<Incoming> {
  const folder = pathOf('incoming');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const target = path.join(folder, newId());
  const { through, result } = measured(limit);
  try {
    await pipeline(body, through, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
    return { path: target, ...result() };
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Moves received bytes under a key of our own making (or one from a backup); once it returns they outlast a crash. */
export async function keep(incoming: Incoming, key = newKey()): Promise<string> {
  const folder = path.dirname(pathOf(key));
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await rename(incoming.path, pathOf(key));
  await flushFolder(folder);
  return key;
}

/** Opens kept bytes; the caller closes the handle. @throws ENOENT when they are gone. */
export function openKept(key: string): Promise<FileHandle> {
  return open(pathOf(key), 'r');
}

/** Forgets bytes, kept or only received. */
export async function discard(place: { key: string } | Incoming): Promise<void> {
  await rm('key' in place ? pathOf(place.key) : place.path, { force: true });
}
