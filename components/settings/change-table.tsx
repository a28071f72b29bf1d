import { type Column, DataTable } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import type { SettingChangeRow } from '@/lib/settings/list';

const when: Column<SettingChangeRow> = {
  key: 'at',
  header: '调整时间',
  width: 'w-48',
  cell: (row) => <DateTime at={row.changedAt} />,
};
const which: Column<SettingChangeRow> = { key: 'label', header: '设置项', cell: (row) => row.label };
const what: Column<SettingChangeRow>[] = [
  {
    key: 'change',
    header: '调整',
    cell: (row) => (
      <span className="tabular-nums">
        {row.before} → <span className="font-medium">{row.after}</span>
      </span>
    ),
  },
  { key: 'reason', header: '原因', cell: (row) => row.reason },
  { key: 'who', header: '调整人', width: 'w-24', cell: (row) => row.changedByName },
];

type ChangeTableProps = { base: string; state: ListState; page: Page<SettingChangeRow>; named: boolean };

/** Who changed what, when and why, newest first. */
export function ChangeTable({ base, state, page, named }: ChangeTableProps) {
  return (
    <DataTable
      caption="调整记录"
      columns={named ? [when, which, ...what] : [when, ...what]}
      rows={page.rows}
      rowKey={(row) => row.id}
      empty={<EmptyState title="还没有调整过" hint="每次调整的前后取值、原因和调整人都会留在这里。" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}
