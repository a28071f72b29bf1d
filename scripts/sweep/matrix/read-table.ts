export interface Row<Column extends string> {
  name: string;
  cells: Record<Column, string>;
}

/**
 * Reads a table of the matrix: the first line names the columns, each further one begins with a name of at most one space between
 * words, two or more before its cells; `|` only parts groups of columns, `#` begins a comment. Every cell must be there.
 * @throws Error that names the line
 */
export function readTable<Column extends string>(text: string, columns: readonly Column[]): Row<Column>[] {
  const lines = text
    .split('\n')
    .map((line) => line.replace(/#.*$/, '').replaceAll('|', ' ').trimEnd())
    .filter((line) => line.trim() !== '');
  const [head = '', ...rows] = lines;
  const named = head.trim().split(/\s+/);
  if (named.join() !== columns.join())
    throw new Error(`the table's columns are ${named.join(' ')}, and should be ${columns.join(' ')}`);
  return rows.map((line) => {
    const { name, cells } = split(line);
    if (cells.length !== columns.length)
      throw new Error(`"${name}" has ${cells.length} cells instead of ${columns.length}`);
    const byColumn = columns.map((column, i) => [column, cells[i] ?? '']);
    return { name, cells: Object.fromEntries(byColumn) as Record<Column, string> };
  });
}

function split(line: string): { name: string; cells: string[] } {
  const gap = /\s{2,}/.exec(line.trimStart());
  const trimmed = line.trimStart();
  if (!gap) throw new Error(`no cells: "${trimmed}"`);
  return { name: trimmed.slice(0, gap.index), cells: trimmed.slice(gap.index).trim().split(/\s+/) };
}
