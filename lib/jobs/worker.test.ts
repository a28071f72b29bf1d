import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { enqueue } from './enqueue';
import { jobNames } from './registry';
import { type JobHandlers, jobsState, runJob, startJobs, stopJobs } from './worker';

async function queued(): Promise<{ name: string; state: string }[]> {
  return [
    ...(await db().execute<{ name: string; state: string }>(
      sql`select name, state::text from pgboss.job where name not like '\\_\\_%'`,
    )),
  ];
}

const done = async () => ({ ok: true, value: null }) as const;
const fine = Object.fromEntries(jobNames.map((name) => [name, done])) as unknown as JobHandlers;

afterEach(async () => {
  await stopJobs();
  await db().execute(sql`delete from pgboss.job`);
});

describe('enqueue', () => {
  it('keeps the job when the transaction commits', async () => {
    const id = await db().transaction((tx) => enqueue(tx, 'sessions.purge', {}));
    expect(id).not.toBeNull();
    expect(await queued()).toEqual([{ name: 'sessions.purge', state: 'created' }]);
  });

  it('leaves nothing when the transaction rolls back', async () => {
    const attempt = db().transaction(async (tx) => {
      await enqueue(tx, 'sessions.purge', {});
      throw new Error('taken back');
    });
    await expect(attempt).rejects.toThrow('taken back');
    expect(await queued()).toEqual([]);
  });

  it('queues a waiting chore once, however often the clock fires', async () => {
    const ids = await db().transaction(async (tx) => [
      await enqueue(tx, 'files.purge', {}),
      await enqueue(tx, 'files.purge', {}),
    ]);
    expect(ids[1]).toBeNull();
    expect(await queued()).toHaveLength(1);
  });

  it('queues the same key once, also after it is done', async () => {
    const first = await db().transaction((tx) => enqueue(tx, 'files.purge', {}, { key: 'a' }));
    await db().execute(sql`update pgboss.job set state = 'completed' where id = ${first}`);
    const second = await db().transaction((tx) => enqueue(tx, 'files.purge', {}, { key: 'a' }));
    const other = await db().transaction((tx) => enqueue(tx, 'files.purge', {}, { key: 'b' }));
    expect(second).toBeNull();
    expect(other).not.toBeNull();
  });
});

describe('worker', () => {
  it('does what was queued, as the system', async () => {
    await db().transaction((tx) => enqueue(tx, 'codes.purge', {}));
    const actor = await new Promise((resolve) => {
      startJobs({
        ...fine,
        'codes.purge': async (who) => {
          resolve(who);
          return { ok: true, value: null };
        },
      });
    });
    expect(actor).toMatchObject({ personId: null, name: '系统', grants: [] });
    await expect.poll(queued, { timeout: 20_000 }).toEqual([{ name: 'codes.purge', state: 'completed' }]);
    expect(jobsState()).toBe('running');
  });

  it('keeps a failed one for another attempt, with a reason that names no values', async () => {
    await db().transaction((tx) => enqueue(tx, 'codes.purge', {}));
    startJobs({
      ...fine,
      'codes.purge': () =>
        db()
          .execute(sql`select ${'13800001234'}::int / 0`)
          .then(() => ({ ok: true, value: null })),
    });
    await expect.poll(queued, { timeout: 20_000 }).toEqual([{ name: 'codes.purge', state: 'retry' }]);
    const [row] = await db().execute<{ output: string }>(sql`select output::text as output from pgboss.job`);
    expect(row?.output).toContain('message');
    expect(row?.output).not.toContain('13800001234');
    expect(row?.output).not.toContain('select');
  });

  it('counts a refusal as a failure', async () => {
    const refusal = { code: 'forbidden', message: '不可以' } as const;
    const run = runJob('codes.purge', async () => ({ ok: false, refusal }), { id: '12345678', data: null });
    await expect(run).rejects.toThrow('不可以');
  });

  it('refuses a payload that is not its own', async () => {
    const run = runJob('codes.purge', fine['codes.purge'], { id: '12345678', data: 'nonsense' });
    await expect(run).rejects.toThrow();
  });

  it('goes on when the server has thrown its connections away', async () => {
    startJobs(fine);
    await expect.poll(jobsState, { timeout: 20_000 }).toBe('running');
    await db().execute(
      sql`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'qunxu-jobs'`,
    );
    await db().transaction((tx) => enqueue(tx, 'codes.purge', {}));
    await expect.poll(queued, { timeout: 30_000 }).toEqual([{ name: 'codes.purge', state: 'completed' }]);
  });

  it('is off when stopped, and may be started again', async () => {
    startJobs(fine);
    await stopJobs();
    expect(jobsState()).toBe('off');
    startJobs(fine);
    await expect.poll(jobsState, { timeout: 20_000 }).toBe('running');
  });
});
