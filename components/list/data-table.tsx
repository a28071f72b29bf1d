import type { ReactNode } from 'react';
import { Icon } from '@/components/ui/icon';
import { PageLink } from '@/components/ui/page-link';
import { Plain } from '@/components/ui/plain';
import { type ListState, listHref } from '@/lib/core/paging';
import { ClearFilters } from './clear-filters';
import { ClosedCheckbox, LineCheckbox, RowCheckbox, SelectAll } from './row-boxes';
import { Selection } from './selection';

export type Column<Row> = {
  key: string;
  header: string;
  /** Null where there is nothing to say: a dash in the table, no line on a phone's card. */
  cell: (row: Row) => ReactNode;
  /** Numbers and deadlines stand right. */
  align?: 'left' | 'right';
  /** A Tailwind width, e.g. `w-32`; others share what is left. */
  width?: string;
  /** The list's sort key, when the column can be sorted by. */
  sortKey?: string;
  /** On a phone's card: a line of its own after the header, unless `inline` (shares a line, without the header), `labelled` (shares one, with it) or `hidden`. */
  onPhone?: 'inline' | 'labelled' | 'hidden';
};

type RowSelection<Row> = {
  label: (row: Row) => string;
  bar: ReactNode;
  /** What a ticked row is, as its buttons count it: 人, 行. Left out, 件. */
  counted?: string;
  selectable?: (row: Row) => boolean;
  /** Why a row that cannot be ticked now has a box nevertheless; null of one that never could. */
  whyNot?: (row: Row) => string | null;
  /** Rows that stand for several things: their cells hold a `RowCheckbox` for each, and the row's own box ticks all of these. */
  several?: (row: Row) => boolean;
};

type DataTableProps<Row> = {
  /** What the rows are, for screen readers. */
  caption: string;
  columns: Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** Makes the first column a link and the whole row open it; that column's cell must not hold links itself. */
  rowHref?: (row: Row) => string;
  /** Needed for sortable headers, and for the way out of filters that leave no row. */
  list?: { base: string; state: ListState };
  /** Checkboxes; `label` names a row, `bar` holds client components that use `useSelection()`. */
  selection?: RowSelection<Row>;
  /** Shown instead of the table when there are no rows. */
  empty: ReactNode;
  /** Below the rows: the pagination. */
  footer?: ReactNode;
};

/**
 * A list of rows in a panel: a table with headers, on a phone one card per row (never a sideways scroll). How rows and cells look is
 * said once in globals.css: repeated with every cell, it made up most of a list's answer.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { rows, list, selection, empty, footer } = props;
  const panel = 'rounded-lg border border-base-300 bg-base-100 print:border-0';
  if (rows.length === 0) {
    return (
      <div className={panel}>
        {empty}
        {list ? (
          <div className="-mt-6 pb-10 text-center empty:hidden">
            <ClearFilters {...list} />
          </div>
        ) : null}
        {footer}
      </div>
    );
  }
  const table = <Table {...props} />;
  return (
    <div className={panel} data-rows>
      {selection ? (
        <Selection bar={selection.bar} counted={selection.counted ?? '件'}>
          {table}
        </Selection>
      ) : (
        table
      )}
      {footer}
    </div>
  );
}

function Table<Row>({ caption, columns, rows, rowKey, rowHref, list, selection }: DataTableProps<Row>) {
  return (
    <table className="w-full text-left max-md:block md:table-fixed print:table">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-md:sr-only print:not-sr-only">
        <Plain as="tr" className="border-base-300 border-b text-muted text-xs">
          {selection ? (
            <th className="no-print w-11 py-2 pl-3">
              <SelectAll disabled={!rows.some((row) => isSelectable(selection, row))} />
            </th>
          ) : null}
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} list={list} />
          ))}
        </Plain>
      </thead>
      <tbody className="max-md:block print:table-row-group">
        {rows.map((row) => (
          <Plain as="tr" key={rowKey(row)} data-row>
            {selection ? (
              <td className="no-print align-middle max-md:absolute max-md:top-2.5 max-md:right-3 md:pl-3">
                <RowBox row={row} id={rowKey(row)} selection={selection} />
              </td>
            ) : null}
            {columns.map((column, index) => (
              <BodyCell
                key={column.key}
                column={column}
                row={row}
                first={index === 0}
                href={rowHref?.(row)}
              />
            ))}
          </Plain>
        ))}
      </tbody>
    </table>
  );
}

const isSelectable = <Row,>({ selectable }: RowSelection<Row>, row: Row): boolean =>
  selectable?.(row) !== false;

function RowBox<Row>({ row, id, selection }: { row: Row; id: string; selection: RowSelection<Row> }) {
  const label = selection.label(row);
  if (!isSelectable(selection, row)) {
    const why = selection.whyNot?.(row);
    return why ? <ClosedCheckbox label={label} why={why} /> : null;
  }
  return selection.several?.(row) ? <LineCheckbox label={label} /> : <RowCheckbox id={id} label={label} />;
}

const SORTED = { asc: 'ascending', desc: 'descending' } as const;
const ALIGN = { left: 'text-left', right: 'md:text-right' };

function HeaderCell<Row>({ column, list }: { column: Column<Row>; list: DataTableProps<Row>['list'] }) {
  const { header, sortKey, align = 'left', width = '' } = column;
  const place = `px-3 py-2 font-medium ${ALIGN[align]} ${width}`;
  if (!(sortKey && list)) {
    return <th className={place}>{header}</th>;
  }
  const { base, state } = list;
  const active = state.sort === sortKey;
  const dir = active && state.dir === 'asc' ? 'desc' : 'asc';
  return (
    <th aria-sort={active ? SORTED[state.dir] : 'none'} className={place}>
      <PageLink
        href={listHref(base, state, { sort: sortKey, dir })}
        className="inline-flex items-center gap-1 hover:text-link"
      >
        {header}
        {active ? <Icon name={state.dir === 'asc' ? 'up' : 'down'} className="size-3.5" /> : null}
      </PageLink>
    </th>
  );
}

type BodyCellProps<Row> = { column: Column<Row>; row: Row; first: boolean; href: string | undefined };

function BodyCell<Row>({ column, row, first, href }: BodyCellProps<Row>) {
  const { align, onPhone, header } = column;
  const content = column.cell(row);
  const left = onPhone === 'hidden' || content === null;
  return (
    <td
      data-cell={first ? '' : header}
      className={left ? 'max-md:hidden print:table-cell' : undefined}
      data-inline={onPhone === 'hidden' ? undefined : onPhone}
      data-align={align}
    >
      {first && href ? (
        <PageLink href={href} data-row-link>
          {content}
        </PageLink>
      ) : (
        <div>{content ?? '—'}</div>
      )}
    </td>
  );
}

/** Two lines in one cell: what matters, and what it belongs to. */
export function TwoLines({ main, sub }: { main: ReactNode; sub: ReactNode }) {
  return (
    <>
      <span className="block">{main}</span>
      <span className="block font-normal text-muted text-xs">{sub}</span>
    </>
  );
}
