import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Bucket, startBucket } from '@/db/testing/bucket';
import { sha256 } from '@/lib/core/crypto';
import { discard, Gone, keep, openKept, receive } from './storage';

const content = Buffer.from('委托书'.repeat(50_000));
const names = [
  'QUNXU_DATA',
  'QUNXU_S3_BUCKET',
  'QUNXU_S3_ENDPOINT',
  'QUNXU_S3_KEY',
  'QUNXU_S3_SECRET',
] as const;
const before = Object.fromEntries(names.map((name) => [name, process.env[name]]));
let bucket: Bucket;
let folder: string;

beforeAll(async () => {
  bucket = await startBucket();
  folder = await mkdtemp(path.join(tmpdir(), 'qunxu-bucket-'));
  process.env.QUNXU_DATA = folder;
  process.env.QUNXU_S3_ENDPOINT = bucket.endpoint;
  process.env.QUNXU_S3_KEY = 'key';
  process.env.QUNXU_S3_SECRET = 'secret';
});
beforeEach(() => {
  process.env.QUNXU_S3_BUCKET = 'attachments';
});
afterAll(async () => {
  for (const name of names) {
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
  }
  await bucket.close();
  await rm(folder, { recursive: true, force: true });
});

const arrive = () => receive(Readable.toWeb(Readable.from([content])), content.length);
const onDisk = async () =>
  (await readdir(folder, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length;

describe('attachments in a bucket', () => {
  it('go there as they arrived, and come back as a stream', async () => {
    const incoming = await arrive();
    expect(incoming.sha256).toBe(sha256(content));
    const key = await keep(incoming);
    expect(bucket.objects.get(key)).toEqual(content);
    expect(await onDisk()).toBe(0);
    expect(await buffer(await openKept(key))).toEqual(content);
    await discard({ key });
    expect(bucket.objects.has(key)).toBe(false);
    await expect(openKept(key)).rejects.toBeInstanceOf(Gone);
  });

  it('are not kept when they do not arrive as they were measured', async () => {
    const incoming = await arrive();
    await expect(keep({ ...incoming, sha256: sha256('x') })).rejects.toThrow();
    expect(bucket.objects.size).toBe(0);
    await discard(incoming);
    expect(await onDisk()).toBe(0);
  });

  it('are still found in the folder when they were kept there before', async () => {
    process.env.QUNXU_S3_BUCKET = '';
    const key = await keep(await arrive());
    expect(existsSync(path.join(folder, 'files', key))).toBe(true);
    process.env.QUNXU_S3_BUCKET = 'attachments';
    expect(await buffer(await openKept(key))).toEqual(content);
    await discard({ key });
    expect(await onDisk()).toBe(0);
  });

  it('are a fault, not missing, when the bucket does not answer', async () => {
    const key = await keep(await arrive());
    process.env.QUNXU_S3_ENDPOINT = 'http://127.0.0.1:9';
    await expect(openKept(key)).rejects.not.toBeInstanceOf(Gone);
    process.env.QUNXU_S3_ENDPOINT = bucket.endpoint;
  });
});
