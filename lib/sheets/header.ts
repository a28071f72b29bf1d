import type { SheetCell } from './cells';

/** A column somebody may fill in: found by its title or by other words for the same. */
export interface SheetColumn<Key extends string = string> {
  key: Key;
  title: string;
  aliases?: readonly string[];
  required?: boolean;
}

/** How the columns of a sheet were understood. */
export interface Header<Key extends string> {
  /** Column in the sheet, counted from 0 → column asked for. */
  found: ReadonlyMap<number, Key>;
  /** Titles in the sheet that no column answers to. */
  unknown: string[];
  /** Columns asked for that the sheet has not. */
  absent: SheetColumn<Key>[];
  /** Columns asked for that the sheet has twice. */
  doubled: SheetColumn<Key>[];
}

/** A title without blanks, brackets and their content, stars and colons; full-width signs as plain ones. */
function bare(title: string): string {
  return title
    .normalize('NFKC')
    .replace(/\([^)]*\)|\[[^\]]*\]|【[^】]*】/g, '')
    .replace(/[\s*:·。、/]/g, '')
    .toLowerCase();
}

/** Matches a row of titles to the columns, whatever their order. */
export function readHeader<Key extends string>(
  cells: ReadonlyMap<number, SheetCell>,
  columns: readonly SheetColumn<Key>[],
): Header<Key> {
  const found = new Map<number, Key>();
  const unknown: string[] = [];
  const doubled: SheetColumn<Key>[] = [];
  const taken = new Set<Key>();
  for (const [place, { text }] of cells) {
    const title = bare(text);
    const column = columns.find((one) =>
      [one.title, ...(one.aliases ?? [])].some((word) => bare(word) === title),
    );
    if (!column) unknown.push(text.slice(0, 20));
    else if (taken.has(column.key)) doubled.push(column);
    else found.set(place, column.key);
    if (column) taken.add(column.key);
  }
  return { found, unknown, doubled, absent: columns.filter(({ key }) => !taken.has(key)) };
}
