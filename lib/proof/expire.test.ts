import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { asOwner, emptyTrail, finding, tamper, writeRecords } from '@/db/testing/trail';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { openDoor } from './commands';
import { removeRecords } from './expire';
import { expireJob } from './jobs';
import { sealTrail } from './seal';
import { verifyTrail } from './verify';

let street: TestStreet;
const day = (text: string) => new Date(`${text}T03:00:00Z`);
const system = systemActor('audit.expire');

/** Records of that day, sealed on it. */
const sealedOn = (at: string, count: number) =>
  withClock(day(at), async () => {
    await writeRecords(count);
    await sealTrail();
  });

const ids = async () =>
  (await db().execute<{ id: number }>(sql`select id::int as id from audit_events order by id`)).map(
    ({ id }) => id,
  );
const expireOn = (at: string) => withClock(day(at), () => expireJob(system));

beforeEach(async () => {
  await emptyStreet();
  street = await makeStreet();
  await emptyTrail();
  await sealedOn('2023-01-10', 2);
  await sealedOn('2023-06-10', 3);
  await sealedOn('2025-12-10', 2);
});

describe('removing records whose time is over', () => {
  it('takes whole blocks of three years and more, and leaves a chain that holds', async () => {
    expect(await expireOn('2026-06-20')).toEqual({ ok: true, value: 5 });
    expect(await ids()).toEqual([6, 7, 8]);
    expect(await verifyTrail([])).toMatchObject({ finding: null, records: 2, removedThrough: 2 });
  });

  it('is recorded, and the next run finds nothing more to do', async () => {
    await expireOn('2026-06-20');
    expect(await expireOn('2026-06-20')).toEqual({ ok: true, value: 0 });
    const records = await db().execute(sql`select action, after from audit_events where id > 7`);
    expect(records).toMatchObject([{ action: 'audit.expire', after: { removedThrough: 2, keepMonths: 36 } }]);
  });

  it('never takes a block that is younger, nor one after it', async () => {
    expect(await expireOn('2026-01-09')).toEqual({ ok: true, value: 0 });
    expect(await expireOn('2026-01-11')).toEqual({ ok: true, value: 2 });
    expect(await expireOn('2026-06-09')).toEqual({ ok: true, value: 0 });
    expect((await ids()).slice(0, 3)).toEqual([3, 4, 5]);
  });

  it('never takes what was sealed lately, however old it says it is', async () => {
    await emptyTrail();
    await withClock(day('2020-01-01'), () => writeRecords(3));
    await withClock(day('2026-11-01'), () => sealTrail());
    await sealedOn('2026-11-02', 1);
    expect(await expireOn('2026-11-20')).toEqual({ ok: true, value: 0 });
  });

  it('never takes what is not sealed', async () => {
    await emptyTrail();
    await withClock(day('2020-01-01'), () => writeRecords(3));
    expect(await expireOn('2026-11-20')).toEqual({ ok: true, value: 0 });
    expect(await ids()).toEqual([1, 2, 3]);
  });

  it('is gone on with after one that was killed in the middle', async () => {
    await withClock(day('2026-06-20'), () => openDoor(system, { keepMonths: 36 }));
    await removeRecords(1);
    expect(await ids()).toEqual([3, 4, 5, 6, 7, 8]);
    expect(await finding()).toBeNull();
    expect(await expireOn('2026-06-21')).toEqual({ ok: true, value: 3 });
    expect(await finding()).toBeNull();
  });

  it('is the system’s alone', async () => {
    for (const actor of [street.sysadmin, street.auditor, street.office])
      expect(await openDoor(actor, { keepMonths: 36 })).toMatchObject({
        refusal: { code: 'forbidden' },
      });
  });
});

describe('the door', () => {
  const open = (through: number, months: number, at = `'2026-06-20'`) =>
    db().execute(
      sql.raw(
        `insert into audit_removals (through, at, keep_months, stamp) values (${through}, ${at}, ${months}, '')`,
      ),
    );

  it.each([
    ['for the last six months', () => open(3, 6, `'2026-06-01'`)],
    ['for less than six months', () => open(3, 5)],
    ['by a clock that runs ahead', () => open(3, 6, `clock_timestamp() + interval '2 days'`)],
    ['for blocks that are not there', () => open(9, 36)],
  ])('does not open %s', async (_, attempt) => {
    await expect(attempt()).rejects.toThrow();
    await expect(db().execute(sql`delete from audit_events where id = 1`)).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  });

  it('lets nothing through but what it was opened for', async () => {
    await withClock(day('2026-06-20'), () => openDoor(system, { keepMonths: 36 }));
    for (const statement of [
      'delete from audit_events where id = 6',
      'delete from audit_seals where block = 3',
    ])
      await expect(db().execute(sql.raw(statement))).rejects.toMatchObject({ cause: { code: '42501' } });
    await db().execute(sql`delete from audit_events where id = 1`);
    expect((await ids())[0]).toBe(2);
  });

  it('opened by somebody who has the database and not the secret is found', async () => {
    await withClock(day('2026-06-20'), async () => {
      await open(2, 36);
      await removeRecords(2);
    });
    expect(await finding()).toEqual({ kind: 'removal_forged', record: null, block: 2 });
  });

  it('moved further afterwards is found', async () => {
    await expireOn('2026-06-20');
    await asOwner((tx) => tx.execute(sql`update audit_removals set through = 3`));
    await tamper('delete from audit_events where id in (6, 7)');
    expect(await finding()).toMatchObject({ kind: 'removal_forged', block: 3 });
  });
});
