import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import type { FilterChip } from '@/components/list/filter-chips';
import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { type WordRow, wordList } from '@/lib/dictionaries/list';
import { originNames } from '@/lib/dictionaries/rules';
import { categoryNames, clauseOf } from '@/lib/screening/categories';
import { SeverityBadge } from './severity-badge';
import { WordBar } from './word-bar';

const base = '/admin/screening/words';

const columns: Column<WordRow>[] = [
  {
    key: 'word',
    header: '词条',
    cell: (row) => (row.note ? <TwoLines main={row.word} sub={row.note} /> : row.word),
  },
  {
    key: 'category',
    header: '类别',
    width: 'w-36',
    sortKey: 'category',
    cell: (row) => <TwoLines main={categoryNames[row.category]} sub={`制度 ${clauseOf(row.category)}`} />,
  },
  {
    key: 'severity',
    header: '级别',
    width: 'w-16',
    cell: (row) => <SeverityBadge severity={row.severity} />,
  },
  {
    key: 'origin',
    header: '来源',
    width: 'w-28',
    cell: (row) => (
      <span className="flex flex-wrap gap-1">
        {originNames[row.origin]}
        {row.active ? null : <Badge>停用</Badge>}
      </span>
    ),
  },
  {
    key: 'version',
    header: '更新',
    width: 'w-36',
    sortKey: 'version',
    onPhone: 'hidden',
    cell: (row) => (
      <TwoLines
        main={`第 ${row.version} 版 ${row.changedByName}`}
        sub={<DateTime at={row.changedAt} show="short" />}
      />
    ),
  },
];

const filters: FilterChip[] = ['category', 'severity', 'origin', 'state'].map((key) => ({
  key,
  label: wordList.filters[key]?.label ?? key,
  choices: wordList.filters[key]?.choices ?? [],
}));

/** The words of the dictionaries; several can be changed at once. */
export function WordTable({ state, page }: { state: ListState; page: Page<WordRow> }) {
  return (
    <>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="条"
        search="搜词条"
        filters={filters}
        exportName={wordList.name}
      />
      <DataTable
        caption="词条"
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.id}
        rowHref={(row) => `${base}/${row.id}`}
        list={{ base, state }}
        selection={{ label: (row) => row.word, bar: <WordBar />, counted: '条' }}
        empty={<EmptyState title="没有词条" hint="在右侧新增，或到“导入”批量加入。" />}
        footer={<Pagination base={base} state={state} page={page} />}
      />
    </>
  );
}
