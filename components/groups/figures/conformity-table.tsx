import { type Column, DataTable } from '@/components/list/data-table';
import { EmptyState } from '@/components/ui/empty-state';
import type { ConformityRow } from '@/lib/groups/figures/list';
import { shareText } from '@/lib/groups/figures/rules';

const number = (
  key: string,
  header: string,
  value: (row: ConformityRow) => string | number,
): Column<ConformityRow> => ({
  key,
  header,
  onPhone: 'labelled',
  align: 'right',
  cell: (row) => <span className="tabular-nums">{value(row)}</span>,
});

const columns: Column<ConformityRow>[] = [
  { key: 'group', header: '工作群', cell: (row) => row.groupName },
  number('members', '成员', (row) => row.members),
  number('toSet', '待设置昵称', (row) => row.toSet),
  number('share', '规范率', (row) => shareText(row.members - row.toSet, row.members)),
];

/** How far the nicknames of each group are as they must be; a row leads to the group. */
export function ConformityTable({ rows }: { rows: readonly ConformityRow[] }) {
  return (
    <DataTable
      caption="各群昵称规范率"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.groupId}
      rowHref={(row) => `/groups/${row.groupId}`}
      empty={<EmptyState title="还没有群成员" />}
    />
  );
}
