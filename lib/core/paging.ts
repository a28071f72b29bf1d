/** What a list's address says: which rows, in which order, which page. */
export interface ListState {
  page: number;
  size: number;
  sort: string;
  dir: 'asc' | 'desc';
  q: string;
  filters: Record<string, string[]>;
}

export interface Page<T> {
  rows: T[];
  /** At most 1,000 when `totalIsExact` is false: then there are more. */
  total: number;
  totalIsExact: boolean;
  page: number;
  size: number;
}

export interface Choice {
  value: string;
  label: string;
}

export interface ListFilter {
  label: string;
  /** A fixed set of values; absent when the values are ids (units, groups) that the page offers itself. */
  choices?: readonly Choice[];
  /** The form of values that are neither choices nor ids: days. */
  pattern?: RegExp;
}

/** A day in an address: `2026-11-22`. */
export const dayPattern = /^20\d\d-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

export interface ListColumn<Row> {
  title: string;
  value: (row: Row) => string | number | Date | null;
  /** Width in characters. */
  width?: number;
}

/** One list of the product: its address parameters and, from the same place, its Excel sheet. */
export interface ListDefinition<Row> {
  /** The list's address below /api/export. */
  name: string;
  title: string;
  /** Keys the list may be sorted by; the query maps each to an indexed column. */
  sorts: readonly string[];
  defaultSort: string;
  defaultDir: 'asc' | 'desc';
  filters: Record<string, ListFilter>;
  columns: readonly ListColumn<Row>[];
}

export type SearchParams = Record<string, string | string[] | undefined>;

export const pageSizes = [20, 50, 100, 500] as const;
const defaultSize = pageSizes[0];
const lastPage = 500;
const longestSearch = 50;
const mostFilterValues = 50;

const first = (value: string | string[] | undefined): string =>
  (Array.isArray(value) ? value[0] : value)?.slice(0, 2000) ?? '';

function param(params: SearchParams, key: string): string {
  return Object.hasOwn(params, key) ? first(params[key]) : '';
}

function parseSort(definition: ListDefinition<never>, text: string): Pick<ListState, 'sort' | 'dir'> {
  const dir = text.startsWith('-') ? 'desc' : 'asc';
  const sort = text.replace(/^-/, '');
  if (!definition.sorts.includes(sort)) return { sort: definition.defaultSort, dir: definition.defaultDir };
  return { sort, dir };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function parseFilter(filter: ListFilter, text: string): string[] {
  const values = [...new Set(text.split(',').filter(Boolean))].slice(0, mostFilterValues);
  const known = filter.choices?.map((choice) => choice.value);
  return values.filter((value) => (known ? known.includes(value) : (filter.pattern ?? uuid).test(value)));
}

/** Reads a list's address. Whatever is unknown or malformed falls back to the default; nothing here can fail. */
export function parseList<Row>(definition: ListDefinition<Row>, params: SearchParams): ListState {
  const page = Number.parseInt(param(params, 'page'), 10);
  const size = Number.parseInt(param(params, 'size'), 10);
  const filters = Object.entries(definition.filters).map(
    ([key, filter]) => [key, parseFilter(filter, param(params, key))] as const,
  );
  return {
    page: Number.isFinite(page) ? Math.min(Math.max(page, 1), lastPage) : 1,
    size: pageSizes.find((allowed) => allowed === size) ?? defaultSize,
    ...parseSort(definition as ListDefinition<never>, param(params, 'sort')),
    // NUL is the one character Postgres cannot take in a text.
    q: param(params, 'q').replaceAll('\0', '').trim().slice(0, longestSearch),
    filters: Object.fromEntries(filters.filter(([, values]) => values.length > 0)),
  };
}

/** The address of the list in another state; a change of anything but the page goes back to page one. */
export function listHref(base: string, state: ListState, change: Partial<ListState> = {}): string {
  const next = { ...state, page: 1, ...change };
  const params = new URLSearchParams();
  if (next.q) params.set('q', next.q);
  for (const [key, values] of Object.entries(next.filters))
    if (values.length) params.set(key, values.join(','));
  params.set('sort', next.dir === 'desc' ? `-${next.sort}` : next.sort);
  if (next.size !== defaultSize) params.set('size', String(next.size));
  if (next.page > 1) params.set('page', String(next.page));
  return `${base}?${params}`;
}

/** `%text%` for LIKE, with LIKE's own signs escaped. */
export function likePattern(text: string, where: 'start' | 'anywhere' = 'anywhere'): string {
  const escaped = text.replace(/[\\%_]/g, (sign) => `\\${sign}`);
  return where === 'start' ? `${escaped}%` : `%${escaped}%`;
}
