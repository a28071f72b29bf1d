import { ActionButton } from '@/components/form/action-button';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import { officeDay } from '@/lib/core/time';
import { endDelegationAction } from '@/lib/identity/delegations/actions';
import { type DelegationRow, lastDayOf } from '@/lib/identity/delegations/list';
import { delegableRoles, delegationStates } from '@/lib/identity/delegations/rules';

const tones = { upcoming: 'info', current: 'success', ended: 'neutral' } as const;

const columns: Column<DelegationRow>[] = [
  {
    key: 'from',
    header: '委托人',
    cell: (row) => <TwoLines main={row.fromName} sub={row.fromUnit} />,
  },
  {
    key: 'to',
    header: '受托人',
    onPhone: 'labelled',
    cell: (row) => <TwoLines main={row.toName} sub={row.toUnit} />,
  },
  { key: 'role', header: '职责', onPhone: 'inline', cell: (row) => delegableRoles[row.role] },
  {
    key: 'period',
    header: '期间',
    onPhone: 'inline',
    cell: (row) => (
      <span className="tabular-nums">
        {officeDay(row.startsAt)} 至 {lastDayOf(row)}
      </span>
    ),
  },
  {
    key: 'reason',
    header: '事由',
    cell: (row) => (
      <>
        {row.reason}
        {row.enteredBy ? <span className="block text-muted text-xs">{row.enteredBy}登记</span> : null}
        {row.may.readPaper ? (
          <a href={`/api/files/${row.paperFileId}`} download className="text-link text-xs underline">
            下载委托书
          </a>
        ) : null}
      </>
    ),
  },
  {
    key: 'state',
    header: '状态',
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-2">
        <Badge tone={tones[row.state]}>{delegationStates[row.state]}</Badge>
        {row.may.end ? (
          <ActionButton
            action={endDelegationAction}
            input={{ id: row.id }}
            label="结束"
            size="small"
            confirm={`立即结束${row.fromName}对${row.toName}的委托？双方都会收到通知。`}
            success="已结束委托，并通知双方"
          />
        ) : null}
      </span>
    ),
  },
];

type RowsProps = {
  caption: string;
  rows: readonly DelegationRow[];
  empty: { title: string; hint?: string };
  footer?: React.ReactNode;
};

/** Delegations as rows, each with its period, paper and end. */
export function DelegationRows({ caption, rows, empty, footer }: RowsProps) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.id}
      empty={<EmptyState {...empty} />}
      footer={footer}
    />
  );
}
