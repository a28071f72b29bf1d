import { sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditBlocks, auditSeals } from '@/db/schema/proof';
import { emptyTrail, finding, rewriteBlock, tamper, writeIn, writeRecords } from '@/db/testing/trail';
import { sealTrail } from './seal';
import { lastBlock } from './trail';
import { verifyTrail } from './verify';

beforeEach(emptyTrail);

/** Every record in exactly one block, in a chain that holds. */
async function expectWhole(records: number): Promise<void> {
  expect(await db().$count(auditSeals)).toBe(records);
  expect(await verifyTrail([])).toMatchObject({ finding: null, doubt: null, records, pending: 0 });
}

describe('sealing', () => {
  it('of nothing leaves nothing', async () => {
    expect(await sealTrail()).toEqual({ blocks: 0, records: 0, head: null });
    expect(await verifyTrail([])).toMatchObject({ finding: null, head: null });
  });

  it('of what was written since makes one block, and none when nothing was', async () => {
    await writeRecords(3);
    expect(await sealTrail()).toMatchObject({ blocks: 1, records: 3, head: { number: 1 } });
    await writeRecords(2);
    expect(await sealTrail()).toMatchObject({ blocks: 1, records: 2, head: { number: 2 } });
    expect(await sealTrail()).toMatchObject({ blocks: 0, records: 0, head: { number: 2 } });
    await expectWhole(5);
  });

  it('of a backlog goes on until nothing is left, in bounded blocks', async () => {
    await writeRecords(1);
    await sealTrail();
    await writeRecords(25);
    expect(await sealTrail({ most: 10 })).toMatchObject({ blocks: 3, records: 25 });
    const blocks = await db().select().from(auditBlocks).orderBy(auditBlocks.number);
    expect(blocks.map(({ records, complete }) => [records, complete])).toEqual([
      [1, true],
      [10, false],
      [10, false],
      [5, true],
    ]);
    await expectWhole(26);
  });

  it('of one transaction larger than a block leaves none of its records out', async () => {
    await writeRecords(1);
    await sealTrail();
    await db().transaction(async (tx) => {
      for (let n = 0; n < 25; n += 1) await writeIn(tx, `一次 ${n}`);
    });
    await sealTrail({ most: 10 });
    await expectWhole(26);
  });

  it('of exactly a block’s fill ends as well', async () => {
    await writeRecords(10);
    expect(await sealTrail({ most: 10 })).toMatchObject({ records: 10 });
    await writeRecords(10);
    await sealTrail({ most: 10 });
    await writeRecords(1);
    await sealTrail({ most: 10 });
    await expectWhole(21);
  });

  it('leaves no room in the next block for what is older than the last', async () => {
    await writeRecords(12);
    await sealTrail({ most: 5 });
    await writeRecords(1);
    await sealTrail();
    const [first, , third, fourth] = await db().select().from(auditBlocks).orderBy(auditBlocks.number);
    expect(first?.writtenAfter).toBeNull();
    expect(fourth?.writtenAfter).toEqual(third?.sealedAt);
  });
});

function gate(): { opened: Promise<void>; open: () => void } {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}

describe('transactions under way', () => {
  it('hold nobody up, and are sealed when they are over', async () => {
    await writeRecords(1);
    await sealTrail();
    const [held, begun] = [gate(), gate()];
    const slow = db().transaction(async (tx) => {
      await writeIn(tx, '慢');
      begun.open();
      await held.opened;
    });
    await begun.opened;
    await writeRecords(2);
    expect(await sealTrail()).toMatchObject({ records: 2 });
    await writeRecords(1);
    held.open();
    await slow;
    expect(await sealTrail()).toMatchObject({ records: 2 });
    await expectWhole(5);
  });

  it('that roll back leave a gap in the ids and nothing else', async () => {
    await writeRecords(1);
    const attempt = db().transaction(async (tx) => {
      await writeIn(tx, '撤回');
      throw new Error('taken back');
    });
    await expect(attempt).rejects.toThrow('taken back');
    await writeRecords(1);
    await sealTrail();
    await expectWhole(2);
  });
});

it('many writers and two sealers at once leave every record sealed once', async () => {
  let writing = true;
  const writers = Array.from({ length: 4 }, async (_, writer) => {
    for (let n = 0; n < 30; n += 1)
      await db().transaction(async (tx) => {
        await writeIn(tx, `${writer}:${n}`);
        if (n % 3 === 0) await writeIn(tx, `${writer}:${n} 又`);
      });
  });
  const sealers = Array.from({ length: 2 }, async () => {
    while (writing) await sealTrail({ most: 7 });
  });
  await Promise.all(writers);
  writing = false;
  await Promise.all(sealers);
  await sealTrail();
  await expectWhole(160);
});

