import { type Column, DataTable } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { ChangeRow } from '@/lib/dictionaries/list';
import { changeText } from '@/lib/dictionaries/rules';

function kindOf({ before, after }: ChangeRow) {
  if (!before) return <Badge tone="success">新增</Badge>;
  return after ? <Badge tone="info">修改</Badge> : <Badge tone="error">删除</Badge>;
}

const columns: Column<ChangeRow>[] = [
  { key: 'word', header: '词条', width: 'w-56', cell: ({ before, after }) => (after ?? before)?.word },
  { key: 'kind', header: '变更', width: 'w-20', cell: kindOf },
  { key: 'what', header: '内容', cell: ({ before, after }) => changeText(before, after) },
];

type ChangeTableProps = { base: string; state: ListState; page: Page<ChangeRow> };

/** What a version did, word by word. */
export function ChangeTable({ base, state, page }: ChangeTableProps) {
  return (
    <DataTable
      caption="变更"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.wordId}
      empty={<EmptyState title="没有变更" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}
