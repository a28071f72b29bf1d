import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { desc, sql } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { day, exported, linesOf, partsOf, threeMonths, verified } from '@/db/testing/proof-export';
import type { TestStreet } from '@/db/testing/street';
import { emptyTrail, tamper, writeIn, writeRecords } from '@/db/testing/trail';
import { systemActor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { exportProof } from './export';
import { expireJob } from './jobs';
import { headToKeep } from './queries';

let street: TestStreet;

beforeEach(async () => {
  street = await threeMonths();
});

describe('an export', () => {
  it('holds the period’s blocks, whole, with everything that is needed to verify them', async () => {
    const parts = await partsOf(street, '2022-03-01', '2022-03-31');
    expect([...parts.keys()].sort()).toEqual(
      ['README.txt', 'blocks.jsonl', 'proof.json', 'records.jsonl', 'seals.jsonl', 'verify.mjs'].sort(),
    );
    expect(linesOf(parts, 'records.jsonl').map((line) => JSON.parse(line).id)).toEqual([1, 2, 3, 4, 5]);
    expect(linesOf(parts, 'blocks.jsonl').map((line) => JSON.parse(line).number)).toEqual([1, 2, 3, 4]);
    expect(String(parts.get('README.txt'))).toContain('测试街道');
    expect(await verified(parts)).toMatchObject({
      code: 0,
      said: expect.stringContaining('完好：2022-03-01 至 2022-03-31，共 5 条记录，分在 2 个封存段中'),
    });
  });

  it('of the middle says that nothing earlier belongs to it', async () => {
    const parts = await partsOf(street, '2022-04-10', '2022-04-10');
    expect(linesOf(parts, 'blocks.jsonl').map((line) => JSON.parse(line).number)).toEqual([2, 3, 4]);
    expect(await verified(parts)).toMatchObject({ code: 0, said: expect.stringContaining('共 2 条记录') });
  });

  it('of days without records is sound and empty', async () => {
    expect(await verified(await partsOf(street, '2022-03-11', '2022-03-12'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('共 0 条记录'),
    });
    expect(await verified(await partsOf(street, '2022-06-01', '2022-06-02'))).toMatchObject({ code: 0 });
  });

  it('has what was written a moment ago: it is sealed first', async () => {
    await withClock(day('2022-05-11'), () => writeRecords(2));
    const parts = await partsOf(street, '2022-05-11', '2022-05-11');
    expect(await verified(parts)).toMatchObject({ code: 0, said: expect.stringContaining('共 2 条记录') });
  });

  it('says which records went because their time was over', async () => {
    await withClock(day('2025-03-20'), () => expireJob(systemActor('audit.expire')));
    const parts = await partsOf(street, '2022-03-01', '2022-04-30', '2025-03-21');
    expect(await verified(parts)).toMatchObject({
      code: 0,
      said: expect.stringContaining('另有 5 条记录所在的封存段（到第 2 段）已到期清理'),
    });
  });

  it('says how far it reaches, where that is not the end of the period', async () => {
    const reaching = '封存到 2022-05-10 11:00 为止';
    expect(await verified(await partsOf(street, '2022-05-01', '2022-05-31'))).toMatchObject({
      code: 0,
      said: expect.stringContaining(reaching),
    });
    const { said } = await verified(await partsOf(street, '2022-04-01', '2022-04-30'));
    expect(said).not.toContain('封存到');
  });

  it('holds whatever separators a record holds', async () => {
    await withClock(day('2022-05-11'), () =>
      db().transaction((tx) => writeIn(tx, '甲\u2028乙\u2029丙\u0085丁')),
    );
    expect(await verified(await partsOf(street, '2022-05-11', '2022-05-11'))).toMatchObject({
      code: 0,
      said: expect.stringContaining('共 1 条记录'),
    });
  });

  it('can be compared with a head kept elsewhere', async () => {
    const parts = await partsOf(street, '2022-03-01', '2022-03-31');
    const head = await headToKeep(street.auditor);
    parts.set('head.json', Buffer.from(head?.text ?? ''));
    parts.set('other.json', Buffer.from(`{"number":3,"hash":"${'a'.repeat(64)}"}\n`));
    parts.set('later.json', Buffer.from(`{"number":9,"hash":"${'a'.repeat(64)}"}\n`));
    expect(await verified(parts, '--head', 'head.json')).toMatchObject({
      code: 0,
      said: expect.stringContaining('与另行保存的 1 个封存印记相符'),
    });
    expect(await verified(parts, '--head', 'other.json')).toMatchObject({
      code: 2,
      said: expect.stringContaining('封存段第 3 段与另行保存的封存印记不符'),
    });
    expect(await verified(parts, '--head', 'later.json')).toMatchObject({ code: 1 });
  });
});

describe('an export that comes to an end before its time', () => {
  /** More than fits between the database and a reader who has not begun. */
  async function manyRecords(): Promise<void> {
    await tamper(`insert into audit_events (at, actor_name, action, outcome, entity_label, reason)
      select '2022-05-11T03:00:00Z', '系统', 'unit.edit', 'done', md5(random()::text) || md5(random()::text), md5(random()::text)
      from generate_series(1, 12000)`);
  }

  it('because the database fails, ends with that and harms nobody else', async () => {
    await manyRecords();
    const content = await exported(street, '2022-05-11', '2022-05-11');
    await db().execute(sql`alter table audit_events rename to audit_events_away`);
    try {
      await expect(buffer(content)).rejects.toThrow('Failed query');
    } finally {
      await db().execute(sql`alter table audit_events_away rename to audit_events`);
    }
    const again = await exported(street, '2022-05-11', '2022-05-11');
    expect((await buffer(again)).length).toBeGreaterThan(100_000);
  });
});

describe('who may export', () => {
  const lastRecord = async () =>
    (await db().select().from(auditEvents).orderBy(desc(auditEvents.id)).limit(1))[0];

  it('is the auditor, on record, before anything leaves', async () => {
    const content = await exported(street, '2022-03-01', '2022-03-31');
    expect(await lastRecord()).toMatchObject({
      action: 'audit.export',
      actingRole: 'auditor',
      after: { startsOn: '2022-03-01', lastDay: '2022-03-31', records: 5, blocks: 4 },
    });
    await taken(content);
  });

  it('is nobody else, on record', async () => {
    const { auditor: _, units: __, groups: ___, ...others } = street;
    for (const actor of Object.values(others)) {
      const result = await exportProof(actor, { from: '2022-03-01', to: '2022-03-31' });
      expect(result).toMatchObject({ refusal: { code: 'forbidden' } });
      expect(await lastRecord()).toMatchObject({ action: 'audit.export', outcome: 'refused' });
    }
    const nobody = await exportProof(
      { ...street.auditor, personId: null },
      { from: '2022-03-01', to: '2022-03-31' },
    );
    expect(nobody).toMatchObject({ refusal: { code: 'session' } });
  });

  it('not before the last one has been taken, nor a sixth time in ten minutes', async () => {
    const again = () => exported(street, '2022-03-01', '2022-03-31');
    const first = await again();
    await expect(again()).rejects.toThrow('上一次导出还在进行，请稍候');
    await taken(first);
    for (let n = 2; n <= 5; n += 1) await taken(await again());
    await expect(again()).rejects.toThrow('导出过于频繁，请十分钟后再试');
  });

  /** Whoever asked for it has left in the middle. */
  async function taken(content: Readable): Promise<void> {
    const closed = once(content, 'close');
    content.destroy();
    await closed;
  }

  it('and nothing is there to export before anything was written', async () => {
    await emptyTrail();
    await expect(exported(street, '2022-03-01', '2022-03-31')).rejects.toThrow('还没有封存的审计记录');
  });
});
