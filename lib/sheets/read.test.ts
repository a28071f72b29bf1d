import ExcelJS from 'exceljs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeXml, fileOf, textRow, workbookOf, workbookParts, zipOf } from '@/db/testing/workbooks';
import { plainText } from './cells';
import type { SheetColumn } from './header';
import { readSheet } from './read';

// biome-ignore lint/suspicious/noControlCharactersInRegex: XML cannot hold them, so that no program writes them
const unwritable = /[\u0000-\u001f\ud800-\udfff\ufffe\uffff]/g;

const columns: readonly SheetColumn<'name' | 'phone' | 'duty'>[] = [
  { key: 'name', title: '姓名', aliases: ['名字'], required: true },
  { key: 'phone', title: '手机号', aliases: ['手机', '联系电话'] },
  { key: 'duty', title: '职务' },
];
const read = async (content: Uint8Array) => readSheet(await fileOf(content), { name: '人员', columns });
const texts = (sheet: Awaited<ReturnType<typeof read>>) =>
  sheet.rows.map(({ number, cells }) => [
    number,
    cells.name?.text ?? null,
    cells.phone?.text ?? null,
    cells.duty?.text ?? null,
  ]);

const sheetOf = (rows: string, others = {}) =>
  zipOf(workbookParts(`<sheetData>${textRow(['姓名', '手机号', '职务'])}${rows}</sheetData>`, others));

describe('readSheet', () => {
  it('reads what Excel’s own kind of file holds: shared and rich texts, numbers, dates, formulas with a result', async () => {
    const workbook = new ExcelJS.Workbook();
    const page = workbook.addWorksheet('人员');
    page.addRow(['姓名', '手机号', '职务']);
    page.addRow(['张三', 13_800_005_678, '主任']);
    page.addRow([
      { richText: [{ text: '李' }, { text: '四' }] },
      '139 0000 5678',
      new Date('2026-05-01T00:00:00Z'),
    ]);
    page.addRow([{ formula: '"王"&"五"', result: '王五' }, { formula: '1+1', result: 2 }, true]);
    const sheet = await read(new Uint8Array(await workbook.xlsx.writeBuffer()));
    expect(texts(sheet)).toEqual([
      [2, '张三', '13800005678', '主任'],
      [3, '李四', '139 0000 5678', '2026-05-01'],
      [4, '王五', '2', '是'],
    ]);
    expect(sheet.rows[1]?.cells.duty?.is).toBe('date');
  });

  it('finds columns in any order, under other names and below a title, and says which it does not use', async () => {
    const sheet = await read(
      await workbookOf([
        ['和平社区人员名单'],
        [null],
        ['序号', ' 联系电话（必填） ', '备注', '*名 字'],
        ['1', '13800005678', '', '张三'],
      ]),
    );
    expect(texts(sheet)).toEqual([[4, '张三', '13800005678', null]]);
    expect(sheet.unused).toEqual(['序号', '备注']);
  });

  it('leaves out rows without content, and keeps the numbers of the others', async () => {
    const rows = `<row r="2"><c r="A2" t="inlineStr"><is><t>张三</t></is></c></row><row r="900000"/><row r="900001"><c r="A900001" t="str"><v>李四</v></c><c r="D900001"><v>1</v></c></row>`;
    const sheet = await zipOf(workbookParts(`<sheetData>${textRow(['姓名'])}${rows}</sheetData>`));
    expect(texts(await read(sheet))).toEqual([
      [2, '张三', null, null],
      [900_001, '李四', null, null],
    ]);
  });

  it.each([
    ['an error value', '<c r="A2" t="e"><v>#N/A</v></c>', '#N/A'],
    [
      'a formula without a result',
      '<c r="A2"><f>HYPERLINK("http://example.test")</f></c>',
      '公式没有算出结果',
    ],
    [
      'a formula that gives yes or no',
      '<c r="A2" t="b"><f>TRUE()</f><v>1</v></c>',
      '公式的结果不是文字或数字',
    ],
    ['a formula that failed', '<c r="A2" t="e"><f>1/0</f><v>#DIV/0!</v></c>', '#DIV/0!'],
    ['a novel', `<c r="A2" t="str"><v>${'长'.repeat(1001)}</v></c>`, '超过 1,000 个字'],
  ])('marks %s, in that cell only', async (_, cell, message) => {
    const sheet = await read(
      await sheetOf(`<row r="2">${cell}<c r="B2" t="str"><v>13800005678</v></c></row>`),
    );
    expect(sheet.rows[0]?.cells.name).toMatchObject({
      is: 'fault',
      message: expect.stringContaining(message),
    });
    expect(sheet.rows[0]?.cells.phone?.text).toBe('13800005678');
  });

  it('reads parts in UTF-16, with namespace prefixes and with sections of plain text', async () => {
    const xml = `<?xml version="1.0" encoding="UTF-16"?><x:worksheet xmlns:x="urn:x"><x:sheetData>${textRow(['姓名']).replaceAll('<', '<x:').replaceAll('<x:/', '</x:')}<x:row><x:c t="str"><x:v><![CDATA[张三]]></x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const bytes = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(xml, 'utf16le')]);
    expect(texts(await read(await zipOf(workbookParts('', { 'xl/worksheets/sheet1.xml': bytes }))))).toEqual([
      [2, '张三', null, null],
    ]);
  });

  it('takes text away that cannot be seen and what our own exports put before signs of formulas', () => {
    expect(plainText('\u3000张\u200b 三\u00a0')).toBe('张 三');
    expect(plainText("'=1+1")).toBe('=1+1');
    expect(plainText('第_x000D__x0000_行')).toBe('第 行');
    expect(plainText('\ud800张')).toBe('张');
  });

  it('gives back any text that was written, cleaned in the same way', async () => {
    const line = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 12 }), async (lines) => {
        const writable = lines.map((cells) => cells.map((text) => text.replace(unwritable, '')));
        const sheet = await read(await workbookOf([['姓名', '手机号', '职务'], ...writable]));
        const expected = writable
          .map((cells, index) => [index + 2, ...cells.map((text) => plainText(text) || null)])
          .filter(([, ...cells]) => cells.some(Boolean));
        expect(texts(sheet)).toEqual(expected);
      }),
      { numRuns: 60 },
    );
  });
});

describe('readSheet asks for', () => {
  it('the columns it cannot do without, naming those it did not understand', async () => {
    await expect(
      read(
        await workbookOf([
          ['手机号', '姓氏'],
          ['138', '张'],
        ]),
      ),
    ).rejects.toThrow(/缺少列「姓名」；表中的「姓氏」没有对应的列/);
    await expect(read(await workbookOf([['一'], ['二']]))).rejects.toThrow(/缺少列「姓名」/);
    await expect(read(await workbookOf([]))).rejects.toThrow(/工作表是空的/);
  });

  it('one column of each kind', async () => {
    await expect(read(await workbookOf([['姓名', '手机', '联系电话']]))).rejects.toThrow(
      /有两列都是「手机号」/,
    );
  });

  it('no more rows than can be looked at', async () => {
    const many = Array.from({ length: 5_001 }, (_, n) => [`人${n}`]);
    await expect(read(await workbookOf([['姓名'], ...many]))).rejects.toThrow(/一次最多导入 5,000 行/);
    expect((await read(await workbookOf([['姓名'], ...many.slice(1)]))).rows).toHaveLength(5_000);
  });

  it('escaped text once only', () => {
    expect(escapeXml('<&>')).toBe('&lt;&amp;&gt;');
    expect(plainText('&lt;')).toBe('&lt;');
  });
});
