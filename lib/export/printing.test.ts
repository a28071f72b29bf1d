import ExcelJS from 'exceljs';
import { beforeEach, describe, expect, it } from 'vitest';
import { emptyStreet } from '@/db/testing/empty';
import { insertNotice } from '@/db/testing/notices';
import { makeStreet, type TestStreet } from '@/db/testing/street';
import { fileOf } from '@/db/testing/workbooks';
import type { Actor } from '@/lib/access/actor';
import { withClock } from '@/lib/core/clock';
import { readSheet } from '@/lib/sheets/read';
import { exportList } from './run';

const moment = new Date('2026-11-22T06:05:00Z');
let s: TestStreet;
beforeEach(async () => {
  await emptyStreet();
  s = await makeStreet();
});

async function exported(actor: Actor, list: string, params: Record<string, string> = {}) {
  const result = await withClock(moment, () => exportList(actor, list, params));
  if (!result.ok) throw new Error(result.refusal.message);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(result.value.data).buffer);
  const [sheet] = book.worksheets;
  if (!sheet) throw new Error('empty workbook');
  const line = (row: number) => sheet.getRow(row).getCell(1).value;
  return { ...result.value, sheet, line };
}

describe('a sheet on paper', () => {
  it('lies across, is as wide as the paper, repeats its titles and says who, when, and which page', async () => {
    const { sheet } = await exported(s.office, 'membership');
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    });
    expect(sheet.headerFooter.oddFooter).toBe(
      '&L党政办公室 周敏 2026-11-22 周日 14:05 导出&C第 &P 页，共 &N 页&R内部资料，注意保密',
    );
  });

  it('has lines around every cell of the table, empty ones too, and around nothing else', async () => {
    const { sheet } = await exported(s.office, 'group-members', { group: s.groups.heping.id });
    const width = sheet.getRow(3).cellCount;
    const ruled = (row: number) =>
      Array.from({ length: width }, (_, n) => sheet.getRow(row).getCell(n + 1).border?.bottom?.style);
    for (const row of [3, 4]) expect(ruled(row)).toEqual(Array.from({ length: width }, () => 'thin'));
    for (const row of [1, 2, sheet.rowCount]) expect(ruled(row)[0]).toBeUndefined();
  });

  it('names the group, the notice, the unit and the period it is of', async () => {
    const members = await exported(s.office, 'group-members', { group: s.groups.heping.id });
    expect(members.line(1)).toBe('群成员：和平社区工作群');
    expect(members.filename).toBe('群成员_和平社区工作群_2026-11-22.xlsx');

    const { notice } = await insertNotice({
      author: s.headHeping,
      status: 'published',
      title: '防汛值守安排',
      groups: [s.groups.heping],
    });
    const receipts = await exported(s.office, 'notice-receipts', {
      notice: notice.id,
      unit: s.units.heping.id,
    });
    expect(receipts.line(1)).toBe(`已读与回执：《${notice.title}》`);
    expect(receipts.line(2)).toBe('单位：和平社区');

    const figures = await exported(s.office, 'membership-figures');
    expect(figures.line(2)).toBe('提交时间：本月（2026-11-01 至 2026-11-30）');
  });

  it('does not name a group to whoever does not know of it', async () => {
    const { line } = await exported(s.groupAdmin, 'orders', { group: s.groups.portal.id });
    expect(line(2)).toBe('工作群：（无权查看）');
    const both = await exported(s.groupAdmin, 'orders', {
      group: `${s.groups.heping.id},${s.groups.portal.id}`,
    });
    expect(both.line(2)).toBe('工作群：和平社区工作群、（无权查看）');
  });

  it.each([
    ['office', 'groups', {}, '状态：使用中'],
    ['office', 'groups', { state: 'archived' }, '状态：已归档'],
    ['office', 'people', {}, '在岗情况：在岗'],
    ['office', 'delegations', {}, '状态：生效中、未开始'],
    ['office', 'notices', {}, '范围：已提交的信息'],
    ['headHeping', 'review', {}, '范围：待审核'],
    ['sysadmin', 'job-failures', {}, '状态：失败、等待重试'],
    ['auditor', 'audit', {}, '起始日期：2026-10-23'],
    ['auditor', 'audit', { to: '2026-11-20' }, '起始日期：2026-10-22；截止日期：2026-11-20'],
    ['auditor', 'audit', { object: 'a1' }, '对象：a1'],
    ['office', 'units', {}, '未作筛选，为导出人可以查看的全部'],
  ] as const)('says to %s how %s is narrowed by itself', async (who, list, params, words) => {
    expect((await exported(s[who], list, params)).line(2)).toBe(words);
  });

  it('can be handed in again where its columns are asked for: neither its title nor its last line is an entry', async () => {
    const { data } = await exported(s.office, 'group-members', { group: s.groups.heping.id });
    const people = { name: '人员', columns: [{ key: 'name', title: '姓名', required: true }] };
    const names = (await readSheet(await fileOf(data), people)).rows.map(({ cells }) => cells.name?.text);
    expect(names.length).toBeGreaterThan(0);
    for (const name of names) expect(name).toMatch(/^\p{Script=Han}{2,4}$/u);
  });
});
