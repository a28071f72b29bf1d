import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { submitterOf } from '@/lib/groups/requests/rules';
import type { TransferRow } from '@/lib/groups/transfers/list';
import { transferWorkflow } from '@/lib/groups/transfers/states';

/** The state of a transfer as a badge. */
export function TransferBadge({ status }: Pick<TransferRow, 'status'>) {
  const { label, tone } = transferWorkflow.states[status];
  return <Badge tone={tone}>{label}</Badge>;
}

const columns: Column<TransferRow>[] = [
  { key: 'person', header: '人员', width: 'w-28', cell: (row) => row.personName },
  {
    key: 'units',
    header: '原单位 / 新单位',
    cell: (row) => (
      <TwoLines
        main={`${row.fromUnit} → ${row.toUnit}`}
        sub={[row.duty, row.reason].filter(Boolean).join(' · ')}
      />
    ),
  },
  {
    key: 'effective',
    header: '生效日期',
    width: 'w-32',
    sortKey: 'effective',
    cell: (row) => <span className="tabular-nums">{row.effectiveOn}</span>,
  },
  { key: 'state', header: '状态', width: 'w-24', cell: (row) => <TransferBadge status={row.status} /> },
  {
    key: 'submitter',
    header: '登记',
    width: 'w-40',
    cell: (row) => <TwoLines main={submitterOf(row)} sub={formatShort(row.submittedAt)} />,
  },
];

type TransferTableProps = { base: string; state: ListState; page: Page<TransferRow>; submits: boolean };

/** Transfers as rows; each opens its page. */
export function TransferTable({ base, state, page, submits }: TransferTableProps) {
  return (
    <DataTable
      caption="工作变动"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `${base}/${row.id}`}
      list={{ base, state }}
      empty={
        <EmptyState
          title="没有工作变动"
          hint="有人换单位时在这里办理：换单位、退群、入群一次提交，到生效日期自动下达办理单。"
          action={submits ? <ButtonLink href={`${base}/new`}>办理工作变动</ButtonLink> : null}
        />
      }
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}
