import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { people } from '@/db/schema/identity';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { workbookOf } from '@/db/testing/workbooks';
import { systemActor } from '@/lib/access/actor';
import { parseList } from '@/lib/core/paging';
import { stopSender } from '@/lib/jobs/enqueue';
import { startImport, takeFailedRows } from './commands/acts';
import { uploadImport } from './commands/upload';
import { runImport } from './jobs';
import { importRowList } from './list';
import { importBatch, listImportRows } from './queries/batch';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

const surnames = [...'王李张刘陈杨黄赵周吴'];
const given = [...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平'];
const nameOf = (n: number) =>
  `${surnames[n % 10]}${given[Math.floor(n / 10) % 20]}${given[Math.floor(n / 200) % 20]}`;
const faulty = (n: number) => n % 125 === 7;

/** 5,000 people, of whom 40 have something wrong, of four kinds. */
const sheet = () =>
  Array.from({ length: 5_000 }, (_, n) => {
    const row = [nameOf(n), n % 2 ? '和平社区' : '新华', '网格员', `139${String(n).padStart(8, '0')}`];
    if (!faulty(n)) return row;
    const kind = Math.floor(n / 125) % 4;
    return row.map((cell, column) =>
      column === kind ? (['', '火星办', '长'.repeat(31), '139'][kind] ?? cell) : cell,
    );
  });

describe('five thousand people, forty of them with errors', () => {
  it('are checked row by row, and the good ones are written without the bad', async () => {
    const content = await workbookOf([['姓名', '单位', '职务', '手机号'], ...sheet()]);
    const sent = await uploadImport(s.office, {
      kind: 'people',
      name: '全街道.xlsx',
      body: new Blob([new Uint8Array(content)]).stream() as never,
    });
    const id = sent.ok ? sent.value.id : '';
    expect(await importBatch(s.office, id)).toMatchObject({
      figures: { new: 4_960, error: 40, waiting: 4_960 },
    });
    const wrong = await listImportRows(
      s.office,
      id,
      parseList(importRowList, { size: '100', result: 'error' }),
    );
    expect(wrong.rows.map(({ row }) => row - 2)).toEqual(
      Array.from({ length: 5_000 }, (_, n) => n).filter(faulty),
    );
    expect(new Set(wrong.rows.flatMap(({ problems }) => problems.map(({ column }) => column)))).toEqual(
      new Set(['姓名', '单位', '职务', '手机号']),
    );
    const before = await db().$count(people);
    await startImport(s.office, { id, version: 1 });
    expect(await runImport(systemActor('imports.run'), { batch: id })).toMatchObject({ ok: true });
    expect((await db().$count(people)) - before).toBe(4_960);
    const failed = await takeFailedRows(s.office, { id });
    expect(failed.ok && failed.value.rows).toHaveLength(40);
  }, 120_000);
});
