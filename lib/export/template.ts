import ExcelJS from 'exceljs';
import type { FailedRow } from '@/lib/identity/imports/commands/acts';
import type { ImportColumn, ImportForm } from '@/lib/identity/imports/rules/columns';
import { neutralText } from './cells';
import { footOf, printed } from './page';

interface Given {
  /** Names to choose from where a unit is asked for. */
  units: readonly string[];
  /** Rows to be put right, with what was wrong; none in an empty template. */
  failed?: readonly FailedRow[];
}

const unitSheet = '单位名单';
const problemTitle = '错误说明';
/** Rows of an empty template that offer a choice. */
const offered = 1_000;
const soft = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFEAF1FB' } } as const;

/** What the program knows of a sheet and its types leave out: one rule for many cells. */
interface WithRules {
  dataValidations: { add(range: string, rule: ExcelJS.DataValidation): void };
}

function ruleOf({ choices }: ImportColumn, units: readonly string[]): ExcelJS.DataValidation | undefined {
  if (!choices || (choices === 'units' && !units.length)) return undefined;
  const list = choices === 'units' ? `${unitSheet}!$A$2:$A$${units.length + 1}` : `"${choices.join(',')}"`;
  return {
    type: 'list',
    allowBlank: true,
    formulae: [list],
    // A short name of a unit is as good as the name, so that what is not in the list is said when it is checked.
    showErrorMessage: choices !== 'units',
    error: '请从下拉列表中选择',
  };
}

function head(page: ExcelJS.Worksheet): void {
  const row = page.getRow(1);
  row.font = { bold: true };
  row.eachCell((cell) => {
    cell.fill = soft;
  });
}

function addForm(book: ExcelJS.Workbook, form: ImportForm, { units, failed = [] }: Given): void {
  const page = book.addWorksheet(form.title, {
    views: [{ state: 'frozen', ySplit: 1 }],
    pageSetup: printed(1),
    headerFooter: { oddFooter: footOf(form.title) },
  });
  const titled = form.columns.map(({ title, required, width }) => ({
    header: required ? `${title}*` : title,
    width,
  }));
  page.columns = failed.length ? [...titled, { header: problemTitle, width: 60 }] : titled;
  // Text in every column: a phone number is not a quantity, and 5-1 not a day in May.
  for (const [index] of titled.entries()) page.getColumn(index + 1).numFmt = '@';
  for (const { texts, message } of failed) {
    const cells = form.columns.map(({ key }) =>
      Object.hasOwn(texts, key) ? neutralText(texts[key] ?? '') : null,
    );
    page.addRow([...cells, neutralText(message)]);
  }
  head(page);
  const last = Math.max(offered, failed.length) + 1;
  for (const [index, column] of form.columns.entries()) {
    const rule = ruleOf(column, units);
    const letter = page.getColumn(index + 1).letter;
    if (rule) (page as unknown as WithRules).dataValidations.add(`${letter}2:${letter}${last}`, rule);
  }
}

function addNotes(book: ExcelJS.Workbook, form: ImportForm): void {
  const page = book.addWorksheet('填写说明', { pageSetup: printed(1) });
  const most = Math.max(...form.columns.map(({ examples }) => examples.length));
  const examples = Array.from({ length: most }, (_, n) => ({ header: `示例 ${n + 1}`, width: 18 }));
  page.columns = [
    { header: '列名', width: 14 },
    { header: '必填', width: 8 },
    { header: '怎么填', width: 60 },
    ...examples,
  ];
  for (const column of form.columns)
    page.addRow([column.title, column.required ? '是' : '否', column.hint, ...column.examples]);
  page.addRow([]);
  for (const note of form.notes) page.addRow([note]);
  head(page);
}

function addUnits(book: ExcelJS.Workbook, units: readonly string[]): void {
  const page = book.addWorksheet(unitSheet, { pageSetup: printed(1) });
  page.columns = [{ header: '单位', width: 30 }];
  for (const name of units) page.addRow([neutralText(name)]);
  head(page);
}

/** The workbook somebody fills in to import people or units, or puts right: form, notes with examples, names to choose from. */
export async function importWorkbook(form: ImportForm, given: Given): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.creator = '群序';
  addForm(book, form, given);
  addNotes(book, form);
  if (form.columns.some(({ choices }) => choices === 'units')) addUnits(book, given.units);
  return Buffer.from(await book.xlsx.writeBuffer());
}
