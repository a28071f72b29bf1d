import { and, asc, eq, isNull } from 'drizzle-orm';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { db } from '@/db/client';
import { auditEvents, notifications } from '@/db/schema/house';
import { people, secondaryPostings } from '@/db/schema/identity';
import { importBatches, importRows } from '@/db/schema/imports';
import { emptyStreet } from '@/db/testing/empty';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { workbookOf } from '@/db/testing/workbooks';
import { type Actor, systemActor } from '@/lib/access/actor';
import { now, withClock } from '@/lib/core/clock';
import { newId } from '@/lib/core/id';
import { parseList } from '@/lib/core/paging';
import { departPerson } from '@/lib/groups/departing/commands';
import { createPerson, editPerson } from '@/lib/identity/people/commands/person';
import { stopSender } from '@/lib/jobs/enqueue';
import { discardImport, recheckImport, startImport, takeFailedRows } from './commands/acts';
import { purgeImports } from './commands/purge';
import { uploadImport } from './commands/upload';
import { runImport } from './jobs';
import { importRowList } from './list';
import { importBatch, importProgress, listImportRows, myImports } from './queries/batch';

afterAll(stopSender);

let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

type Cells = readonly (string | null)[];
const header: Cells = ['姓名', '单位', '职务', '手机号', '外部人员', '兼职单位'];

const send = async (rows: readonly Cells[], actor: Actor = s.office) =>
  uploadImport(actor, {
    kind: 'people',
    name: '人员名单.xlsx',
    body: new Blob([new Uint8Array(await workbookOf([header, ...rows]))]).stream() as never,
  });

async function sent(rows: readonly Cells[], actor: Actor = s.office): Promise<string> {
  const answer = await send(rows, actor);
  if (!answer.ok) throw new Error(answer.refusal.message);
  return answer.value.id;
}

const shown = async (id: string, params = {}) =>
  (await listImportRows(s.office, id, parseList(importRowList, { size: '100', ...params }))).rows;
/** `结果 列：原因` of each row. */
const verdicts = async (id: string) =>
  (await shown(id)).map(({ result, problems, changes }) =>
    [
      result,
      ...problems.map(({ column, message }) => `${column}：${message}`),
      ...changes.map(({ column, before, after }) => `${column}：${before ?? '无'}→${after ?? '无'}`),
    ].join(' '),
  );

async function confirmed(id: string): Promise<void> {
  const batch = await importBatch(s.office, id);
  expect(await startImport(s.office, { id, version: batch?.version ?? 0 })).toMatchObject({ ok: true });
}
const run = (id: string) => runImport(systemActor('imports.run'), { batch: id });
const outcomes = async (id: string) =>
  (await shown(id)).map(({ outcome, message }) => (message ? `${outcome} ${message}` : outcome));

const register = async (name: string, phone: string, more: Record<string, unknown> = {}) => {
  const made = await createPerson(s.office, {
    submissionId: newId(),
    name,
    unitId: s.units.heping.id,
    duty: '网格员',
    affiliated: false,
    phone,
    ...more,
  });
  if (!made.ok) throw new Error(made.refusal.message);
  return made.value.id;
};
const named = (name: string) =>
  db()
    .select()
    .from(people)
    .where(and(eq(people.name, name), isNull(people.departedAt)))
    .orderBy(asc(people.id));
const audited = (action: string) =>
  db()
    .select()
    .from(auditEvents)
    .where(and(eq(auditEvents.action, action), eq(auditEvents.outcome, 'done')))
    .orderBy(auditEvents.id);
const latest = async (action: string) => (await audited(action)).at(-1);

