import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { submissions } from '@/db/schema/house';
import { accounts, sessions } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { purgeCodes, purgeSessions } from '@/lib/identity/sessions/commands/purge';
import { purgeSubmissions } from '@/lib/jobs/commands';
import { jobNames } from '@/lib/jobs/registry';
import { schedules } from '@/lib/jobs/schedule';
import { jobHandlers } from './handlers';

let street: TestStreet;
const today = new Date('2026-11-22T02:00:00Z');
const daysAgo = (days: number) => new Date(today.getTime() - days * 86_400_000);

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
});

async function account(codeExpiresAt: Date | null): Promise<string> {
  const id = newId();
  await db()
    .insert(accounts)
    .values({
      id,
      personId: street.member.personId ?? '',
      username: id,
      codeHash: codeExpiresAt ? 'hash' : null,
      codeExpiresAt,
      createdAt: today,
    });
  return id;
}

async function session(accountId: string, expiresAt: Date, endedAt: Date | null): Promise<void> {
  const id = newId();
  const ended = endedAt ? { endedAt, endedReason: '退出' } : {};
  await db()
    .insert(sessions)
    .values({
      id,
      secretHash: id,
      accountId,
      startedAt: daysAgo(200),
      lastSeenAt: daysAgo(200),
      expiresAt,
      ...ended,
    });
}

/** What any of them may be told; the compiler would have one payload fit them all. */
const told = { batch: newId() } as never;
const run = (name: (typeof jobNames)[number]) =>
  withClock(today, () => jobHandlers[name](systemActor(name), told));
const count = async (table: string) =>
  (await db().execute<{ n: number }>(sql`select count(*)::int as n from ${sql.identifier(table)}`))[0]?.n;

describe('every job', () => {
  it.each(jobNames)('%s may run twice', async (name) => {
    expect(await run(name)).toMatchObject({ ok: true });
    expect(await run(name)).toMatchObject({ ok: true });
  });

  it('that stands in the schedule stands there once', () => {
    const listed = schedules.map(({ job }) => job);
    expect(new Set(listed).size).toBe(listed.length);
  });
});

describe('clearing away', () => {
  it('forgets sessions that ended or ran out 90 days ago, and no others', async () => {
    const id = await account(null);
    await session(id, daysAgo(100), null);
    await session(id, daysAgo(80), daysAgo(95));
    await session(id, daysAgo(80), daysAgo(81));
    await session(id, daysAgo(-1), null);
    expect(await run('sessions.purge')).toEqual({ ok: true, value: 2 });
    expect(await count('sessions')).toBe(2);
  });

  it('forgets codes that expired 30 days ago, and leaves the account', async () => {
    await account(daysAgo(31));
    expect(await run('codes.purge')).toEqual({ ok: true, value: 1 });
    expect(await db().select({ code: accounts.codeHash }).from(accounts)).toEqual([{ code: null }]);
  });

  it('keeps codes that expired lately', async () => {
    await account(daysAgo(29));
    expect(await run('codes.purge')).toEqual({ ok: true, value: 0 });
  });

  it('forgets form ids of 30 days ago', async () => {
    await db()
      .insert(submissions)
      .values([
        { id: newId(), command: 'a.b', at: daysAgo(31) },
        { id: newId(), command: 'a.b', at: daysAgo(29) },
      ]);
    expect(await run('submissions.purge')).toEqual({ ok: true, value: 1 });
    expect(await count('submissions')).toBe(1);
  });

  it('is nobody’s but the system’s', async () => {
    for (const purge of [purgeSessions, purgeCodes, purgeSubmissions])
      expect(await purge(street.sysadmin, {})).toMatchObject({ refusal: { code: 'forbidden' } });
  });
});
