import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import { newId } from '@/lib/core/id';
import { folder, localDisk, objectDisk } from './disk';

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

/** There are no bytes under that key. */
export class Gone extends Error {
  override name = 'Gone';
}

const pathOf = (key: string): string => path.join(folder(), key);

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
  const place = pathOf('incoming');
  await mkdir(place, { recursive: true, mode: 0o700 });
  const target = path.join(place, newId());
  const { through, result } = measured(limit);
  try {
    await pipeline(body, through, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
    return { path: target, ...result() };
  } catch (error) {
    await rm(target, { force: true });
    throw error;
  }
}

async function flushFolder(place: string): Promise<void> {
  const handle = await open(place, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Keeps received bytes under a key of our own making (or one from a backup); once it returns they outlast a crash. In the folder they
 * are moved and the folder is flushed; an object storage is given their checksum, by which it refuses what arrives otherwise.
 */
export async function keep(incoming: Incoming, key = newKey()): Promise<string> {
  const remote = await objectDisk();
  if (remote) {
    await remote.putStream(key, createReadStream(incoming.path), {
      contentLength: incoming.size,
      ChecksumSHA256: Buffer.from(incoming.sha256, 'hex').toString('base64'),
    });
    await rm(incoming.path, { force: true });
    return key;
  }
  const place = path.dirname(pathOf(key));
  await mkdir(place, { recursive: true, mode: 0o700 });
  await rename(incoming.path, pathOf(key));
  await flushFolder(place);
  return key;
}

/**
 * Opens kept bytes as a stream, which its reader ends or destroys. What was kept in the folder before there was an object storage is
 * still found there. @throws Gone
 */
export async function openKept(key: string): Promise<Readable> {
  const remote = await objectDisk();
  const found = remote ? await opened(() => remote.getStream(key)) : undefined;
  if (found) return found;
  const local = await opened(async () => {
    const stream = await localDisk().getStream(key);
    await once(stream, 'open');
    return stream;
  });
  if (!local) throw new Gone(`nothing under ${key}`);
  return local;
}

/** The stream, or undefined when there is nothing to be read. */
async function opened(open: () => Promise<Readable>): Promise<Readable | undefined> {
  try {
    return await open();
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/** Whether a storage says that there is no such file; flydrive wraps what it was told. */
function isMissing(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const status = '$metadata' in error ? (error.$metadata as { httpStatusCode?: number }).httpStatusCode : 0;
  return ('code' in error && error.code === 'ENOENT') || status === 404 || isMissing(error.cause);
}

/** Forgets bytes, kept or only received. */
export async function discard(place: { key: string } | Incoming): Promise<void> {
  if (!('key' in place)) return rm(place.path, { force: true });
  await (await objectDisk())?.delete(place.key);
  await localDisk().delete(place.key);
}
