import { getTableColumns, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { auditBlocks } from '@/db/schema/proof';
import { emptyTrail, tamper, writeRecords } from '@/db/testing/trail';
import { blockLine } from './block-form';
import { recordColumns, recordLine } from './record-form';
import { sealTrail } from './seal';
import { lastBlock, recordText } from './trail';

beforeEach(emptyTrail);

const lineOf = async (settings = 'set local timezone = default'): Promise<string> =>
  db().transaction(async (tx) => {
    await tx.execute(sql.raw(settings));
    const [row] = await tx.select(recordText).from(auditEvents).limit(1);
    return row ? recordLine(row) : '';
  });

describe('the canonical line of a record', () => {
  it('has every column of the table', () => {
    expect([...recordColumns].sort()).toEqual(Object.keys(getTableColumns(auditEvents)).sort());
  });

  it('is one line of JSON that says everything exactly', async () => {
    await writeRecords(1);
    await tamper(`update audit_events set at = '2026-11-22 10:00:00.123456+08', xid = '7', reason = E'换\\n行 "引号" \\\\ 𠮷',
      before = '{"b": 1.50, "a": 90071992547409930001}', after = null`);
    expect(await lineOf()).toBe(
      '{"id":1,"at":"2026-11-22T02:00:00.123456Z","xid":"7","actorName":"系统","action":"unit.edit","outcome":"done",' +
        '"entityType":"unit","entityId":"记录 1","entityLabel":"记录 1","clause":"1.2","reason":"换\\n行 \\"引号\\" \\\\ 𠮷",' +
        '"before":{"a": 90071992547409930001, "b": 1.50},"requestRef":"test"}',
    );
  });

  it('does not depend on how a session writes times', async () => {
    await writeRecords(1);
    const usual = await lineOf();
    expect(await lineOf(`set local timezone = 'America/New_York'`)).toBe(usual);
    expect(await lineOf(`set local datestyle = 'German, DMY'`)).toBe(usual);
  });
});

it('the canonical line of a block covers every column but its own hash and stamp', async () => {
  await writeRecords(1);
  await sealTrail();
  const block = await lastBlock(db());
  const named = Object.keys(JSON.parse(block ? blockLine(block) : '{}'));
  expect([...named, 'hash', 'stamp'].sort()).toEqual(Object.keys(getTableColumns(auditBlocks)).sort());
});
