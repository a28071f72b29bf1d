import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge, type Tone } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { ImportRowShown } from '@/lib/identity/imports/list';
import { resultName } from '@/lib/identity/imports/rules/verdict';

const resultTones: Record<ImportRowShown['result'], Tone> = {
  new: 'success',
  changed: 'info',
  unchanged: 'neutral',
  error: 'error',
};
const outcomes = {
  done: { label: '已导入', tone: 'success' },
  same: { label: '已登记', tone: 'neutral' },
  refused: { label: '未导入', tone: 'error' },
} as const satisfies Record<string, { label: string; tone: Tone }>;

function State({ row }: { row: ImportRowShown }) {
  if (row.outcome) return <Badge tone={outcomes[row.outcome].tone}>{outcomes[row.outcome].label}</Badge>;
  return <Badge tone={resultTones[row.result]}>{resultName(row.result)}</Badge>;
}

/** What is wrong, or what changes, column by column. */
function Particulars({ row }: { row: ImportRowShown }) {
  if (row.message) return <span className="text-error-ink">{row.message}</span>;
  if (row.outcome === 'same') return '核对之后已有相同的登记，不必再写入';
  if (row.problems.length)
    return (
      <ul className="text-error-ink">
        {row.problems.map(({ column, message }) => (
          <li key={`${column}${message}`}>
            {column}：{message}
          </li>
        ))}
      </ul>
    );
  if (!row.changes.length) return '—';
  return (
    <ul>
      {row.changes.map(({ column, before, after }) => (
        <li key={column}>
          {column}：<span className="text-muted">{before ?? '无'}</span> → {after ?? '无'}
        </li>
      ))}
    </ul>
  );
}

const columnsFor = (base: string): Column<ImportRowShown>[] => [
  {
    key: 'row',
    header: '行 / 名称',
    width: 'w-64',
    cell: (row) => <TwoLines main={`第 ${row.row} 行　${row.name}`} sub={row.details || '—'} />,
  },
  { key: 'state', header: '结果', width: 'w-28', cell: (row) => <State row={row} /> },
  { key: 'particulars', header: '说明', cell: (row) => <Particulars row={row} /> },
  {
    key: 'entity',
    header: '登记',
    width: 'w-20',
    onPhone: 'hidden',
    cell: ({ entityId }) => (entityId ? <TextLink href={`${base}/${entityId}`}>查看</TextLink> : '—'),
  },
];

type RowTableProps = { base: string; address: string; state: ListState; page: Page<ImportRowShown> };

/** The rows of an uploaded sheet with what each would do or has done. */
export function RowTable({ base, address, state, page }: RowTableProps) {
  return (
    <DataTable
      caption="逐行核对结果"
      columns={columnsFor(base)}
      rows={page.rows}
      rowKey={({ id }) => id}
      list={{ base: address, state }}
      empty={<EmptyState title="没有这样的行" />}
      footer={<Pagination base={address} state={state} page={page} />}
    />
  );
}
