/** A cell as a list's column gives it. */
export type Cell = string | number | Date | null;

const officeOffsetMs = 8 * 3_600_000;
const longestText = 32_767;
const day = /^\d{4}-\d\d-\d\d$/;
/** What a spreadsheet may take for the beginning of a formula, also in full width, small or raised, or behind blanks. */
const formula = /^[\s\p{Cf}]*[=+\-@＝＋－＠﹦﹢﹣﹫⁺⁼₊₌]|^[\t\r\n]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters a workbook must not contain
const unwritable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

/** Text that no spreadsheet will take for a formula. */
export function neutralText(text: string): string {
  const clean = text.replace(unwritable, '').slice(0, longestText - 1);
  return formula.test(clean) ? `'${clean}` : clean;
}

export interface WorkbookCell {
  value: string | number | Date | null;
  format?: 'yyyy-mm-dd' | 'yyyy-mm-dd hh:mm';
}

/** A cell as the workbook holds it: moments in the office's time as real dates, numbers as numbers, text made harmless. */
export function workbookCell(cell: Cell): WorkbookCell {
  if (cell === null) return { value: null };
  if (cell instanceof Date) {
    // A workbook's dates have no time zone: what is written as UTC is what is read.
    return { value: new Date(cell.getTime() + officeOffsetMs), format: 'yyyy-mm-dd hh:mm' };
  }
  if (typeof cell === 'number') return { value: Number.isFinite(cell) ? cell : null };
  if (day.test(cell)) return { value: new Date(`${cell}T00:00:00Z`), format: 'yyyy-mm-dd' };
  return { value: neutralText(cell) };
}
