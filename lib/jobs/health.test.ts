import { afterEach, describe, expect, it, vi } from 'vitest';
import { closeDatabase } from '@/db/client';
import { log } from '@/lib/core/log';
import { health } from './health';
import { type JobHandlers, jobsState, startJobs, stopJobs } from './worker';

const here = process.env.DATABASE_URL;
// Nothing listens on port 1.
const away = 'postgres://nobody@127.0.0.1:1/nothing';

async function moveTo(url: string | undefined): Promise<void> {
  await closeDatabase();
  process.env.DATABASE_URL = url;
}

afterEach(async () => {
  await stopJobs();
  await moveTo(here);
  vi.restoreAllMocks();
});

describe('health', () => {
  it('is good while the database answers', async () => {
    expect(await health()).toEqual({ status: 'ok', database: 'ok', jobs: 'off' });
  });

  it('is bad while it does not, is logged once, and good again when it is back', async () => {
    const errors = vi.spyOn(log, 'error');
    const infos = vi.spyOn(log, 'info');
    await moveTo(away);
    for (let i = 0; i < 3; i += 1) expect(await health()).toMatchObject({ status: 'down', database: 'away' });
    expect(errors.mock.calls.map(([, message]) => message)).toEqual(['database away']);
    await moveTo(here);
    expect(await health()).toMatchObject({ status: 'ok' });
    await expect
      .poll(() => infos.mock.calls, { timeout: 20_000 })
      .toMatchObject([[{ failures: 3 }, 'database back']]);
  });
});

describe('jobs without a database', () => {
  it('wait for it, and stop when told to', async () => {
    await moveTo(away);
    startJobs({} as JobHandlers);
    expect(jobsState()).toBe('starting');
    await stopJobs();
    expect(jobsState()).toBe('off');
  });
});
