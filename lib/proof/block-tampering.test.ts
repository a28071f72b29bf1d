import path from 'node:path';
import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { scratchFolder } from '@/db/testing/backups';
import { emptyTrail, finding, rewriteBlock, tamper, writeRecords } from '@/db/testing/trail';
import { sha256 } from '@/lib/core/crypto';
import { contentText } from './block-form';
import { keepHead } from './heads';
import { recordLine } from './record-form';
import { sealTrail } from './seal';
import { recordText } from './trail';

/** The head after block 2, as somebody has kept it. */
let elsewhere: string;

// Records 1 to 3 in block 1, 4 to 7 in block 2.
beforeEach(async () => {
  elsewhere = path.join(scratchFolder(), 'heads.jsonl');
  await emptyTrail();
  await writeRecords(3);
  await sealTrail();
  await writeRecords(4);
  const { head } = await sealTrail();
  if (head) await keepHead(head, elsewhere);
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
