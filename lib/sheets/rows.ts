import { refuse } from '@/lib/core/errors';
import { dateText, numberText, plainText, type SheetCell } from './cells';
import { broken, type Container } from './container';
import type { SheetLimits } from './limits';
import { readDateFormats, readSharedTexts, TextReader, type WorkbookMap } from './workbook';
import { type XmlEvent, xmlEvents } from './xml';

/** A row as it stands in the sheet: its number, and its cells with content by column, counted from 0. */
export interface RawRow {
  number: number;
  cells: Map<number, SheetCell>;
}

interface Surroundings {
  texts: readonly string[];
  dates: readonly boolean[];
  from1904: boolean;
  limits: SheetLimits;
}

interface OpenCell {
  column: number;
  type: string;
  style: number;
  formula: boolean;
}

const lastRow = 1_048_576;

/** `AB` of `AB12` is column 27. */
function columnOf(reference: string): number {
  const letters = /^([A-Z]{1,3})\d{1,7}$/.exec(reference)?.[1] ?? refuse('invalid', broken);
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}

const fault = (text: string, message: string): SheetCell => ({ is: 'fault', text, message });
const words = (raw: string): SheetCell | null => {
  const text = plainText(raw);
  return text ? { is: 'text', text } : null;
};

function numeric(raw: string, { style }: OpenCell, around: Surroundings): SheetCell | null {
  const text = numberText(raw);
  if (text === null) return words(raw);
  if (!around.dates[style]) return { is: 'number', text };
  const shown = dateText(Number(raw), around.from1904);
  return shown === null ? { is: 'number', text } : { is: 'date', text: shown };
}

/** What a cell holds. Formulas are not computed: what was computed when the file was saved counts, if text or number. */
function contentOf(cell: OpenCell, raw: string, around: Surroundings): SheetCell | null {
  const { limits, texts } = around;
  const given = cell.type === 's' ? (texts[Number(raw)] ?? refuse('invalid', broken)) : raw;
  if (given.length > limits.cell)
    return fault(plainText(given).slice(0, 20), `内容超过 ${limits.cell.toLocaleString('en-US')} 个字`);
  if (cell.type === 'e') return fault(plainText(raw), `单元格是错误值 ${plainText(raw)}，请改为实际内容`);
  if (cell.formula && cell.type === 'b') return fault(raw, '公式的结果不是文字或数字，请改为实际内容');
  if (cell.formula && given === '') return fault('', '公式没有算出结果，请改为实际内容');
  if (cell.type === 'b') return { is: 'boolean', text: raw.trim() === '1' ? '是' : '否' };
  return cell.type === 'n' ? numeric(given, cell, around) : words(given);
}

/** Puts rows together from what the parser reports. */
class RowBuilder {
  private row: RawRow | undefined;
  private cell: OpenCell | undefined;
  private number = 0;
  private column = -1;
  private readonly around: Surroundings;
  private readonly reader: TextReader;
  readonly done: RawRow[] = [];

  constructor(around: Surroundings) {
    this.around = around;
    this.reader = new TextReader(around.limits.cell);
  }

  see(event: XmlEvent): void {
    if (this.cell) this.reader.see(event);
    if (event.is === 'open') this.open(event);
    if (event.is === 'close' && event.name === 'c') this.closeCell();
    if (event.is === 'close' && event.name === 'row') this.closeRow();
  }

  private open({ name, attribute }: Extract<XmlEvent, { is: 'open' }>): void {
    if (name === 'row') this.openRow(attribute('r'));
    if (name === 'c' && this.row) this.openCell(attribute);
    if (name === 'f' && this.cell) this.cell.formula = true;
  }

  /** Rows and cells say where they stand, or stand after the one before; never before it. */
  private openRow(given: string | undefined): void {
    const number = given === undefined ? this.number + 1 : Number(given);
    if (!Number.isInteger(number) || number <= this.number || number > lastRow) refuse('invalid', broken);
    this.number = number;
    this.column = -1;
    this.row = { number, cells: new Map() };
  }

  private openCell(attribute: (name: string) => string | undefined): void {
    const reference = attribute('r');
    const column = reference === undefined ? this.column + 1 : columnOf(reference);
    if (column <= this.column) refuse('invalid', broken);
    this.column = column;
    const style = Number(attribute('s') ?? '0');
    this.cell = { column, type: attribute('t') ?? 'n', style, formula: false };
  }

  private closeCell(): void {
    const { row, cell } = this;
    const raw = this.reader.take();
    this.cell = undefined;
    if (!(row && cell) || cell.column >= this.around.limits.columns) return;
    const value = contentOf(cell, raw, this.around);
    if (value) row.cells.set(cell.column, value);
  }

  private closeRow(): void {
    if (this.row?.cells.size) this.done.push(this.row);
    this.row = undefined;
  }
}

/** The rows of a sheet that have content, as they unpack. */
export async function* sheetRows(
  container: Container,
  map: WorkbookMap,
  part: string,
  limits: SheetLimits,
): AsyncGenerator<RawRow> {
  const texts = await readSharedTexts(container, map.sharedTexts, limits);
  const dates = await readDateFormats(container, map.styles);
  const builder = new RowBuilder({ texts, dates, from1904: map.from1904, limits });
  for await (const events of xmlEvents(container.read(part))) {
    for (const event of events) builder.see(event);
    yield* builder.done.splice(0);
  }
}
