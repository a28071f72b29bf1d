import type { ReactNode } from 'react';
import { type Column, DataTable } from '@/components/list/data-table';
import { TextLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { FigureRow } from '@/lib/groups/figures/list';
import { hoursText, type Period } from '@/lib/groups/figures/rules';

/** The requests behind a figure of a unit, or of all. */
export function behind({ unitId }: Pick<FigureRow, 'unitId'>, more: Record<string, string>): string {
  const params = new URLSearchParams({ kind: 'join', ...(unitId ? { unit: unitId } : {}), ...more });
  return `/membership?${params}`;
}

/** A count that leads to its rows; nothing leads to none. */
function Count({ value, href, bad = false }: { value: number; href: string; bad?: boolean }): ReactNode {
  if (!value) return <span className="text-muted tabular-nums">0</span>;
  return (
    <TextLink href={href}>
      <span className={`inline-block min-w-6 py-0.5 tabular-nums ${bad ? 'text-error-ink' : ''}`}>
        {value}
      </span>
    </TextLink>
  );
}

const figure = (key: string, header: string, cell: (row: FigureRow) => ReactNode): Column<FigureRow> => ({
  key,
  header,
  onPhone: 'labelled',
  align: 'right',
  cell,
});

function columnsOf(period: Period): Column<FigureRow>[] {
  return [
    { key: 'unit', header: '单位', width: 'w-44', cell: (row) => row.unitName },
    figure('submitted', '提交', (row) => <Count value={row.submitted} href={behind(row, { period })} />),
    figure('decided', '已审核', (row) => (
      <Count value={row.decided} href={behind(row, { period, status: 'approved,done,rejected' })} />
    )),
    figure('rejected', '驳回', (row) => (
      <Count value={row.rejected} href={behind(row, { period, status: 'rejected' })} />
    )),
    figure('decision', '审核用时', (row) => (
      <span className="tabular-nums">{hoursText(row.decisionHours)}</span>
    )),
    figure('late', '审核超时', (row) => (
      <Count value={row.late} href={behind(row, { period, late: 'yes' })} bad />
    )),
    figure('done', '已办结', (row) => (
      <Count value={row.done} href={behind(row, { period, status: 'done' })} />
    )),
    figure('handling', '办理用时', (row) => (
      <span className="tabular-nums">{hoursText(row.handlingHours)}</span>
    )),
    figure('overdue', '现逾期未审', (row) => (
      <Count value={row.overdue} href={behind(row, { status: 'submitted', overdue: 'yes' })} bad />
    )),
  ];
}

/** What has become of each unit's requests. */
export function FigureTable({ rows, period }: { rows: readonly FigureRow[]; period: Period }) {
  return (
    <DataTable
      caption="各单位入群申请办理情况"
      columns={columnsOf(period)}
      rows={rows}
      rowKey={(row) => row.unitId ?? 'all'}
      empty={<EmptyState title="这段时间没有入群申请" hint="可以换一段时间查看。" />}
    />
  );
}