it('of a sealer who is overtaken in the middle is no taking over: ids have not gone back', async () => {
  await writeRecords(1);
  await sealTrail();
  await writeRecords(3);
  const waiting = async (count: number) => {
    const [row] = await db().execute<{ n: number }>(
      sql`select count(*)::int as n from pg_locks where locktype = 'advisory' and not granted
        and database = (select oid from pg_database where datname = current_database())`,
    );
    return row?.n === count;
  };
  const runs = await db().transaction(async (tx) => {
    await tx.execute(sql`select pg_advisory_xact_lock(7201102)`);
    const slow = sealTrail({ most: 1 });
    await expect.poll(() => waiting(1), { timeout: 20_000 }).toBe(true);
    await writeRecords(1);
    const quick = sealTrail();
    await expect.poll(() => waiting(2), { timeout: 20_000 }).toBe(true);
    return [slow, quick];
  });
  await Promise.all(runs);
  const blocks = await db().select().from(auditBlocks).orderBy(auditBlocks.number);
  expect(blocks.map(({ records }) => records)).toEqual([1, 1, 3]);
  expect(blocks.slice(1).every(({ writtenAfter }) => writtenAfter !== null)).toBe(true);
  await expectWhole(5);
});

describe('a trail that comes from another cluster', () => {
  /** As if blocks and records had been written there, its transaction ids far ahead of ours or long behind. */
  async function moved(xid: string): Promise<void> {
    await writeRecords(2);
    await tamper(`update audit_events set xid = '${xid}'`);
    await sealTrail();
    await rewriteBlock(1, { cluster: '1', since: xid }, { knowing: true });
    await writeRecords(3);
    await tamper(`update audit_events set xid = '${xid}' where id > 2`);
  }

  it.each(['900000000000', '3'])(
    'with transaction ids about %s is sealed to its end at once',
    async (xid) => {
      await moved(xid);
      expect(await verifyTrail([])).toMatchObject({ finding: null, pending: 3 });
      expect(await sealTrail({ most: 2 })).toMatchObject({ blocks: 2, records: 3 });
      await writeRecords(2);
      expect(await sealTrail()).toMatchObject({ blocks: 1, records: 2 });
      await expectWhole(7);
    },
  );

  it('with nothing left to seal is taken over by an empty block', async () => {
    await moved('900000000000');
    await sealTrail();
    await rewriteBlock(2, { cluster: '1' }, { knowing: true });
    expect(await sealTrail()).toMatchObject({ blocks: 1, records: 0 });
    expect(await lastBlock(db())).toMatchObject({ number: 3, records: 0, complete: true });
    await writeRecords(1);
    await sealTrail();
    expect(await finding()).toBeNull();
  });

  it('is gone on with when the first attempt was killed in the middle', async () => {
    await moved('900000000000');
    await sealTrail({ most: 2 });
    // Only the first of its two blocks was kept.
    await tamper(`delete from audit_seals where block = 3`);
    await tamper(`delete from audit_blocks where number = 3`);
    await writeRecords(1);
    expect(await sealTrail()).toMatchObject({ blocks: 1, records: 2 });
    await writeRecords(1);
    await sealTrail();
    await expectWhole(7);
  });

  it('is noticed also when it keeps the cluster’s name and only its clock of transactions has gone back', async () => {
    await writeRecords(2);
    await sealTrail();
    await rewriteBlock(1, { since: '900000000000' }, { knowing: true });
    await writeRecords(2);
    expect(await sealTrail()).toMatchObject({ records: 2 });
    await expectWhole(4);
  });
});

it('cannot be done, changed or undone by a plain statement', async () => {
  await writeRecords(2);
  await sealTrail();
  for (const statement of [
    `update audit_blocks set records = 0`,
    `delete from audit_blocks`,
    `truncate audit_blocks cascade`,
    `update audit_seals set block = 1`,
    `delete from audit_seals`,
    `truncate audit_seals`,
    `delete from audit_events`,
    `update audit_events set reason = ''`,
    `truncate audit_removals`,
  ])
    await expect(db().execute(sql.raw(statement)), statement).rejects.toMatchObject({
      cause: { code: '42501' },
    });
  expect(await db().$count(auditEvents)).toBe(2);
  await expectWhole(2);
});
