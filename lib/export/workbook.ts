import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { type Cell, neutralText, type WorkbookCell, workbookCell } from './cells';
import { footOf, printed } from './page';

export interface Sheet {
  /** Its name at the foot of the window. */
  name: string;
  /** What stands over it, so that a page on paper says what it is. */
  title: string;
  /** Of what the rows are a part: what was filtered and searched for. */
  about: string;
  columns: readonly { title: string; width?: number }[];
  /** In batches, so that no list is ever whole in memory as objects. */
  batches: AsyncIterable<readonly Cell[][]>;
  /** What stands below the rows, once it is known how many there are. */
  closing: (rows: number) => string;
  /** Who has exported it and when, at the foot of every printed page. */
  by: string;
}

const defaultWidth = 16;
/** The row of column titles, below the title and what the rows are of. */
const titlesRow = 3;
/** Sheet names may not hold these, and no more than 31 characters. */
const sheetName = (name: string) => name.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);
const grey = { argb: 'FF6B7280' };
const line = { style: 'thin', color: { argb: 'FFBFC4CC' } } as const;
/** A table on paper has lines. */
const ruled: Partial<ExcelJS.Borders> = { top: line, right: line, bottom: line, left: line };

/**
 * Writes sheets ready to be printed: title, what it is of, column titles that stay in sight and come back on every page, rows, and a
 * last line of provenance. @returns the file, and the rows of all sheets
 */
export async function writeWorkbook(...sheets: Sheet[]): Promise<{ data: Buffer; rows: number }> {
  const stream = new PassThrough();
  const collected = buffer(stream);
  const workbook = new ExcelJS.stream.xlsx.WorkbookWriter({
    stream,
    useStyles: true,
    useSharedStrings: false,
  });
  workbook.creator = '群序';
  let rows = 0;
  for (const sheet of sheets) rows += await addSheet(workbook, sheet);
  await workbook.commit();
  return { data: await collected, rows };
}

async function addSheet(workbook: ExcelJS.stream.xlsx.WorkbookWriter, sheet: Sheet): Promise<number> {
  const page = workbook.addWorksheet(sheetName(sheet.name), {
    views: [{ state: 'frozen', ySplit: titlesRow }],
    pageSetup: printed(titlesRow),
    headerFooter: { oddFooter: footOf(sheet.by) },
  });
  page.columns = sheet.columns.map(({ width }) => ({ width: width ?? defaultWidth }));
  addLine(page, sheet.title, { bold: true, size: 14 });
  addLine(page, sheet.about, { color: grey });
  const titles = page.addRow(sheet.columns.map(({ title }) => neutralText(title)));
  titles.eachCell((cell) => {
    cell.font = { bold: true };
    cell.border = ruled;
    cell.alignment = { vertical: 'top', wrapText: true };
  });
  titles.commit();
  let rows = 0;
  for await (const batch of sheet.batches) {
    for (const cells of batch) addRow(page, cells);
    rows += batch.length;
  }
  page.addRow([]).commit();
  addLine(page, sheet.closing(rows), { italic: true, color: grey });
  page.commit();
  return rows;
}

function addLine(page: ExcelJS.Worksheet, text: string, font: Partial<ExcelJS.Font>): void {
  const row = page.addRow([neutralText(text)]);
  row.font = font;
  row.commit();
}

/** What a cell of the table looks like. One object for each: the writer keeps those it knows, and would compare any other with all. */
const looks = {
  // Text is wrapped, so that all of it is on the paper.
  text: { border: ruled, alignment: { vertical: 'top', wrapText: true } },
  number: { border: ruled, alignment: { vertical: 'top', horizontal: 'right' } },
  'yyyy-mm-dd': { border: ruled, alignment: { vertical: 'top' }, numFmt: 'yyyy-mm-dd' },
  'yyyy-mm-dd hh:mm': { border: ruled, alignment: { vertical: 'top' }, numFmt: 'yyyy-mm-dd hh:mm' },
} as const satisfies Record<string, Partial<ExcelJS.Style>>;

const lookOf = ({ format, value }: WorkbookCell): Partial<ExcelJS.Style> =>
  looks[format ?? (typeof value === 'number' ? 'number' : 'text')];

function addRow(page: ExcelJS.Worksheet, cells: readonly Cell[]): void {
  const written = cells.map(workbookCell);
  const row = page.addRow(written.map(({ value }) => value));
  for (const [index, one] of written.entries()) row.getCell(index + 1).style = lookOf(one);
  row.commit();
}
