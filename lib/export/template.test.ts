import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileOf } from '@/db/testing/workbooks';
import { importForms } from '@/lib/identity/imports/rules/columns';
import { readSheet } from '@/lib/sheets/read';
import type { Cell } from './cells';
import { importWorkbook } from './template';
import { writeWorkbook } from './workbook';

const form = importForms.people;
const spec = { name: form.title, columns: form.columns };
const units = ['和平社区', '新华社区'];

async function opened(data: Buffer): Promise<ExcelJS.Workbook> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(data).buffer as never);
  return book;
}

describe('importWorkbook', () => {
  it.each(['people', 'units'] as const)(
    'of %s is understood by its own reader, with choices where there are some',
    async (kind) => {
      const data = await importWorkbook(importForms[kind], { units });
      const sheet = await readSheet(await fileOf(data), {
        name: importForms[kind].title,
        columns: importForms[kind].columns,
      });
      expect(sheet).toEqual({ rows: [], unused: [] });
      const page = (await opened(data)).getWorksheet(importForms[kind].title);
      const chosen = importForms[kind].columns.findIndex(({ choices }) => choices) + 1;
      expect(page?.getRow(2).getCell(chosen).dataValidation).toMatchObject({ type: 'list' });
      expect(page?.getRow(1_001).getCell(chosen).dataValidation).toMatchObject({ type: 'list' });
    },
  );

  it('shows in its notes examples that are themselves right', async () => {
    const notes = (await opened(await importWorkbook(form, { units }))).getWorksheet('填写说明');
    expect(notes?.getRow(2).getCell(1).value).toBe('姓名');
    expect(notes?.getRow(2).getCell(4).value).toBe('王小明');
  });

  it('gives failed rows back so that they can be uploaded again, with what was wrong beside them', async () => {
    const failed = [
      {
        row: 3,
        texts: { name: '王强', unit: '火星办', phone: '13800000009' },
        message: '单位：没有「火星办」这个单位',
      },
      { row: 9, texts: { name: '=cmd|1', unit: '+新华', phone: '+8613800000010' }, message: '姓名：有误' },
    ];
    const data = await importWorkbook(form, { units, failed });
    const page = (await opened(data)).getWorksheet(form.title);
    expect(page?.getRow(2).getCell(7).value).toBe('单位：没有「火星办」这个单位');
    expect([1, 2, 4].map((column) => page?.getRow(3).getCell(column).value)).toEqual([
      "'=cmd|1",
      "'+新华",
      "'+8613800000010",
    ]);
    const again = await readSheet(await fileOf(data), spec);
    expect(again.rows.map(({ cells }) => [cells.name?.text, cells.unit?.text, cells.phone?.text])).toEqual([
      ['王强', '火星办', '13800000009'],
      ['=cmd|1', '+新华', '+8613800000010'],
    ]);
    expect(again.unused).toEqual(['错误说明']);
  });
});

describe('no workbook we write', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc
      .tuple(
        fc.constantFrom(
          '=',
          '+',
          '-',
          '@',
          '\t',
          '\r',
          '\n',
          '＝',
          '＋',
          '－',
          '＠',
          '﹦',
          '﹢',
          '﹣',
          '﹫',
          ' =',
          '\u200b=',
        ),
        fc.string(),
      )
      .map((parts) => parts.join('')),
  );
  /** What stands in every cell of every sheet. */
  async function cellsOf(data: Buffer): Promise<ExcelJS.CellValue[]> {
    const found: ExcelJS.CellValue[] = [];
    for (const page of (await opened(data)).worksheets)
      page.eachRow((row) => row.eachCell((cell) => found.push(cell.value)));
    return found;
  }
  const harmless = (value: ExcelJS.CellValue) =>
    typeof value === 'string'
      ? !/^[\s\p{Cf}]*[=+\-@]/u.test(value.normalize('NFKC'))
      : typeof value !== 'object' || value instanceof Date;

  it('holds a cell that a program would take for a formula: exported lists', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 6 }), text, async (row, footer) => {
        const cells: Cell[] = row;
        const batches = (async function* () {
          yield [cells];
        })();
        const { data } = await writeWorkbook({
          name: '名单',
          title: footer,
          about: footer,
          columns: row.map((title) => ({ title })),
          batches,
          closing: () => footer,
          by: footer,
        });
        expect((await cellsOf(data)).filter((value) => !harmless(value))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('holds a cell that a program would take for a formula: import sheets', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 4 }), text, async (names, message) => {
        const data = await importWorkbook(form, {
          units: names,
          failed: names.map((name, row) => ({
            row,
            texts: { name, unit: name, duty: name, phone: name },
            message,
          })),
        });
        expect((await cellsOf(data)).filter((value) => !harmless(value))).toEqual([]);
      }),
      { numRuns: 10 },
    );
  });
});
