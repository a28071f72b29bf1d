import { PassThrough } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ExcelJS from 'exceljs';
import { type Cell, neutralText, workbookCell } from './cells';

export interface Sheet {
  title: string;
  columns: readonly { title: string; width?: number }[];
  /** In batches, so that no list is ever whole in memory as objects. */
  batches: AsyncIterable<readonly Cell[][]>;
  /** What stands below the rows, once it is known how many there are. */
  footer: (rows: number) => string;
}

const defaultWidth = 16;
/** Sheet names may not hold these, and no more than 31 characters. */
const sheetName = (title: string) => title.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31);

/** Writes sheets with a frozen header row and a last line of provenance each. @returns the file, and the rows of all sheets */
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
  const page = workbook.addWorksheet(sheetName(sheet.title), { views: [{ state: 'frozen', ySplit: 1 }] });
  page.columns = sheet.columns.map(({ title, width }) => ({
    header: neutralText(title),
    width: width ?? defaultWidth,
  }));
  const header = page.getRow(1);
  header.font = { bold: true };
  header.commit();
  let rows = 0;
  for await (const batch of sheet.batches) {
    for (const cells of batch) addRow(page, cells);
    rows += batch.length;
  }
  page.addRow([]).commit();
  const last = page.addRow([neutralText(sheet.footer(rows))]);
  last.font = { italic: true, color: { argb: 'FF6B7280' } };
  last.commit();
  page.commit();
  return rows;
}

function addRow(page: ExcelJS.Worksheet, cells: readonly Cell[]): void {
  const written = cells.map(workbookCell);
  const row = page.addRow(written.map(({ value }) => value));
  written.forEach(({ format, value }, index) => {
    const cell = row.getCell(index + 1);
    if (format) cell.numFmt = format;
    if (typeof value === 'number') cell.alignment = { horizontal: 'right' };
  });
  row.commit();
}
