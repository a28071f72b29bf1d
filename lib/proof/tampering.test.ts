import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { scratchFolder } from '@/db/testing/backups';
import { asOwner, emptyTrail, finding, tamper, writeIn, writeRecords } from '@/db/testing/trail';
import { disabledGuards } from './guards';
import { keepHead } from './heads';
import { sealTrail } from './seal';
import { verifyTrail } from './verify';

/** The head after block 2, as somebody has kept it. */
let elsewhere: string;

// Records 1 to 3 in block 1, 4 to 7 in block 2, 8 not sealed.
beforeEach(async () => {
  elsewhere = path.join(scratchFolder(), 'heads.jsonl');
  await emptyTrail();
  await writeRecords(3);
  await sealTrail();
  await writeRecords(4);
  const { head } = await sealTrail();
  if (head) await keepHead(head, elsewhere);
  await writeRecords(1);
});

const doubt = async () => (await verifyTrail([])).doubt;

it('finds a sound trail sound', async () => {
  expect(await verifyTrail([])).toMatchObject({
    finding: null,
    doubt: null,
    head: { number: 2 },
    records: 7,
    pending: 1,
  });
  expect(await finding(elsewhere)).toBeNull();
});

describe('one field of a sealed record', () => {
  it.each([
    ['at', `at + interval '1 microsecond'`],
    ['xid', `'3'`],
    ['actor_id', 'gen_random_uuid()'],
    ['actor_name', `'别人'`],
    ['actor_unit', `''`],
    ['acting_role', `'auditor'`],
    ['on_behalf_of_id', 'gen_random_uuid()'],
    ['on_behalf_of_name', `'李娟'`],
    ['action', `'unit.create'`],
    ['outcome', `'refused'`],
    ['code', `'rule'`],
    ['entity_type', `'group'`],
    ['entity_id', 'null'],
    ['entity_label', `entity_label || ' '`],
    ['clause', `'1.3'`],
    ['reason', 'null'],
    ['before', `before || '{"sort": 1.0}'`],
    ['after', `after || '{"more": null}'`],
    ['address', `'127.0.0.1'`],
    ['request_ref', `'TEST'`],
  ])('%s', async (column, value) => {
    await tamper(`update audit_events set ${column} = ${value} where id = 5`);
    expect(await finding()).toEqual({ kind: 'changed', record: 5, block: 2 });
  });

  it('the id', async () => {
    await tamper(`update audit_events set id = 1000 where id = 5`);
    expect(await finding()).toEqual({ kind: 'deleted', record: 5, block: 2 });
  });

  it('a digit that no float holds', async () => {
    await tamper(`update audit_events set after = '{"n": 90071992547409930001}' where id = 8`);
    await sealTrail();
    await tamper(`update audit_events set after = '{"n": 90071992547409930002}' where id = 8`);
    expect(await finding()).toEqual({ kind: 'changed', record: 8, block: 3 });
  });
});

describe('records', () => {
  it.each([
    ['a middle one deleted', `delete from audit_events where id = 5`, 'deleted', 5],
    ['the first one deleted', `delete from audit_events where id = 1`, 'deleted', 1],
    ['the last ones deleted', `delete from audit_events where id > 5`, 'deleted', 6],
    ['all deleted', `truncate audit_events`, 'deleted', 1],
    [
      'two exchanged',
      `update audit_events set id = case id when 4 then 1005 else 1004 end where id in (4, 5);
      update audit_events set id = id - 1000 where id > 1000`,
      'changed',
      4,
    ],
  ])('%s', async (_, statement, kind, record) => {
    for (const one of statement.split(';')) await tamper(one);
    expect(await finding()).toMatchObject({ kind, record });
  });

  it('one deleted together with its seal', async () => {
    await tamper(`delete from audit_events where id = 5`);
    await tamper(`delete from audit_seals where event_id = 5`);
    expect(await finding()).toEqual({ kind: 'records_missing', record: 5, block: 2 });
  });

  it('one whose seal was deleted', async () => {
    await tamper(`delete from audit_seals where event_id = 5`);
    expect(await finding()).toEqual({ kind: 'records_missing', record: 5, block: 2 });
  });
});

/** A record that looks like the fourth. */
const insert = (columns: Record<string, string>): string =>
  `insert into audit_events (actor_name, action, outcome, ${Object.keys(columns).join(', ')})
  select actor_name, action, outcome, ${Object.values(columns).join(', ')} from audit_events where id = 4`;

