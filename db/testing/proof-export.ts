import { execFile } from 'node:child_process';
import { createWriteStream, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { exportProof } from '@/lib/proof/export';
import { sealTrail } from '@/lib/proof/seal';
import { type Parts, readParts, scratchFolder } from './backups';
import { emptyStreet } from './empty';
import { makeStreet, type TestStreet } from './street';
import { emptyTrail, writeRecords } from './trail';

const run = promisify(execFile);

/** A morning in the office. */
export const day = (text: string): Date => new Date(`${text}T03:00:00Z`);

/** Records of that day, sealed on it, in blocks of three. */
const sealedOn = (at: string, count: number) =>
  withClock(day(at), async () => {
    await writeRecords(count);
    await sealTrail({ most: 3 });
  });

/** A trail of four blocks: 1 and 2 of March 2022, 3 of April, 4 of May. */
export async function threeMonths(): Promise<TestStreet> {
  await emptyStreet();
  const street = await makeStreet();
  await emptyTrail();
  await sealedOn('2022-03-10', 5);
  await sealedOn('2022-04-10', 2);
  await sealedOn('2022-05-10', 2);
  return street;
}

/** The auditor's export of these days, not yet taken. */
export async function exported(
  { auditor }: TestStreet,
  from: string,
  to: string,
  at = '2022-05-11',
): Promise<Readable> {
  const made = await withClock(day(at), () => exportProof(auditor, { from, to }));
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value.content;
}

/** Its parts. */
export async function partsOf(street: TestStreet, from: string, to: string, at?: string): Promise<Parts> {
  const file = path.join(scratchFolder(), `${newId()}.zip`);
  await pipeline(await exported(street, from, to, at), createWriteStream(file));
  return readParts(file);
}

/** What the script in the export says of the export, and its exit code; run as whoever receives it would. */
export async function verified(parts: Parts, ...args: string[]): Promise<{ code: number; said: string }> {
  const folder = path.join(scratchFolder(), '收到的导出');
  mkdirSync(folder);
  for (const [name, content] of parts) writeFileSync(path.join(folder, name), content);
  try {
    const env = { NODE_ENV: 'production' } as const;
    const { stdout } = await run(process.execPath, ['verify.mjs', ...args], { cwd: folder, env });
    return { code: 0, said: stdout };
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    return { code, said: stderr };
  }
}

/** The lines of a part. */
export const linesOf = (parts: Parts, name: string): string[] =>
  String(parts.get(name)).trimEnd().split('\n');

/** Changes the lines of a part. */
export function editLines(parts: Parts, name: string, change: (all: string[]) => string[]): void {
  const lines = change(linesOf(parts, name));
  parts.set(name, Buffer.from(lines.map((line) => `${line}\n`).join('')));
}
