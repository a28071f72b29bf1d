import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isNotNull, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { beforeEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { foundBy, peopleWithPhones, phoneOf } from '@/db/testing/phones';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { presentHeader, secretIds } from '@/lib/core/crypto';
import { environment } from '@/lib/core/env';
import { valuesBySecret } from './queries';

const [first, second] = ['the first secret, of 32 letters or so', 'the second secret, no less than 32'];
const system = systemActor('cli');

let s: TestStreet;

beforeEach(async () => {
  vi.stubEnv('QUNXU_SECRET', first);
  await emptyStreet();
  s = await makeStreet();
  return () => vi.unstubAllEnvs();
});

async function ciphers(): Promise<string[]> {
  const rows = await db()
    .select({ cipher: people.phoneCipher })
    .from(people)
    .where(isNotNull(people.phoneCipher));
  return rows.map(({ cipher }) => cipher ?? '');
}

describe('npm run secret:rotate', () => {
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'qunxu-rotation-'));
    file = join(folder, 'qunxu-secret.key');
    writeFileSync(file, `${first}\n`, { mode: 0o600 });
    vi.stubEnv('QUNXU_SECRET', undefined);
    vi.stubEnv('QUNXU_SECRET_FILE', file);
    return () => rmSync(folder, { recursive: true, force: true });
  });

  const child = (...args: string[]) => {
    const env = { ...process.env, QUNXU_DATA: folder, DATABASE_URL: environment().DATABASE_URL };
    return spawn(process.execPath, ['--import', 'tsx', 'scripts/secret-rotate.ts', ...args], {
      env: { ...env, QUNXU_SECRET_FILE: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
  };

  /** The last row is somebody else's: the first batches go through, and then it is waited for. */
  async function holdLastRow(): Promise<() => Promise<void>> {
    const client = postgres(environment().DATABASE_URL, { max: 1, onnotice: () => undefined });
    onTestFinished(() => client.end({ timeout: 1 }));
    const held = await client.reserve();
    await held`begin`;
    await held`select id from people where phone_cipher is not null order by id desc limit 1 for update`;
    return async () => {
      await held`rollback`;
      held.release();
    };
  }

  async function waiting(): Promise<unknown> {
    const [row] = await db().execute(sql`select count(*)::int as n from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock' and query like '%phone_cipher%'`);
    return row?.n;
  }

  async function run(...args: string[]): Promise<{ code: number | null; said: string }> {
    const running = child(...args);
    let said = '';
    for (const stream of [running.stdout, running.stderr])
      stream.on('data', (text) => {
        said += String(text);
      });
    const code = await new Promise<number | null>((resolve) => running.once('close', resolve));
    return { code, said };
  }

  it('makes a new secret, killed in the middle goes on with it, and sets the old one aside when told', async () => {
    await peopleWithPhones(s, 450);
    const [old] = secretIds();
    const release = await holdLastRow();
    const killed = child();
    const gone = new Promise((resolve) => killed.once('close', resolve));
    await vi.waitFor(async () => expect(await waiting()).toBe(1), { timeout: 60_000, interval: 50 });
    killed.kill('SIGKILL');
    await gone;
    await release();

    const [present, ...others] = secretIds();
    expect(others).toEqual([old]);
    const halfway = await valuesBySecret(system);
    expect([halfway.get(present ?? ''), halfway.get(old ?? '')]).toEqual([400, 50]);
    expect((await run('--retire')).said).toContain('原密钥还不能停用');
    expect(await foundBy(s, phoneOf(0))).toBe(1);

    const resumed = await run();
    expect(resumed).toMatchObject({ code: 0, said: expect.stringContaining('接着') });
    expect(resumed.said).toContain('重新加密 50 项');
    expect(secretIds()).toEqual([present, old]);
    expect(await valuesBySecret(system)).toEqual(new Map([[present, 450]]));
    expect((await ciphers()).every((cipher) => cipher.startsWith(presentHeader()))).toBe(true);

    expect(await run('--retire')).toMatchObject({ code: 0, said: expect.stringContaining('已停用原密钥') });
    expect(secretIds()).toEqual([present]);
    expect(readFileSync(`${file}.retired`, 'utf8')).toBe(`${first}\n`);
    expect(await foundBy(s, phoneOf(0))).toBe(1);
  }, 120_000);

  it('changes no secret that was given to it, and says how', async () => {
    await peopleWithPhones(s, 1);
    vi.stubEnv('QUNXU_SECRET_FILE', undefined);
    vi.stubEnv('QUNXU_SECRET', first);
    const answer = await run();
    expect(answer).toMatchObject({ code: 1, said: expect.stringContaining('QUNXU_SECRET_PREVIOUS') });
    expect(existsSync(`${file}.retired`)).toBe(false);
    vi.stubEnv('QUNXU_SECRET', second);
    vi.stubEnv('QUNXU_SECRET_PREVIOUS', first);
    expect(await run()).toMatchObject({ code: 0, said: expect.stringContaining('重新加密 1 项') });
  }, 120_000);
});
