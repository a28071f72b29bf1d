import { desc, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { now } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { retryJob, runSchedule } from './commands';
import { enqueue } from './enqueue';
import { jobFailureList } from './list';
import { listJobFailures, listSchedules } from './queries';
import { schedules } from './schedule';

let street: TestStreet;

beforeEach(async () => {
  await emptyStreet();
  await db().execute(sql`delete from pgboss.job`);
  street = await makeStreet();
});

async function failedJob(): Promise<string> {
  const id = await db().transaction((tx) => enqueue(tx, 'files.purge', {}));
  await db().execute(sql`update pgboss.job set state = 'failed', completed_on = '2026-11-20T03:00:00Z', retry_count = 5,
    output = '{"message": "磁盘已满"}' where id = ${id}`);
  return id ?? '';
}

const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];
const all = parseList(jobFailureList, {});

describe('retrying a failed job', () => {
  it('puts it back and records who did', async () => {
    const id = await failedJob();
    expect(await retryJob(street.sysadmin, { job: 'files.purge', id })).toEqual({ ok: true, value: null });
    const [row] = await db().execute(sql`select state::text as state from pgboss.job where id = ${id}`);
    expect(row).toEqual({ state: 'retry' });
    expect(await lastRecord()).toMatchObject({
      action: 'job.retry',
      actorId: street.sysadmin.personId,
      actingRole: 'system_admin',
      entityId: id,
      outcome: 'done',
    });
  });

  it('is refused when it is no longer failed', async () => {
    const id = await failedJob();
    await retryJob(street.sysadmin, { job: 'files.purge', id });
    expect(await retryJob(street.sysadmin, { job: 'files.purge', id })).toMatchObject({
      refusal: { code: 'conflict' },
    });
  });

  it('is refused when the same chore already waits for another attempt', async () => {
    const first = await failedJob();
    const second = await failedJob();
    await retryJob(street.sysadmin, { job: 'files.purge', id: first });
    const again = await retryJob(street.sysadmin, { job: 'files.purge', id: second });
    expect(again).toMatchObject({
      ok: false,
      refusal: { code: 'conflict', message: '同一任务已在等待执行，不必重复' },
    });
  });

  it('is refused to everybody but the system administrator, and that is recorded', async () => {
    const id = await failedJob();
    for (const actor of [street.office, street.headHeping, street.member, street.auditor]) {
      const result = await retryJob(actor, { job: 'files.purge', id });
      expect(result).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
      expect(await lastRecord()).toMatchObject({
        action: 'job.retry',
        outcome: 'refused',
        actorId: actor.personId,
      });
    }
  });
});

describe('running a schedule now', () => {
  it('queues it once', async () => {
    expect(await runSchedule(street.sysadmin, { job: 'codes.purge' })).toMatchObject({ ok: true });
    expect(await runSchedule(street.sysadmin, { job: 'codes.purge' })).toMatchObject({
      refusal: { code: 'conflict' },
    });
    const [row] = await db().execute(
      sql`select count(*)::int as n from pgboss.job where name = 'codes.purge'`,
    );
    expect(row).toEqual({ n: 1 });
  });

  it('is refused to others', async () => {
    const result = await runSchedule(street.office, { job: 'codes.purge' });
    expect(result).toMatchObject({ ok: false, refusal: { code: 'forbidden' } });
  });
});

describe('what the screen shows', () => {
  it('lists every schedule with its next time and last outcome', async () => {
    await failedJob();
    const asked = now();
    const rows = await listSchedules(street.sysadmin);
    const files = rows.find((row) => row.job === 'files.purge');
    expect(rows).toHaveLength(schedules.length);
    expect(files).toMatchObject({
      failed: 1,
      last: { state: 'failed', at: new Date('2026-11-20T03:00:00Z'), reason: '磁盘已满' },
    });
    expect(rows.every((row) => row.nextAt && row.nextAt > asked)).toBe(true);
  });

  it('lists failures with their reason', async () => {
    const id = await failedJob();
    const page = await listJobFailures(street.sysadmin, all);
    expect(page).toMatchObject({
      total: 1,
      rows: [{ id, attempts: 6, reason: '磁盘已满', may: { retry: true } }],
    });
    const other = parseList(jobFailureList, { job: 'codes.purge' });
    expect((await listJobFailures(street.sysadmin, other)).rows).toEqual([]);
  });

  it('shows nothing to others', async () => {
    await failedJob();
    expect(await listSchedules(street.office)).toEqual([]);
    expect((await listJobFailures(street.office, all)).rows).toEqual([]);
  });
});
