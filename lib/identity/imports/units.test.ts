import { eq } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents } from '@/db/schema/house';
import { units } from '@/db/schema/units';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { workbookOf } from '@/db/testing/workbooks';
import { type Actor, systemActor } from '@/lib/access/actor';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { createUnit } from '@/lib/identity/units/commands';
import { stopSender } from '@/lib/jobs/enqueue';
import { startImport } from './commands/acts';
import { uploadImport } from './commands/upload';
import { runImport } from './jobs';
import { importRowList } from './list';
import { listImportRows } from './queries/batch';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

type Cells = readonly (string | null)[];

async function sent(rows: readonly Cells[], actor: Actor = s.office): Promise<string> {
  const content = await workbookOf([['单位名称', '简称', '类别', '排序'], ...rows]);
  const body = new Blob([new Uint8Array(content)]).stream() as never;
  const answer = await uploadImport(actor, { kind: 'units', name: '单位.xlsx', body });
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.id;
}

const rowsOf = async (id: string, actor = s.office) =>
  (await listImportRows(actor, id, parseList(importRowList, { size: '100' }))).rows;
const verdicts = async (id: string) =>
  (await rowsOf(id)).map(({ result, problems, changes }) =>
    [
      result,
      ...problems.map(({ column, message }) => `${column}：${message}`),
      ...changes.map(({ column, before, after }) => `${column}：${before}→${after}`),
    ].join(' '),
  );
const run = (batch: string) => runImport(systemActor('imports.run'), { batch });

describe('checking a sheet of units', () => {
  it('says what is new, what changes and what is wrong', async () => {
    const id = await sent([
      ['长青社区', '长青', '社区', '110'],
      ['和平社区', '和平', '部门', ''],
      ['新华社区', '新华', '社区', ''],
      ['东风社区', '和平', '社区', ''],
      ['滨河社区', '长青', '社区', ''],
      ['长青社区', '长青二', '社区', ''],
      ['党政办公室', '党政办', '部门', ''],
      ['第二办公室', '二办', '街道办公室', ''],
      ['望江社区', '望-江', '居委会', '很前'],
      ['', '', '', ''],
      ['财政所', '', '', '1.5'],
    ]);
    expect(await verdicts(id)).toEqual([
      'new',
      'changed 类别：社区→部门',
      'unchanged',
      'error 简称：与第 3 行简称相同 简称：已被和平社区使用，简称不能重复',
      'error 简称：与第 2 行简称相同',
      'error 单位名称：与第 2 行单位名称相同',
      'error 类别：街道办公室只能有一个，也不能没有',
      'error 类别：街道办公室只能有一个，也不能没有',
      'error 简称：简称只用汉字、字母和数字 类别：请填写街道领导、街道办公室、部门、社区之一 次序：请填写 0 至 9999 的整数',
      'error 简称：请填写简称 类别：请填写类别：街道领导、街道办公室、部门、社区 次序：请填写 0 至 9999 的整数',
    ]);
  });
});

describe('importing units', () => {
  it('writes them with records, and refuses a name that was given away meanwhile', async () => {
    const id = await sent([
      ['长青社区', '长青', '社区', ''],
      ['东风社区', '东风', '社区', '20'],
      ['新华社区', '新华村', '社区', ''],
    ]);
    expect(await startImport(s.office, { id, version: 1 })).toMatchObject({ ok: true });
    const taken = {
      submissionId: newId(),
      name: '长青花园',
      shortName: '长青',
      kind: 'community' as const,
      sort: 1,
    };
    expect(await createUnit(s.office2, taken)).toMatchObject({ ok: true });
    await run(id);
    expect((await rowsOf(id)).map(({ outcome, message }) => message ?? outcome)).toEqual([
      '简称：已被长青花园使用，简称不能重复',
      'done',
      'done',
    ]);
    const [added] = await db().select().from(units).where(eq(units.name, '东风社区'));
    expect(added).toMatchObject({ shortName: '东风', kind: 'community', sort: 20 });
    const [changed] = await db().select().from(units).where(eq(units.name, '新华社区'));
    expect(changed).toMatchObject({ shortName: '新华村' });
    const trail = await db().select().from(auditEvents).where(eq(auditEvents.reason, '单位导入：单位.xlsx'));
    expect(
      trail.map(({ action, entityLabel, actorName }) => `${actorName} ${action} ${entityLabel}`).sort(),
    ).toEqual(['周敏 unit.create 东风社区', '周敏 unit.edit 新华社区']);
  });

  it('lets two of the same sheet and a form at once end with each unit once', async () => {
    const rows = Array.from({ length: 40 }, (_, n) => [`并行单位${n}`, `并${n}`, '部门', '']);
    const [first, second] = [await sent(rows), await sent(rows, s.office2)];
    await startImport(s.office, { id: first, version: 1 });
    await startImport(s.office2, { id: second, version: 1 });
    const byHand = rows.slice(0, 5).map(([name, shortName]) =>
      createUnit(s.office, {
        submissionId: newId(),
        name: name ?? '',
        shortName: shortName ?? '',
        kind: 'department',
        sort: 100,
      }),
    );
    await Promise.all([run(first), run(second), ...byHand]);
    const made = await db().select().from(units).where(eq(units.kind, 'department'));
    expect(made).toHaveLength(40 + 1);
    const settled = [...(await rowsOf(first)), ...(await rowsOf(second, s.office2))].map(
      ({ outcome }) => outcome,
    );
    expect(settled.filter((outcome) => outcome === null)).toEqual([]);
  });
});
