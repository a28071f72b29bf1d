export type Value = string | number | Date | null;

/** A sheet of what is kept of a person. */
export interface Part {
  title: string;
  /** `table.column` that point at a person or his account, and whose rows stand here. A test finds those nobody covers. */
  covers: readonly string[];
  columns: readonly string[];
  read: (personId: string) => Promise<Value[][]>;
}

/** So many rows of a kind at most, the newest: more than anybody's working life has brought so far. */
export const mostRows = 20_000;

type Word = (value: string) => string;

interface Definition<Row extends Record<string, unknown>> {
  title: string;
  covers: readonly string[];
  columns: readonly (keyof Row & string)[];
  /** By the column's title. */
  rows: (personId: string) => PromiseLike<Row[]>;
  /** Words for coded values. */
  words?: Partial<Record<NoInfer<keyof Row & string>, Word>>;
}

function shown(value: unknown, word: Word | undefined): Value {
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (typeof value === 'string') return word ? word(value) : value;
  return typeof value === 'number' || value instanceof Date ? value : null;
}

/** Makes a part of a query whose fields are named as its columns are titled. */
export function part<Row extends Record<string, unknown>>(definition: Definition<Row>): Part {
  const { title, covers, columns, rows } = definition;
  const words: Partial<Record<string, Word>> = definition.words ?? {};
  return {
    title,
    covers,
    columns,
    read: async (personId) =>
      (await rows(personId)).map((row) => columns.map((column) => shown(row[column], words[column]))),
  };
}
