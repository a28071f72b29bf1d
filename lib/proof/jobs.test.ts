import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { desc, eq, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { emptyTrail, tamper, writeRecords } from '@/db/testing/trail';
import { systemActor } from '@/lib/access/actor';
import { askVerification, recordVerification } from './commands';
import { headsFile, setHeadsAside } from './heads';
import { sealJob, verifyJob } from './jobs';
import { headToKeep, lastWarning, trailStatus } from './queries';
import { verifyTrail } from './verify';

let street: TestStreet;
const system = systemActor('audit.verify');

beforeEach(async () => {
  await emptyStreet();
  await db().execute(sql`delete from pgboss.job`);
  street = await makeStreet();
  await emptyTrail();
  await setHeadsAside();
  await writeRecords(3);
  await sealJob();
});

const lastRecord = async () =>
  (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];
const told = async () =>
  await db()
    .select({ personId: notifications.personId, title: notifications.title, detail: notifications.detail })
    .from(notifications);

describe('the heads in the data folder', () => {
  const lines = () => readFileSync(headsFile(), 'utf8').trim().split('\n');

  it('are one a run that sealed something', async () => {
    await sealJob();
    expect(lines()).toHaveLength(1);
    await writeRecords(1);
    await sealJob();
    expect(lines().map((line) => JSON.parse(line).number)).toEqual([1, 2]);
  });

  it('come back when the file was lost, from then on', async () => {
    await setHeadsAside();
    expect(existsSync(headsFile())).toBe(false);
    await sealJob();
    expect(lines()).toHaveLength(1);
  });

  it('betray a chain that was rewritten', async () => {
    writeFileSync(headsFile(), `${JSON.stringify({ number: 1, hash: 'a'.repeat(64) })}\n`);
    await verifyJob(system);
    expect(await lastRecord()).toMatchObject({ after: { verdict: 'broken' } });
    expect((await lastRecord())?.reason).toContain('数据目录留存的封存印记不符');
  });
});

describe('a verification', () => {
  it('that finds all well is recorded and troubles nobody', async () => {
    await verifyJob(system);
    expect(await lastRecord()).toMatchObject({
      action: 'audit.verify',
      actorName: '系统',
      reason: null,
      after: { verdict: 'sound', blocks: 1, records: 3, pending: 0 },
    });
    expect(await told()).toEqual([]);
    expect(await lastWarning(street.auditor)).toBeNull();
  });

  it('that finds something tells auditors and system administrators, once a day', async () => {
    await tamper(`update audit_events set reason = '改' where id = 2`);
    await verifyJob(system);
    await verifyJob(system);
    const messages = await told();
    expect(messages.map(({ personId }) => personId).sort()).toEqual(
      [street.auditor.personId, street.sysadmin.personId].sort(),
    );
    expect(messages[0]).toMatchObject({
      title: '审计日志核对未通过',
      detail: '第 2 号记录的内容在封存后被改动（第 1 个封存段）',
    });
    expect(await lastWarning(street.auditor)).toMatchObject({ verdict: 'broken' });
  });

  it('that has a doubt says so once', async () => {
    await tamper(`update audit_events set at = at - interval '30 days' where id = 3`);
    await emptyDoubt();
    expect((await told()).every(({ title }) => title === '审计日志中有需要核实的记录')).toBe(true);
    expect(await told()).toHaveLength(2);
  });

  /** A record that was put in with an old date, sealed and verified twice. */
  async function emptyDoubt(): Promise<void> {
    await tamper(`update audit_events set at = at + interval '30 days' where id = 3`);
    await tamper(`insert into audit_events (at, actor_name, action, outcome)
      select at - interval '9 days', actor_name, action, outcome from audit_events where id = 1`);
    await sealJob();
    await verifyJob(system);
    await verifyJob(system);
  }

  it('is recorded by nobody but the system', async () => {
    const result = await recordVerification(street.auditor, await verifyTrail([]));
    expect(result).toMatchObject({ refusal: { code: 'forbidden' } });
  });
});

describe('asking for a verification', () => {
  it('is the auditor’s, queues it once, and is recorded', async () => {
    expect(await askVerification(street.auditor, {})).toMatchObject({ ok: true });
    expect(await lastRecord()).toMatchObject({ action: 'audit.ask', actingRole: 'auditor' });
    expect(await askVerification(street.auditor, {})).toMatchObject({ refusal: { code: 'conflict' } });
    const jobs = await db().execute(sql`select name from pgboss.job where name = 'audit.verify'`);
    expect(jobs).toHaveLength(1);
  });

  it('is refused to everybody else, on record', async () => {
    for (const actor of [street.office, street.sysadmin, street.headHeping, street.member, street.leader]) {
      expect(await askVerification(actor, {})).toMatchObject({ refusal: { code: 'forbidden' } });
      expect(await lastRecord()).toMatchObject({ action: 'audit.ask', outcome: 'refused' });
    }
  });
});

describe('what the auditor sees', () => {
  it('is how far the trail is sealed, and what was found', async () => {
    await verifyJob(system);
    expect(await trailStatus(street.auditor)).toMatchObject({
      head: { number: 1, records: 3 },
      pending: 1,
      verifications: [{ verdict: 'sound', records: 3 }],
      removal: null,
    });
    expect(await headToKeep(street.auditor)).toMatchObject({ number: 1 });
  });

  it('nobody else does', async () => {
    const { auditor: _, units: __, groups: ___, ...others } = street;
    for (const actor of Object.values(others)) {
      expect(await trailStatus(actor)).toBeNull();
      expect(await headToKeep(actor)).toBeNull();
      expect(await lastWarning(actor)).toBeNull();
    }
  });

  it('is nothing yet in a trail that was never sealed', async () => {
    await emptyTrail();
    expect(await trailStatus(street.auditor)).toEqual({
      head: null,
      pending: 0,
      pendingSince: null,
      verifications: [],
      removal: null,
    });
    expect(await db().select().from(auditEvents).where(eq(auditEvents.id, 1))).toEqual([]);
  });
});
