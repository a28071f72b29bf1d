import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { isNull, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { db } from '@/db/client';
import { migrate } from '@/db/migrate';
import { auditEvents, files } from '@/db/schema/house';
import { accounts, sessions } from '@/db/schema/identity';
import { membershipRequests } from '@/db/schema/membership';
import { allRows, asOther, emptyDatabase, makeAttachment, scratchFolder } from '@/db/testing/backups';
import { emptyStreet } from '@/db/testing/empty';
import { brokenInvariants } from '@/db/testing/invariants';
import { approved, submitted } from '@/db/testing/joining';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { environment } from '@/lib/core/env';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { requestList } from '@/lib/groups/requests/list';
import { listRequests } from '@/lib/groups/requests/queries/list';
import { enqueue } from '@/lib/jobs/enqueue';
import { sealTrail } from '@/lib/proof/seal';
import { makeBackup } from './make';
import type { Manifest } from './manifest';
import { restoreBackup } from './restore';
import { checkContent, openBackup } from './source';

// Each of them makes a database from nothing.
vi.setConfig({ testTimeout: 60_000 });

let street: TestStreet;
let file: string;
let data: string;
/** The trail cannot be emptied: the last record before this test. */
let from: number;

const { signal } = new AbortController();
const back = (): Promise<Manifest> => makeBackup({ file, by: 'cli', allowMissing: false, signal });

beforeEach(async () => {
  data = scratchFolder();
  process.env.QUNXU_DATA = data;
  // The environment is read again when one of these changes.
  process.env.NEXTAUTH_URL = `http://localhost:3000/${newId()}`;
  file = path.join(scratchFolder(), 'backup.zip');
  await emptyStreet();
  await db().execute(sql`delete from pgboss.job`);
  street = await makeStreet();
  const [last] = await db().execute<{ id: number }>(
    sql`select coalesce(max(id), 0)::int as id from audit_events`,
  );
  from = last?.id ?? 0;
});

async function restoreInto(other: { url: string; folder: string; secret?: string }): Promise<void> {
  await asOther(other, async () => {
    const backup = await openBackup(file);
    await checkContent(backup, signal);
    await restoreBackup({ backup, name: 'backup.zip', signal });
    backup.close();
  });
}

async function aSession(): Promise<void> {
  const accountId = newId();
  const at = now();
  await db()
    .insert(accounts)
    .values({ id: accountId, personId: street.member.personId ?? '', username: 'x', createdAt: at });
  await db()
    .insert(sessions)
    .values({ id: newId(), secretHash: 'h', accountId, startedAt: at, lastSeenAt: at, expiresAt: at });
}

/** A street in which something of every kind has happened. */
async function busyStreet(): Promise<string[]> {
  await approved(street);
  await sealTrail();
  await submitted(street);
  await aSession();
  await db().transaction((tx) => enqueue(tx, 'files.purge', {}));
  const keys: string[] = [];
  for (const size of [0, 1, 70_000])
    keys.push(await makeAttachment(street.office.personId ?? '', randomBytes(size)));
  return keys;
}

describe('a restoration', () => {
  it('brings back every row and every file', async () => {
    const keys = await busyStreet();
    // What makes COPY's text form difficult, and words that servers sort differently.
    await db().execute(
      sql`update units set name = ${'反斜杠\\N\t换行\n引号"\'\r𠮷'} where id = ${street.units.xinhua.id}`,
    );
    await db().execute(
      sql`insert into rate_limits (key, points) values ('a', 1), ('B', 1), ('ä', 1), ('张', 1)`,
    );
    const before = await allRows(environment().DATABASE_URL);
    const manifest = await back();
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    await restoreInto(other);

    const after = await allRows(other.url);
    expect([...after.keys()]).toEqual([...before.keys()]);
    for (const [table, rows] of before)
      if (!['sessions', 'audit_events', 'audit_blocks', 'audit_seals'].includes(table))
        expect([table, after.get(table)]).toEqual([table, rows]);
    for (const table of ['audit_events', 'audit_blocks', 'audit_seals'])
      expect(after.get(table)).toEqual(expect.arrayContaining(before.get(table) ?? []));
    expect(manifest.auditEvents).toBe(before.get('audit_events')?.length);
    for (const key of keys)
      expect(readFileSync(path.join(other.folder, 'files', key))).toEqual(
        readFileSync(path.join(data, 'files', key)),
      );
  });

  it('ends every session, and says in the trail that it happened', async () => {
    await busyStreet();
    await back();
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    await restoreInto(other);
    await asOther(other, async () => {
      expect(await db().$count(sessions)).toBe(1);
      expect(await db().$count(sessions, isNull(sessions.endedAt))).toBe(0);
      const [last] = await db().select().from(auditEvents).orderBy(sql`id desc`).limit(1);
      expect(last).toMatchObject({ action: 'backup.restore', actorName: '系统', after: { files: 3 } });
    });
    expect(await db().$count(auditEvents, sql`action = 'backup.make'`)).toBeGreaterThan(0);
  });

  it('leaves a database the product goes on with: reads, new numbers, new records, waiting jobs', async () => {
    await busyStreet();
    await back();
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    await restoreInto(other);
    await asOther(other, async () => {
      await migrate(other.url);
      const page = await listRequests(street.office, parseList(requestList, {}));
      expect(page.total).toBe(2);
      const { number } = await submitted(street);
      expect(number).toMatch(/-0003$/);
      await approved(street);
      expect(await brokenInvariants(db(), from)).toEqual([]);
      const [job] = await db().execute(sql`select name, state::text from pgboss.job`);
      expect(job).toEqual({ name: 'files.purge', state: 'created' });
    });
  });

  it('of a busy street is the street of one moment', async () => {
    await busyStreet();
    let writing = true;
    const writers = [street.headHeping, street.headHeping, street.office].map(async () => {
      while (writing) await approved(street);
    });
    // Begun in the middle of it.
    while ((await db().$count(membershipRequests)) < 8) await submitted(street);
    const manifest = await back();
    writing = false;
    await Promise.all(writers);

    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    await restoreInto(other);
    const written = await db().$count(membershipRequests);
    await asOther(other, async () => {
      expect(await brokenInvariants(db(), from)).toEqual([]);
      const kept = await db().$count(membershipRequests);
      expect(kept).toBe(manifest.tables.find(({ name }) => name === 'membership_requests')?.rows);
      expect(kept).toBeGreaterThanOrEqual(8);
      expect(kept).toBeLessThanOrEqual(written);
      await approved(street);
      expect(await brokenInvariants(db(), from)).toEqual([]);
    });
  });

  it('works for a product that has not begun', async () => {
    await emptyStreet();
    await back();
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    await restoreInto(other);
    await asOther(other, async () => expect(await db().$count(files)).toBe(0));
  });
});

it('knows every table of the product, and none of others', async () => {
  await db().execute(sql`create table theirs (without_key int)`);
  const { tables } = await back();
  await db().execute(sql`drop table theirs`);
  const present = await db().execute<{ name: string }>(
    sql`select tablename as name from pg_tables where schemaname = 'public' order by 1`,
  );
  const kept = tables.filter(({ schema }) => schema === 'public').map(({ name }) => name);
  expect(kept.sort()).toEqual(present.map(({ name }) => name));
});

it('refuses to back up what it does not know in full', async () => {
  await db().execute(
    sql`insert into drizzle.__drizzle_migrations (hash, created_at) values ('f', 4000000000000)`,
  );
  await expect(back()).rejects.toThrow(/由另一版本的群序升级过/);
  await db().execute(sql`delete from drizzle.__drizzle_migrations where hash = 'f'`);
  await asOther({ url: await emptyDatabase(), folder: data }, async () => {
    await expect(back()).rejects.toThrow(/没有可以备份的内容/);
  });
  expect(existsSync(file)).toBe(false);
});

describe('a restoration into a database that is in use', () => {
  it('is refused and touches nothing', async () => {
    await busyStreet();
    await back();
    const before = await allRows(environment().DATABASE_URL);
    await expect(restoreInto({ url: environment().DATABASE_URL, folder: scratchFolder() })).rejects.toThrow(
      /目标数据库不是空的/,
    );
    expect(await allRows(environment().DATABASE_URL)).toEqual(before);
  });

  it('is refused even when that holds but one foreign table', async () => {
    await back();
    const url = await emptyDatabase();
    const folder = scratchFolder();
    await asOther({ url, folder }, async () => {
      await db().execute(sql`create table theirs (n int)`);
    });
    await expect(restoreInto({ url, folder })).rejects.toThrow(/目标数据库不是空的/);
    expect(existsSync(path.join(folder, 'files'))).toBe(false);
  });

  it('can be repeated after one that was refused', async () => {
    await busyStreet();
    await back();
    const other = { url: await emptyDatabase(), folder: scratchFolder() };
    const stopped = new AbortController();
    stopped.abort();
    await asOther(other, async () => {
      const backup = await openBackup(file);
      await expect(restoreBackup({ backup, name: 'b', signal: stopped.signal })).rejects.toThrow();
      backup.close();
    });
    await restoreInto(other);
    expect(readdirSync(path.join(other.folder, 'files')).length).toBeGreaterThan(0);
  });
});
