import type { ReactNode } from 'react';
import { type Column, DataTable } from '@/components/list/data-table';
import { TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { type GroupFigures, lateOf } from '@/lib/groups/figures/list';
import { shareText } from '@/lib/groups/figures/rules';
import { summaryOf } from '@/lib/groups/orders/kinds';

const number = (
  key: string,
  header: string,
  value: (row: GroupFigures) => ReactNode,
): Column<GroupFigures> => ({
  key,
  header,
  onPhone: 'labelled',
  align: 'right',
  cell: (row) => <span className="tabular-nums">{value(row)}</span>,
});

/** The orders behind a number, for whoever may see them. */
export const lateOrders = (groupId?: string): string =>
  `/orders?${new URLSearchParams({ status: 'open,failed', overdue: 'yes', sort: 'due', ...(groupId ? { group: groupId } : {}) })}`;

/** How many are late, and of what; a way to them for whoever may see them. */
function Late({ row, linked }: { row: GroupFigures; linked: boolean }) {
  const count = lateOf(row);
  if (!count) return <span className="text-muted tabular-nums">0</span>;
  const text = (
    <span className="text-error-ink tabular-nums">
      {count} <span className="text-xs">{summaryOf(row.late)}</span>
    </span>
  );
  return linked ? <TextLink href={lateOrders(row.groupId)}>{text}</TextLink> : text;
}

const columnsOf = (linked: boolean): Column<GroupFigures>[] => [
  { key: 'group', header: '工作群', cell: (row) => row.groupName },
  number('members', '成员', (row) => row.members),
  number('toSet', '待改昵称', (row) => row.toSet),
  number('share', '规范率', (row) => shareText(row.members - row.toSet, row.members)),
  number('orders', '待办理', (row) => row.orders),
  { ...number('late', '逾期未办', () => null), cell: (row) => <Late row={row} linked={linked} /> },
];

/** How each group stands: nicknames, and the work in its chat; a row leads to the group. `linked`: the reader may see orders. */
export function GroupFigureTable({ rows, linked }: { rows: readonly GroupFigures[]; linked: boolean }) {
  return (
    <DataTable
      caption="各群昵称和办理情况"
      columns={columnsOf(linked)}
      rows={rows}
      rowKey={(row) => row.groupId}
      rowHref={(row) => `/groups/${row.groupId}`}
      empty={<EmptyState title="还没有群成员" />}
    />
  );
}
