import { and, eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { importBatches, importRows } from '@/db/schema/imports';
import { emptyStreet } from '@/db/testing/empty';
import { audited, importing } from '@/db/testing/importing';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { type Actor, systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { parseList } from '@/lib/core/paging';
import { stopSender } from '@/lib/jobs/enqueue';
import { discardImport, recheckImport, startImport, takeFailedRows } from './commands/acts';
import { purgeImports } from './commands/purge';
import { uploadImport } from './commands/upload';
import { importRowList } from './list';
import { importBatch, importProgress, listImportRows, myImports } from './queries/batch';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const { send, sent, verdicts, register } = importing('people', () => s);

const refusalsOf = ({ personId }: Actor) =>
  db()
    .select({ action: auditEvents.action, code: auditEvents.code })
    .from(auditEvents)
    .where(and(eq(auditEvents.actorId, personId ?? ''), eq(auditEvents.outcome, 'refused')));

describe('an import', () => {
  it('is its owner’s alone, and not there for anybody else', async () => {
    const id = await sent([['王强', '火星办', '', '13800000009']]);
    expect(await importBatch(s.office2, id)).toBeNull();
    expect(await importProgress(s.office2, id)).toBeNull();
    expect((await listImportRows(s.office2, id, parseList(importRowList, {}))).rows).toEqual([]);
    expect(await takeFailedRows(s.office2, { id })).toMatchObject({ refusal: { code: 'not_found' } });
    for (const act of [
      () => startImport(s.office2, { id, version: 1 }),
      () => recheckImport(s.office2, { id }),
      () => discardImport(s.office2, { id }),
    ])
      expect(await act()).toMatchObject({ refusal: { code: 'not_found' } });
    expect(await myImports(s.office2, 'people')).toEqual([]);
    expect(await myImports(s.office, 'people')).toHaveLength(1);
  });

  it.each(['headHeping', 'groupAdmin', 'member', 'leader', 'supervisor', 'sysadmin', 'auditor'] as const)(
    'is not for %s',
    async (who) => {
      expect(await send([['王强', '和平', '', '13800000009']], s[who])).toMatchObject({
        refusal: { code: 'forbidden' },
      });
      expect(await db().$count(importBatches)).toBe(0);
      expect(await refusalsOf(s[who])).toEqual([{ action: 'import.upload', code: 'forbidden' }]);
    },
  );

  it('of a file that is none is refused on record', async () => {
    const body = new Blob(['手机号,13800000009\n']).stream() as never;
    const answer = await uploadImport(s.office, { kind: 'people', name: '名单.xlsx', body });
    expect(answer).toMatchObject({ refusal: { code: 'invalid' } });
    expect(await refusalsOf(s.office)).toEqual([{ action: 'import.upload', code: 'invalid' }]);
  });

  it('keeps no whole number in clear, also where columns were mixed up', async () => {
    await sent([['王强', '13912340009', '', '和平', '', '13912340012']]);
    const rows = await db().select().from(importRows);
    expect(rows).toHaveLength(1);
    expect(JSON.stringify(rows)).toContain('***0009');
    expect(JSON.stringify(rows)).not.toContain('1391234');
  });

  it('hands the rows that failed back as they were uploaded, to its owner, on record', async () => {
    const id = await sent([
      ['王强', '和平', '', '13800000009'],
      ['坏行', '火星办', '科员', '13800000011', '', '新华社区'],
    ]);
    expect(await takeFailedRows(s.office, { id })).toMatchObject({
      value: {
        kind: 'people',
        rows: [
          {
            row: 3,
            texts: { name: '坏行', unit: '火星办', duty: '科员', phone: '13800000011', postings: '新华社区' },
            message: '单位：没有「火星办」这个单位，请先登记单位，或改为已登记的名称',
          },
        ],
      },
    });
    expect((await audited('import.download_failed')).at(-1)).toMatchObject({
      clause: '1.3.3',
      after: { rows: 1 },
    });
  });

  it('can be checked again, and is then confirmed as seen then', async () => {
    const id = await sent([['王强', '和平', '', '13800000009']]);
    await register('王强', '13800000009', { duty: '' });
    expect(await recheckImport(s.office, { id })).toMatchObject({ ok: true });
    expect(await verdicts(id)).toEqual(['unchanged']);
    expect(await startImport(s.office, { id, version: 1 })).toMatchObject({ refusal: { code: 'conflict' } });
    expect(await startImport(s.office, { id, version: 2 })).toMatchObject({ refusal: { code: 'rule' } });
  });

  it('given up forgets its rows and cannot be begun', async () => {
    const id = await sent([['王强', '和平', '', '13800000009']]);
    expect(await discardImport(s.office, { id })).toMatchObject({ ok: true });
    expect(await db().$count(importRows)).toBe(0);
    expect(await startImport(s.office, { id, version: 2 })).toMatchObject({ refusal: { code: 'conflict' } });
  });

  it('keeps no phone in the clear, and is forgotten after seven days', async () => {
    const id = await sent([['王强', '和平', '', '13800000009']]);
    expect(JSON.stringify(await db().select().from(importRows))).not.toContain('13800000009');
    const later = (days: number) => new Date(now().getTime() + days * 86_400_000);
    const purge = (days: number) =>
      withClock(later(days), () => purgeImports(systemActor('imports.purge'), {}));
    expect(await purge(6)).toEqual({ ok: true, value: 0 });
    expect(await purge(8)).toEqual({ ok: true, value: 1 });
    expect(await importBatch(s.office, id)).toBeNull();
    expect(await db().$count(importRows)).toBe(0);
    expect(await purgeImports(s.office, {})).toMatchObject({ refusal: { code: 'forbidden' } });
  });

  it('of an empty sheet is refused, and so is one too many in an hour', async () => {
    expect(await send([])).toMatchObject({
      refusal: { code: 'invalid', message: expect.stringContaining('没有要导入的内容') },
    });
    for (let n = 0; n < 30; n += 1) await sent([['王强', '和平', '', '13800000009']]);
    expect(await send([['王强', '和平', '', '13800000009']])).toMatchObject({ refusal: { code: 'limited' } });
    expect((await send([['王强', '和平', '', '13800000009']], s.office2)).ok).toBe(true);
  });

  it('is read one at a time for a person', async () => {
    const both = await Promise.all([
      send([['王强', '和平', '', '13800000009']]),
      send([['王强', '和平', '', '13800000009']]),
    ]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
  });

  it('waits its turn when others are being read', async () => {
    const others = [s.member, s.headHeping, s.leader].map(({ personId }) => ({ ...s.office, personId }));
    const rows = [['王强', '和平', '', '13800000009']];
    const answers = await Promise.all([s.office, s.office2, ...others].map((actor) => send(rows, actor)));
    expect(answers.map(({ ok }) => ok)).toEqual([true, true, true, true, true]);
  });

  it('of more than 20 MB is not read', async () => {
    const large = uploadImport(s.office, {
      kind: 'people',
      name: '大.xlsx',
      body: new Blob([new Uint8Array(20 * 1024 * 1024 + 1)]).stream() as never,
    });
    expect(await large).toMatchObject({
      refusal: { code: 'invalid', message: expect.stringContaining('20 MB') },
    });
  });
});