describe('a record put in afterwards', () => {
  it('dated back is pointed out once it is sealed', async () => {
    await tamper(insert({ at: `at - interval '30 days'` }));
    await sealTrail();
    expect(await doubt()).toMatchObject({ kind: 'back_dated', record: 9, block: 3 });
  });

  it('dated forward likewise', async () => {
    await tamper(insert({ at: `at + interval '30 days'` }));
    await sealTrail();
    expect(await doubt()).toMatchObject({ kind: 'post_dated', record: 9, block: 3 });
  });

  it('at no time at all likewise, and does not stop the sealing', async () => {
    await tamper(insert({ at: `'infinity'` }));
    await sealTrail();
    expect(await doubt()).toMatchObject({ kind: 'no_time', record: 9, block: 3 });
  });

  it.each([
    ['of an old transaction', `'3'::xid8`, 9],
    ['of a transaction that has not been', `'999999999999'::xid8`, 9],
  ])('%s is found, and never sealed', async (_, xid, record) => {
    await tamper(insert({ at: 'at', xid }));
    await sealTrail();
    expect(await finding()).toEqual({ kind: 'slipped_in', record, block: null });
  });

  it('into a block, with a seal', async () => {
    await tamper(insert({ at: 'at', xid: 'xid' }));
    await tamper(
      `insert into audit_seals (event_id, block, hash) select 9, 2, hash from audit_seals where event_id = 4`,
    );
    expect(await finding()).toEqual({ kind: 'seal_added', record: 9, block: 2 });
  });

  it('into a block, in the place of another', async () => {
    await tamper(insert({ at: 'at', xid: 'xid' }));
    await tamper(`update audit_seals set event_id = 9 where event_id = 5`);
    expect(await finding()).toEqual({ kind: 'changed', record: 9, block: 2 });
  });
});

describe('the tail cut off with everything that speaks of it', () => {
  beforeEach(async () => {
    await asOwner(async (tx) => {
      await tx.execute(sql`delete from audit_events where id >= 4`);
      await tx.execute(sql`delete from audit_seals where block = 2`);
      await tx.execute(sql`delete from audit_blocks where number = 2`);
    });
  });

  it('is found against a head kept elsewhere', async () => {
    expect(await finding()).toBeNull();
    expect(await finding(elsewhere)).toEqual({ kind: 'cut_off', record: 4, block: 2 });
  });

  it('is found there also when the product has gone on since', async () => {
    await writeRecords(5);
    await sealTrail();
    expect(await finding()).toBeNull();
    expect(await finding(elsewhere)).toMatchObject({ kind: 'rewritten', block: 2 });
  });
});

it('a trail emptied with its proof is found against a head kept elsewhere', async () => {
  await emptyTrail();
  expect(await finding(elsewhere)).toEqual({ kind: 'cut_off', record: null, block: 2 });
});

describe('the guards', () => {
  it.each([
    'alter table audit_events disable trigger audit_events_may_go',
    'alter table audit_events disable trigger user',
    'drop trigger audit_blocks_no_change on audit_blocks',
    'alter table audit_seals enable replica trigger audit_seals_no_update',
  ])('switched off by the owner: %s', async (statement) => {
    const rollback = new Error('taken back');
    const attempt = db().transaction(async (tx) => {
      await tx.execute(sql.raw(statement));
      expect(await disabledGuards(tx)).not.toEqual([]);
      throw rollback;
    });
    await expect(attempt).rejects.toBe(rollback);
    expect(await disabledGuards(db())).toEqual([]);
  });

  it('that are switched off are a finding', async () => {
    await db().execute(sql`alter table audit_events disable trigger audit_events_no_update`);
    expect(await finding()).toMatchObject({ kind: 'unguarded' });
    await db().execute(sql`alter table audit_events enable trigger audit_events_no_update`);
  });
});

describe('what is no tampering', () => {
  it('ids that were taken and rolled back', async () => {
    const attempt = db().transaction(async (tx) => {
      await writeIn(tx, '撤回');
      throw new Error('taken back');
    });
    await expect(attempt).rejects.toThrow('taken back');
    await writeRecords(1);
    await sealTrail();
    expect(await verifyTrail([])).toMatchObject({ finding: null, doubt: null, records: 9, pending: 0 });
  });

  it('a line of the list of heads that a crash has cut short', async () => {
    appendFileSync(elsewhere, '{"number":3,"ha');
    const { head } = await sealTrail();
    if (head) await keepHead(head, elsewhere);
    expect(await finding(elsewhere)).toBeNull();
  });
});

it('a record that is not sealed yet is nobody’s word but the database’s, until the next minute', async () => {
  await tamper(`update audit_events set reason = '改' where id = 8`);
  expect(await finding()).toBeNull();
  await sealTrail();
  expect(await finding()).toBeNull();
});
