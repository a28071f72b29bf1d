import { type Column, DataTable } from '@/components/list/data-table';
import { formatMoment } from '@/lib/core/time';
import type { SweepRow } from '@/lib/groups/inactive/queries/sweeps';
import { sweepName } from '@/lib/groups/inactive/rules';

const number = (key: string, header: string, value: (row: SweepRow) => number): Column<SweepRow> => ({
  key,
  header,
  onPhone: 'labelled',
  align: 'right',
  cell: (row) => <span className="tabular-nums">{value(row)}</span>,
});

const columns: Column<SweepRow>[] = [
  { key: 'name', header: '清理', width: 'w-48', cell: (row) => sweepName(row) },
  {
    key: 'started',
    header: '发起',
    width: 'w-56',
    onPhone: 'hidden',
    cell: (row) => `${row.startedByName} ${formatMoment(row.startedAt)}`,
  },
  number('all', '询问', (row) => row.asked + row.escalated + row.kept + row.removed + row.lapsed),
  number('kept', '保留', (row) => row.kept),
  number('removed', '移出', (row) => row.removed),
  number('lapsed', '作罢', (row) => row.lapsed),
  number('open', '未答复', (row) => row.asked + row.escalated),
];

/** Earlier sweeps, each leading to its members. */
export function SweepHistory({ sweeps }: { sweeps: readonly SweepRow[] }) {
  if (!sweeps.length) return null;
  return (
    <section className="mt-6">
      <h2 className="mb-2 font-medium">历次清理</h2>
      <DataTable
        caption="历次清理"
        columns={columns}
        rows={sweeps}
        rowKey={(row) => row.id}
        rowHref={(row) => `/inactive?sweep=${row.id}&sort=due`}
        empty={null}
      />
    </section>
  );
}
