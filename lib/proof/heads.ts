import { createReadStream } from 'node:fs';
import { mkdir, open, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { codeOf } from '@/db/embedded/fault';
import { now } from '@/lib/core/clock';
import { environment } from '@/lib/core/env';
import { type Head, headSchema } from './block-form';

/** One line is far shorter. */
const tailBytes = 4_096;

/** The data folder's own list of heads, which nobody who only has the database can rewrite. */
export const headsFile = (): string => path.resolve(environment().QUNXU_DATA, 'audit', 'heads.jsonl');

/** Adds the head to the data folder's list, flushed to the disk, unless it stands there last. */
export async function keepHead({ number, hash }: Head, file = headsFile()): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const handle = await open(file, 'a+', 0o600);
  try {
    const { size } = await handle.stat();
    const from = Math.max(0, size - tailBytes);
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(tailBytes), 0, tailBytes, from);
    const tail = buffer.subarray(0, bytesRead).toString('utf8');
    if (tail.includes(hash)) return;
    // A line that a crash has cut short ends here, and stays as it is.
    const gap = size > 0 && !tail.endsWith('\n') ? '\n' : '';
    await handle.appendFile(`${gap}${JSON.stringify({ number, hash, keptAt: now() })}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Puts the list aside under a name of its own: a restored database begins another. @returns that name, null without a list */
export async function setHeadsAside(): Promise<string | null> {
  const file = headsFile();
  const aside = file.replace(/\.jsonl$/, `-${now().toISOString().replaceAll(/[:.]/g, '')}.jsonl`);
  try {
    await rename(file, aside);
    return aside;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

/** Heads kept in a file, a JSON object a line, in batches; other lines are passed over. Nothing when there is no such file. */
export async function* readHeads(file: string, batch = 1_000): AsyncGenerator<Head[]> {
  if (!(await exists(file))) return;
  let heads: Head[] = [];
  for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity })) {
    const head = parseHead(line);
    if (head) heads.push(head);
    if (heads.length < batch) continue;
    yield heads;
    heads = [];
  }
  if (heads.length) yield heads;
}

/** A head out of its line; null for a line that is none, as one cut short by a crash is not. */
export function parseHead(line: string): Head | null {
  try {
    return headSchema.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // No JSON.
    return null;
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    return (await stat(file)).isFile();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
