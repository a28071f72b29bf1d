import { refuse } from '@/lib/core/errors';
import type { SheetCell } from './cells';
import { isClosing } from './closing';
import { openContainer } from './container';
import { type Header, readHeader, type SheetColumn } from './header';
import { type SheetLimits, sheetLimits } from './limits';
import { type RawRow, sheetRows } from './rows';
import { readMap, type WorkbookMap } from './workbook';

/** What is looked for in a workbook. */
export interface SheetSpec<Key extends string> {
  /** The sheet of this name, or else the first that is not hidden. */
  name: string;
  columns: readonly SheetColumn<Key>[];
  limits?: Partial<SheetLimits>;
}

export interface SheetRow<Key extends string> {
  /** As the program shows it at the edge: the header is mostly 1. */
  number: number;
  cells: Partial<Record<Key, SheetCell>>;
}

export interface Sheet<Key extends string> {
  rows: SheetRow<Key>[];
  /** Titles of columns that were not asked for. */
  unused: string[];
}

/** A title above the header is no reason to refuse a sheet; a page of text is. */
const headerWithin = 10;

function chosenSheet({ sheets }: WorkbookMap, name: string): string {
  const sheet = sheets.find((one) => one.name === name) ?? sheets.find(({ hidden }) => !hidden);
  return sheet?.part ?? refuse('invalid', '工作簿里没有工作表，请按模板填写后再上传');
}

const listed = (columns: readonly { title: string }[]): string =>
  columns.map(({ title }) => `「${title}」`).join('、');

/** The header among the first rows: the one that knows the most columns. */
function headerOf<Key extends string>(
  rows: readonly RawRow[],
  spec: SheetSpec<Key>,
): { row: number; header: Header<Key> } {
  const candidates = rows.map(({ number, cells }) => ({
    row: number,
    header: readHeader(cells, spec.columns),
  }));
  const best = candidates.reduce<(typeof candidates)[number] | undefined>(
    (first, next) => (first && first.header.found.size >= next.header.found.size ? first : next),
    undefined,
  );
  if (!best) return refuse('invalid', '工作表是空的，请按模板填写后再上传');
  const missing = best.header.absent.filter(({ required }) => required);
  const seen = best.header.unknown.length
    ? `；表中的${best.header.unknown
        .slice(0, 5)
        .map((title) => `「${title}」`)
        .join('、')}没有对应的列`
    : '';
  if (missing.length)
    refuse('invalid', `缺少列${listed(missing)}${best.header.found.size ? seen : ''}，请按模板的列名填写`);
  if (best.header.doubled.length) refuse('invalid', `有两列都是${listed(best.header.doubled)}，请只保留一列`);
  return best;
}

function keyed<Key extends string>({ number, cells }: RawRow, { found }: Header<Key>): SheetRow<Key> {
  const named: Partial<Record<Key, SheetCell>> = {};
  for (const [place, key] of found) {
    const cell = cells.get(place);
    if (cell) named[key] = cell;
  }
  return { number, cells: named };
}

async function collect<Key extends string>(
  rows: AsyncIterable<RawRow>,
  spec: SheetSpec<Key>,
  limits: SheetLimits,
): Promise<Sheet<Key>> {
  const first: RawRow[] = [];
  let known: ReturnType<typeof headerOf<Key>> | undefined;
  const kept: SheetRow<Key>[] = [];
  const keep = (row: RawRow, { row: top, header }: ReturnType<typeof headerOf<Key>>) => {
    const named = keyed(row, header);
    const entry = row.number > top && !isClosing([...row.cells.values()].map(({ text }) => text));
    if (entry && Object.keys(named.cells).length) kept.push(named);
    if (kept.length > limits.rows)
      refuse('invalid', `一次最多导入 ${limits.rows.toLocaleString('en-US')} 行，请拆成几个文件`);
  };
  for await (const row of rows) {
    if (known) keep(row, known);
    else first.push(row);
    if (!known && first.length === headerWithin) {
      known = headerOf(first, spec);
      for (const early of first) keep(early, known);
    }
  }
  if (!known) {
    known = headerOf(first, spec);
    for (const early of first) keep(early, known);
  }
  return { rows: kept, unused: known.header.unknown };
}

/**
 * Reads the rows below the header of an uploaded workbook that nobody has vouched for: within limits that are counted while
 * it unpacks, without running formulas or following links. Columns may stand in any order and under other common names.
 * Refuses, in words for whoever filled it in: other files, encrypted or damaged ones, missing columns, too many rows.
 */
export async function readSheet<Key extends string>(file: string, spec: SheetSpec<Key>): Promise<Sheet<Key>> {
  const limits = { ...sheetLimits, ...spec.limits };
  const container = await openContainer(file, limits);
  try {
    const map = await readMap(container);
    const part = chosenSheet(map, spec.name);
    return await collect(sheetRows(container, map, part, limits), spec, limits);
  } finally {
    container.close();
  }
}