describe('checking a sheet of people', () => {
  it('says row by row who is new, who changes in what, and who stays as he is', async () => {
    await register('张华', '13800000001');
    await register('李明', '13800000002');
    const id = await sent([
      ['王强', '和平', '科员', '138-0000-0009', '', '新华社区'],
      ['张华', '新华社区', '组长', '13800000001', '否', '党政办、和平社区'],
      ['李明', '和平社区', '', '+86 13800000002', '', ''],
      ['赵物业', '和平社区', '物业经理', '', '是', ''],
    ]);
    expect(await verdicts(id)).toEqual([
      'new',
      'changed 单位：和平社区→新华社区 职务：网格员→组长 兼职单位：无→党政办公室、和平社区',
      'unchanged',
      'new',
    ]);
    expect((await shown(id))[1]?.details).toBe('新华社区 · 组长 · 138****0001 · 否 · 党政办、和平社区');
    expect(await importBatch(s.office, id)).toMatchObject({
      figures: { new: 2, changed: 1, unchanged: 1, error: 0, waiting: 3 },
      may: { start: true, recheck: true, discard: true },
    });
    expect(await named('王强')).toEqual([]);
  });

  it('names what is wrong, by row and column, and what is meant', async () => {
    await register('张华', '13800000001');
    await register('李明', '13800000002');
    const leaving = await register('周离', '13800000003');
    await departPerson(s.office, { id: leaving, reason: '退休' });
    const id = await sent([
      ['', '和平社区', '', '13800000010'],
      ['张1', '和平社去', '', '1380000001'],
      ['孙五', '火星办', '', '13800000011'],
      ['孙六', '和平社区', '', ''],
      ['李四', '和平社区', '', '13800000001'],
      ['周离', '和平社区', '', '13800000003'],
      ['李明', '和平社区', '', '13800000012'],
      ['吴七', '和平社区', '', '138****0001'],
      ['吴八', '和平社区', '', '13800000013', '大概', '新华社区、和平社区'],
      ['郑九', '和平社区', '', '13800000014'],
      ['钱十', '和平社区', '', '13800000014'],
      ['张华', '和平社区', '', '13800000001', '是'],
    ]);
    expect(await verdicts(id)).toEqual([
      'error 姓名：请填写姓名',
      'error 姓名：请填写 2 至 20 个字的姓名，不含数字和符号 手机号：请填写 11 位手机号，如 13800005678 单位：没有「和平社去」这个单位，是否为「和平社区」',
      'error 单位：没有「火星办」这个单位，请先登记单位，或改为已登记的名称',
      'error 手机号：请填写手机号；只有外部人员可以留空',
      'error 手机号：该手机号已登记给和平社区张华',
      'error 手机号：与已离任的和平社区周离手机号相同；确认后请在“新增人员”中单独登记',
      'error 手机号：和平社区已有李明（138****0002）；换号请在其页面修改，确为另一人请单独新增',
      'error 手机号：手机号中间几位被隐去，请填写完整号码',
      'error 外部人员：请填“是”或“否” 兼职单位：兼职单位不能是所在单位',
      'new',
      'error 手机号：与第 11 行手机号相同',
      'error 手机号：与第 6 行手机号相同 外部人员：已登记为工作人员，不能通过导入更改',
    ]);
  });

  it('knows people without phones by unit and name, and asks when there are several', async () => {
    await register('赵物业', '', { affiliated: true });
    const id = await sent([
      ['赵物业', '和平', '保安队长', '', '是'],
      ['赵物业', '和平', '', '', '是'],
      ['赵物业', '新华', '', '', '是'],
      ['赵物业', '新华', '', '', '是'],
    ]);
    expect(await verdicts(id)).toEqual([
      'changed 职务：网格员→保安队长',
      'error 姓名：与第 2 行是同一人',
      'new',
      'error 姓名：与第 4 行单位、姓名相同，请补充手机号',
    ]);
    await register('赵物业', '', { affiliated: true });
    const again = await sent([['赵物业', '和平', '', '', '是']]);
    expect(await verdicts(again)).toEqual(['error 手机号：和平社区有 2 名赵物业，请填写手机号以便区分']);
  });

  it('gives a phone to whoever had none, and moves no head out of his unit', async () => {
    const id = await sent([
      ['刘洋', '和平社区', '', '13800000020'],
      ['李娟', '和平社区', '书记', '13800000021'],
    ]);
    expect(await verdicts(id)).toEqual([
      'changed 手机号：无→138****0020',
      'changed 职务：无→书记 手机号：无→138****0021',
    ]);
    await confirmed(id);
    await run(id);
    const moved = await sent([['李娟', '新华社区', '', '13800000021']]);
    expect(await verdicts(moved)).toEqual(['error 单位：仍是和平社区负责人，请先由系统管理员结束该角色']);
  });

  it('takes the same number of statements for one row and for hundreds, and finds rows by result', async () => {
    const many = Array.from({ length: 300 }, (_, n) => [
      `人员${'甲乙丙丁'[n % 4]}`,
      n % 3 ? '和平' : '火星办',
      '',
      `1380001${String(n).padStart(4, '0')}`,
    ]);
    const id = await sent(many);
    expect(await importBatch(s.office, id)).toMatchObject({ figures: { new: 200, error: 100 } });
    expect(await shown(id, { result: 'error', page: '2', size: '50' })).toHaveLength(50);
  });
});

