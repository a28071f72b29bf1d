import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { scratchFolder } from '@/db/testing/backups';
import {
  asOwner,
  emptyTrail,
  finding,
  rewriteBlock,
  tamper,
  writeIn,
  writeRecords,
} from '@/db/testing/trail';
import { sha256 } from '@/lib/core/crypto';
import { contentText } from './block-form';
import { disabledGuards } from './guards';
import { keepHead } from './heads';
import { recordLine } from './record-form';
import { sealTrail } from './seal';
import { recordText } from './trail';
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

describe('a block', () => {
  it.each([
    ['form', '2'],
    ['records', 'records + 1'],
    ['content', 'hash'],
    ['first_id', '3'],
    ['last_id', 'null'],
    ['earliest', `earliest - interval '1 ms'`],
    ['latest', `latest + interval '1 ms'`],
    ['latest_so_far', 'null'],
    ['written_after', 'null'],
    ['sealed_at', `sealed_at - interval '1 day'`],
    ['complete', 'not complete'],
    ['cluster', `'1'`],
    ['since', `'1'`],
    ['hash', 'content'],
  ])('whose %s was changed', async (column, value) => {
    await tamper(`update audit_blocks set ${column} = ${value} where number = 2`);
    expect(await finding()).toEqual({
      kind: 'block_changed',
      record: column === 'first_id' ? 3 : 4,
      block: 2,
    });
  });

  it.each([
    [
      'with another predecessor',
      `update audit_blocks set previous = hash where number = 2`,
      'block_unlinked',
      2,
    ],
    [
      'whose stamp was changed',
      `update audit_blocks set stamp = stamp || '0' where number = 1`,
      'block_forged',
      1,
    ],
    [
      'stamped by nobody we know',
      `update audit_blocks set stamp = '00000000.00' where number = 2`,
      'block_foreign',
      2,
    ],
    ['deleted', `delete from audit_blocks where number = 1`, 'block_missing', 1],
    ['deleted at the end', `delete from audit_blocks where number = 2`, 'block_missing', 2],
    ['given another number', `update audit_blocks set number = 3 where number = 2`, 'block_missing', 2],
    ['put before another', `update audit_blocks set number = 0 where number = 2`, 'block_missing', 1],
  ])('%s', async (_, statement, kind, block) => {
    await tamper(statement);
    expect(await finding()).toMatchObject({ kind, block });
  });

  it('rewritten without the secret', async () => {
    await rewriteBlock(2, { records: 5 }, { knowing: false });
    expect(await finding()).toEqual({ kind: 'block_forged', record: 4, block: 2 });
  });

  it('in the middle rewritten with the secret', async () => {
    await rewriteBlock(1, { cluster: '1' }, { knowing: true });
    expect(await finding()).toMatchObject({ kind: 'block_unlinked', block: 2 });
  });
});

describe('a seal', () => {
  const changed = `update audit_seals set hash = sha256('x') where event_id = 5`;

  it('changed alone', async () => {
    await tamper(changed);
    expect(await finding()).toEqual({ kind: 'seal_changed', record: 5, block: 2 });
  });

  it('moved to another block', async () => {
    await tamper(`update audit_seals set block = 1 where event_id = 5`);
    expect(await finding()).toEqual({ kind: 'seal_added', record: 5, block: 1 });
  });

  it('changed together with its record', async () => {
    await tamper(`update audit_events set reason = '改' where id = 5`);
    await reseal(5);
    expect(await finding()).toEqual({ kind: 'block_content', record: 4, block: 2 });
  });

  it('changed together with its record and the block', async () => {
    await tamper(`update audit_events set reason = '改' where id = 5`);
    const content = await reseal(5);
    await rewriteBlock(2, { content }, { knowing: false });
    expect(await finding()).toEqual({ kind: 'block_forged', record: 4, block: 2 });
  });

  it('changed with everything, by who has the secret too: only a head kept elsewhere tells', async () => {
    await tamper(`update audit_events set reason = '改' where id = 5`);
    const content = await reseal(5);
    await rewriteBlock(2, { content }, { knowing: true });
    expect(await finding()).toBeNull();
    expect(await finding(elsewhere)).toEqual({ kind: 'rewritten', record: 4, block: 2 });
  });
});

/** Makes a record's seal fit it again. @returns the content hash its block would have to have */
async function reseal(id: number): Promise<string> {
  const [row] = await db().select(recordText).from(sql`audit_events`).where(sql`id = ${id}`);
  if (!row) throw new Error(`no record ${id}`);
  await tamper(
    `update audit_seals set hash = decode('${sha256(recordLine(row))}', 'hex') where event_id = ${id}`,
  );
  const seals = await db().execute<{ hash: string }>(
    sql`select encode(hash, 'hex') as hash from audit_seals where block = 2 order by event_id`,
  );
  return sha256(contentText(seals.map(({ hash }) => hash)));
}

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
