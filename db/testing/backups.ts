import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { sql } from 'drizzle-orm';
import postgres from 'postgres';
import { type afterAll, onTestFinished } from 'vitest';
import { openPromise } from 'yauzl';
import { ZipFile } from 'yazl';
import { closeDatabase, db } from '@/db/client';
import { files } from '@/db/schema/house';
import type { Manifest } from '@/lib/backup/manifest';
import { restoreBackup } from '@/lib/backup/restore';
import { openBackup } from '@/lib/backup/source';
import { now } from '@/lib/core/clock';
import { keyedSum } from '@/lib/core/crypto';
import { environment } from '@/lib/core/env';
import { newId } from '@/lib/core/id';
import { keep, receive } from '@/lib/files/storage';
import { dropDatabase } from './drop';

/** A folder cleared away with the test, or, from `beforeAll`, with the tests of the file. */
export function scratchFolder(until: typeof onTestFinished | typeof afterAll = onTestFinished): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'qunxu-backup-'));
  until(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An empty database beside the present one, dropped with the test. */
export async function emptyDatabase(): Promise<string> {
  const url = new URL(environment().DATABASE_URL);
  const name = `qunxu_restore_${newId().replaceAll('-', '')}`;
  const maintenance = new URL(url);
  maintenance.pathname = '/postgres';
  const server = postgres(maintenance.href, { max: 1, onnotice: () => undefined });
  await server.unsafe(`create database ${name}`);
  onTestFinished(async () => {
    await dropDatabase(server, name);
    await server.end();
  });
  url.pathname = `/${name}`;
  return url.href;
}

/** Runs `work` as a product with another database, data folder and, if given, secret. */
export async function asOther<T>(
  other: { url: string; folder: string; secret?: string },
  work: () => Promise<T>,
): Promise<T> {
  const before = { ...process.env };
  process.env.DATABASE_URL = other.url;
  process.env.QUNXU_DATA = other.folder;
  if (other.secret) process.env.QUNXU_SECRET = other.secret;
  try {
    return await work();
  } finally {
    await closeDatabase();
    for (const name of ['DATABASE_URL', 'QUNXU_DATA', 'QUNXU_SECRET']) process.env[name] = before[name];
  }
}

/** Every row of every table as JSON, by table; what a restoration adds or ends by itself is left out on request. */
export async function allRows(url: string): Promise<Map<string, string[]>> {
  const client = postgres(url, { max: 1, onnotice: () => undefined });
  try {
    const tables = await client<{ name: string }[]>`
      select quote_ident(tablename) as name from pg_tables where schemaname = 'public' union all select 'pgboss.job' order by 1`;
    const rows = new Map<string, string[]>();
    for (const { name } of tables) {
      const found = await client.unsafe(`select to_jsonb(t)::text as row from ${name} t order by 1`);
      rows.set(
        name,
        found.map(({ row }) => String(row)),
      );
    }
    return rows;
  } finally {
    await client.end();
  }
}

/** An uploaded file with its bytes; returns its key. */
export async function makeAttachment(uploadedBy: string, content: Buffer): Promise<string> {
  const incoming = await receive(Readable.toWeb(Readable.from([content])), content.length);
  const key = await keep(incoming);
  await db().insert(files).values({
    id: newId(),
    name: '材料.pdf',
    contentType: 'application/pdf',
    size: incoming.size,
    sha256: incoming.sha256,
    storageKey: key,
    uploadedBy,
    uploadedAt: now(),
  });
  return key;
}

export type Parts = Map<string, Buffer>;

/** A backup's parts, in their order. */
export async function readParts(file: string): Promise<Parts> {
  const zip = await openPromise(file, { autoClose: false, lazyEntries: true });
  const parts: Parts = new Map();
  for await (const entry of zip.eachEntry())
    parts.set(entry.fileName, await buffer(await zip.openReadStreamPromise(entry)));
  zip.close();
  return parts;
}

/** Writes an archive of these parts: what somebody makes who takes a backup apart and puts it together again. */
export async function writeParts(file: string, parts: Iterable<[string, Buffer]>): Promise<string> {
  const zip = new ZipFile();
  for (const [name, content] of parts) zip.addBuffer(content, name);
  zip.end();
  await pipeline(zip.outputStream, createWriteStream(file));
  return file;
}

/** Changes the manifest, and seals it again as only who has the secret can. */
export function reseal(parts: Parts, change: (manifest: Manifest) => void): void {
  const manifest = JSON.parse(String(parts.get('manifest.json'))) as Manifest;
  change(manifest);
  const text = JSON.stringify(manifest);
  parts.set('manifest.json', Buffer.from(text));
  parts.set('manifest.seal', Buffer.from(keyedSum('backup-seal', text)));
}

/** Replaces a table's rows and everything the manifest says of them. */
export function replaceRows(parts: Parts, table: string, rows: string): void {
  parts.set(`tables/${table}.copy`, Buffer.from(rows));
  reseal(parts, (manifest) => {
    const entry = manifest.tables.find(({ schema, name }) => `${schema}.${name}` === table);
    if (!entry) throw new Error(`no table ${table}`);
    entry.bytes = Buffer.byteLength(rows);
    entry.rows = rows.split('\n').length - 1;
    entry.sha256 = createHash('sha256').update(rows).digest('hex');
  });
}

/** Restores a file into the present database, in vain; tells what was said and what is there afterwards. */
export async function restoreInVain(file: string): Promise<{ said: string; tables: number; files: boolean }> {
  const backup = await openBackup(file);
  const restoring = restoreBackup({ backup, name: 'backup.zip', signal: new AbortController().signal });
  const said = await restoring.then(
    () => 'was restored',
    (error: unknown) => String(error),
  );
  backup.close();
  const [row] = await db().execute<{ n: number }>(
    sql`select count(*)::int as n from pg_tables where schemaname in ('public', 'drizzle')`,
  );
  const folder = path.join(environment().QUNXU_DATA, 'files');
  const kept = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : [];
  return { said, tables: row?.n ?? 0, files: kept.some((entry) => entry.isFile()) };
}