describe('importing people', () => {
  it('writes good rows without the bad ones, each on record in the name of whoever confirmed, and tells him', async () => {
    await register('张华', '13800000001');
    const id = await sent([
      ['王强', '和平', '科员', '13800000009', '', '新华社区'],
      ['张华', '新华社区', '组长', '13800000001'],
      ['坏行', '火星办', '', '13800000011'],
    ]);
    await confirmed(id);
    expect(await run(id)).toMatchObject({ ok: true });
    expect(await outcomes(id)).toEqual(['done', 'done', null]);
    const [added] = await named('王强');
    expect(added).toMatchObject({
      unitId: s.units.heping.id,
      duty: '科员',
      phoneMasked: '138****0009',
      initials: 'wq',
    });
    expect(await db().select().from(secondaryPostings)).toMatchObject([
      { personId: added?.id, unitId: s.units.xinhua.id },
    ]);
    expect((await named('张华'))[0]).toMatchObject({ unitId: s.units.xinhua.id, duty: '组长' });
    expect(await latest('person.create')).toMatchObject({
      actorName: '周敏',
      actingRole: 'office_admin',
      entityId: added?.id,
      reason: '人员导入：人员名单.xlsx',
      after: { name: '王强', unit: '和平社区', duty: '科员', affiliated: false, phone: '138****0009' },
    });
    expect(await latest('person.edit')).toMatchObject({
      before: { unit: '和平社区', duty: '网格员' },
      after: { unit: '新华社区', duty: '组长' },
    });
    expect(await latest('import.apply')).toMatchObject({ after: { imported: 2, same: 0, refused: 0 } });
    expect(await db().select().from(notifications)).toMatchObject([
      { personId: s.office.personId, title: '人员导入完成：写入 2 人', href: `/admin/people/import/${id}` },
    ]);
    expect(JSON.stringify(await db().select().from(auditEvents))).not.toContain('13800000009');
    expect(await importProgress(s.office, id)).toEqual({ status: 'done', handled: 2, total: 2 });
  });

  it('begins once, however often it is asked, and does nothing twice', async () => {
    const id = await sent([['王强', '和平', '', '13800000009']]);
    const version = (await importBatch(s.office, id))?.version ?? 0;
    const both = await Promise.all([
      startImport(s.office, { id, version }),
      startImport(s.office, { id, version }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    await Promise.all([run(id), run(id)]);
    await run(id);
    expect(await named('王强')).toHaveLength(1);
    expect(await audited('import.apply')).toHaveLength(await finished());
  });

  it('goes on after a kill where the last part ended', async () => {
    const many = Array.from({ length: 600 }, (_, n) => [
      '续行者',
      '和平',
      '',
      `1390001${String(n).padStart(4, '0')}`,
    ]);
    const id = await sent(many);
    await confirmed(id);
    await killedAfter(id, 250);
    expect(await named('续行者')).toHaveLength(250);
    expect(await importProgress(s.office, id)).toMatchObject({
      status: 'importing',
      handled: 250,
      total: 600,
    });
    await run(id);
    expect(await named('续行者')).toHaveLength(600);
    expect(await importProgress(s.office, id)).toEqual({ status: 'done', handled: 600, total: 600 });
  });

  it('refuses a row whose phone somebody else has entered meanwhile; the others go on', async () => {
    const id = await sent([
      ['王强', '和平', '', '13800000009'],
      ['钱多', '和平', '', '13800000010'],
      ['孙少', '和平', '', '13800000011'],
    ]);
    await confirmed(id);
    await register('别人', '13800000009');
    await register('钱多', '13800000010', { duty: '' });
    await run(id);
    expect(await outcomes(id)).toEqual(['refused 手机号：该手机号已登记给和平社区别人', 'same', 'done']);
    expect(await named('王强')).toEqual([]);
  });

  it('does not write over what was changed after it was shown', async () => {
    const person = await register('张华', '13800000001');
    const id = await sent([['张华', '和平', '组长', '13800000001']]);
    await confirmed(id);
    await editPerson(s.office2, {
      id: person,
      name: '张华',
      unitId: s.units.xinhua.id,
      duty: '主任',
      phone: '',
    });
    await run(id);
    expect((await outcomes(id))[0]).toMatch(/^refused 核对之后登记的内容有变动/);
    expect((await named('张华'))[0]).toMatchObject({ duty: '主任', unitId: s.units.xinhua.id });
  });

  it('adds everybody once when two import the same sheet at the same time', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => [
      '同行者',
      '和平',
      '',
      n % 2 ? `1390002${String(n).padStart(4, '0')}` : '',
      n % 2 ? '' : '是',
    ]).map((row, n) => [
      `同行${'甲乙丙丁戊己庚辛壬癸'[n % 10]}${'子丑寅卯辰巳午未申酉'[Math.floor(n / 10) % 10]}${'一二三'[Math.floor(n / 100)]}`,
      ...row.slice(1),
    ]);
    const [first, second] = [await sent(rows), await sent(rows, s.office2)];
    await confirmed(first);
    await startImport(s.office2, { id: second, version: 1 });
    await Promise.all([run(first), run(second)]);
    const [{ n } = { n: 0 }] = await db()
      .select({ n: db().$count(people) })
      .from(people)
      .limit(1);
    expect(n).toBe(300 + 11);
    const settled = await db().select({ outcome: importRows.outcome }).from(importRows);
    expect(settled.filter(({ outcome }) => outcome === 'done')).toHaveLength(300);
    expect(settled.filter(({ outcome }) => outcome === 'same')).toHaveLength(300);
  });

  it('lets an import and single changes of the same people pass one another, nothing lost', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n += 1)
      ids.push(await register('并行者', `1390003${String(n).padStart(4, '0')}`));
    const id = await sent(
      ids.map((_, n) => ['并行者', '和平', '组长', `1390003${String(n).padStart(4, '0')}`]),
    );
    await confirmed(id);
    const edits = ids.map((person) =>
      editPerson(s.office2, {
        id: person,
        name: '并行者',
        unitId: s.units.heping.id,
        duty: '主任',
        phone: '',
      }),
    );
    await Promise.all([run(id), ...edits]);
    const after = await named('并行者');
    expect(after.map(({ duty }) => duty)).toEqual(ids.map(() => '主任'));
    const settled = await outcomes(id);
    expect(settled.every((outcome) => outcome === 'done' || outcome?.startsWith('refused'))).toBe(true);
  });

  it('does nothing in the name of somebody who may no longer', async () => {
    const id = await sent([['王强', '和平', '', '13800000009']]);
    await confirmed(id);
    await departPerson(s.office2, { id: s.office.personId ?? '', reason: '调离' });
    await run(id);
    expect(await named('王强')).toEqual([]);
    expect(await db().select({ status: importBatches.status }).from(importBatches)).toEqual([
      { status: 'done' },
    ]);
    expect(await db().select({ outcome: importRows.outcome }).from(importRows)).toEqual([
      { outcome: 'refused' },
    ]);
  });
});

/** How many imports have come to their end. */
const finished = async () => (await audited('import.finish')).length;

/** Lets the next parts of an import write `rows` rows and takes everything after that back, as a killed process would. */
async function killedAfter(id: string, rows: number): Promise<void> {
  const { applyImport } = await import('./commands/apply');
  const { importerOf } = await import('./queries/batch');
  const actor = await importerOf(id);
  if (!actor) throw new Error('no import under way');
  expect(await applyImport(actor, id)).toMatchObject({ ok: true, value: { left: true } });
  const cut = db().transaction(async (tx) => {
    await tx.select().from(importBatches).where(eq(importBatches.id, id)).for('update');
    throw new Error('killed');
  });
  await expect(cut).rejects.toThrow('killed');
  expect(await db().$count(importRows, and(eq(importRows.batchId, id), eq(importRows.outcome, 'done')))).toBe(
    rows,
  );
}

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
    },
  );

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
    expect(await latest('import.download_failed')).toMatchObject({ clause: '1.3.3', after: { rows: 1 } });
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
