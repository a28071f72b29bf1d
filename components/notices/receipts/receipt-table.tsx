import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { type ReceiptRow, sourceText } from '@/lib/notices/receipts/list';
import { receiptStateOf, receiptStates, standingText } from '@/lib/notices/receipts/rules';

const columns: Column<ReceiptRow>[] = [
  {
    key: 'person',
    header: '人员',
    width: 'w-40',
    sortKey: 'unit',
    cell: (row) => (
      <TwoLines main={row.name} sub={[row.unitName, standingText(row)].filter(Boolean).join('，')} />
    ),
  },
  { key: 'group', header: '工作群', width: 'w-44', cell: (row) => row.groupName, onPhone: 'hidden' },
  {
    key: 'state',
    header: '状态',
    width: 'w-24',
    sortKey: 'state',
    cell: (row) => {
      const { label, tone } = receiptStates[receiptStateOf(row)];
      return <Badge tone={tone}>{label}</Badge>;
    },
  },
  {
    key: 'reply',
    header: '回执内容',
    cell: (row) => <TwoLines main={row.reply ?? '—'} sub={sourceText(row)} />,
  },
  {
    key: 'read',
    header: '阅读时间',
    width: 'w-28',
    align: 'right',
    cell: (row) => (row.readAt ? formatShort(row.readAt) : '—'),
  },
  {
    key: 'acknowledged',
    header: '确认时间',
    width: 'w-28',
    align: 'right',
    cell: (row) => (row.acknowledgedAt ? formatShort(row.acknowledgedAt) : '—'),
  },
  {
    key: 'chased',
    header: '最近催办',
    width: 'w-28',
    align: 'right',
    onPhone: 'hidden',
    cell: (row) => (row.chasedAt ? formatShort(row.chasedAt) : '—'),
  },
];

interface ReceiptTableProps {
  base: string;
  state: ListState;
  page: Page<ReceiptRow>;
}

/** Who has read and acknowledged, person by person. */
export function ReceiptTable({ base, state, page }: ReceiptTableProps) {
  return (
    <DataTable
      caption="已读与回执"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.personId}
      list={{ base, state }}
      empty={<EmptyState title="没有符合条件的人员" hint="可以减少筛选条件。" />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}
