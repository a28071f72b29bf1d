import { existsSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Readable, Writable } from 'node:stream';
import { and, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { makeAttachment, readParts, scratchFolder } from '@/db/testing/backups';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { makeArchive } from './archive';
import { explain } from './fault';
import { newestBackup } from './folder';
import { backUpNightly } from './jobs';
import { type BackupOrder, makeBackup } from './make';
import { lastBackup } from './queries';
import { checkContent, openBackup } from './source';

const { signal } = new AbortController();
let street: TestStreet;
let data: string;
let folder: string;

beforeEach(async () => {
  data = scratchFolder();
  folder = scratchFolder();
  process.env.QUNXU_DATA = data;
  // The environment is read again when one of these changes.
  process.env.NEXTAUTH_URL = `http://localhost:3000/${newId()}`;
  await emptyStreet();
  street = await makeStreet();
});

const order = (change: Partial<BackupOrder> = {}): BackupOrder => ({
  file: path.join(folder, 'backup.zip'),
  by: 'cli',
  allowMissing: false,
  signal,
  ...change,
});
const attach = (content: string) => makeAttachment(street.office.personId ?? '', Buffer.from(content));
const stored = (key: string) => path.join(data, 'files', key);

describe('attachments that are gone or changed', () => {
  it('are named, and there is no backup', async () => {
    const [gone, cut, fine] = [await attach('first'), await attach('second'), await attach('third')];
    rmSync(stored(gone));
    truncateSync(stored(cut), 3);
    const making = makeBackup(order());
    await expect(making).rejects.toThrow(/2 个附件不存在或已损坏/);
    await expect(making).rejects.toThrow(gone);
    await expect(making).rejects.toThrow(cut);
    await expect(making).rejects.not.toThrow(fine);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('are left out on request, and the system administrators are told', async () => {
    const [gone, fine] = [await attach('first'), await attach('second')];
    rmSync(stored(gone));
    const manifest = await makeBackup(order({ allowMissing: true }));
    expect(manifest).toMatchObject({ missing: [gone], files: [{ key: fine }] });
    const backup = await openBackup(order().file);
    await expect(checkContent(backup, signal)).resolves.toBeUndefined();
    backup.close();
    expect(await messages()).toEqual(['备份缺少 1 个附件']);
  });

  it('do not matter when they were cleared away in the meantime, row and bytes', async () => {
    const gone = await attach('loose');
    rmSync(stored(gone));
    // The row was in the snapshot and is gone when the bytes are looked for.
    const archive = { add: () => Promise.reject(new Error('nothing to add')) };
    await db().execute(sql`delete from files where storage_key = ${gone}`);
    const { writeAttachments } = await import('./attachments');
    const entry = { key: gone, size: 5, sha256: '0'.repeat(64) };
    const kept = await writeAttachments(
      { ...archive, addText: archive.add, finish: archive.add },
      [entry],
      signal,
    );
    expect(kept).toEqual({ files: [], missing: [] });
  });
});

const messages = async (): Promise<string[]> =>
  (
    await db()
      .select({ title: notifications.title })
      .from(notifications)
      .where(eq(notifications.personId, street.sysadmin.personId ?? ''))
  ).map(({ title }) => title);

describe('a backup that cannot be written', () => {
  it('leaves the file alone that is there already', async () => {
    writeFileSync(order().file, 'mine');
    await expect(makeBackup(order())).rejects.toThrow(/已存在/);
    expect(readdirSync(folder)).toEqual(['backup.zip']);
  });

  it('says so when the folder is none', async () => {
    writeFileSync(path.join(folder, 'file'), '');
    await expect(makeBackup(order({ file: path.join(folder, 'file', 'b.zip') }))).rejects.toThrow(
      /请检查路径/,
    );
  });

  it('ends with the disk’s own word, whether that comes early or late', async () => {
    for (const room of [0, 100_000]) {
      const full = Object.assign(new Error('no space left on device'), { code: 'ENOSPC', path: '/full' });
      let taken = 0;
      const disk = new Writable({
        write(chunk: Buffer, _encoding, done) {
          taken += chunk.length;
          done(taken > room ? full : null);
        },
      });
      const archive = makeArchive(disk, signal);
      const noise = Readable.from(endless());
      await expect(archive.add('tables/x.copy', noise, { compress: false })).rejects.toBe(full);
      expect(explain(full, '备份').message).toBe(
        '备份没有完成。磁盘空间不足：请清理磁盘，或换一个位置后重试。',
      );
    }
  });

  it('leaves nothing when it is interrupted', async () => {
    const stopping = new AbortController();
    await attach('x'.repeat(100_000));
    const making = makeBackup(order({ signal: stopping.signal }));
    const seen = new Promise<void>((resolve) => {
      const look = () => (readdirSync(folder).length > 0 ? resolve() : setImmediate(look));
      look();
    });
    await Promise.race([seen, making]);
    stopping.abort();
    await expect(making).rejects.toThrow();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('says so when the database goes away in the middle', async () => {
    const making = makeBackup(order()).then(
      () => 'made',
      (error: unknown) => String(error),
    );
    let said: string | undefined;
    void making.then((text) => {
      said = text;
    });
    while (said === undefined)
      await db().execute(
        sql`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'qunxu-backup' and datname = current_database()`,
      );
    expect(said).toContain('数据库连接中断');
    expect(readdirSync(folder)).toEqual([]);
  });
});

function* endless(): Generator<Buffer> {
  for (;;) yield Buffer.alloc(65_536, 'x');
}

describe('the nightly backup', () => {
  const run = (at: string, asked = false) =>
    withClock(new Date(at), () => backUpNightly(systemActor('backup.nightly'), asked ? { asked } : {}));
  const backups = () => readdirSync(path.join(data, 'backups')).sort();

  it('is made once when its hour has struck, and again the next day', async () => {
    expect(await run('2026-11-21T19:50:00Z')).toMatchObject({ ok: true });
    expect(await run('2026-11-21T20:50:00Z')).toEqual({ ok: true, value: null });
    expect(backups()).toEqual(['qunxu-20261122-035000.zip']);
    await run('2026-11-22T19:50:00Z');
    expect(backups()).toHaveLength(2);
    expect(await lastBackup(street.sysadmin)).toMatchObject({ name: 'qunxu-20261123-035000.zip' });
    expect(await lastBackup(street.office)).toBeNull();
    expect((await readParts(path.join(data, 'backups', backups()[0] ?? ''))).has('manifest.json')).toBe(true);
  });

  it('is made at once when somebody asks for it', async () => {
    await run('2026-11-21T19:50:00Z');
    await run('2026-11-21T19:51:00Z', true);
    expect(backups()).toHaveLength(2);
  });

  it('clears away what is beyond its time, and no other file', async () => {
    await run('2026-10-01T20:00:00Z');
    for (const name of [
      'qunxu-20260901-030000.zip',
      'qunxu-20260902-030000.zip',
      'qunxu-20260903-030000.zip',
      'notes.txt',
    ])
      writeFileSync(path.join(data, 'backups', name), '');
    await run('2026-11-21T20:00:00Z');
    expect(backups()).toEqual([
      'notes.txt',
      'qunxu-20260903-030000.zip',
      'qunxu-20261002-040000.zip',
      'qunxu-20261122-040000.zip',
    ]);
  });

  it('that fails is told the system administrators once a day, and in the trail', async () => {
    writeFileSync(path.join(data, 'backups'), 'in the way');
    for (const _attempt of [1, 2]) await expect(run('2036-11-21T20:00:00Z')).rejects.toThrow();
    expect(await messages()).toEqual(['今天的自动备份没有完成']);
    const told = await db().$count(
      auditEvents,
      and(eq(auditEvents.action, 'backup.fail'), eq(auditEvents.at, new Date('2036-11-21T20:00:00Z'))),
    );
    expect(told).toBe(2);
    expect(await newestBackup().catch((error: unknown) => String(error))).toContain('ENOTDIR');
    expect(existsSync(path.join(data, 'backups'))).toBe(true);
  });
});
