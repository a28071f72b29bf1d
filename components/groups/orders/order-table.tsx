import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { Deadline } from '@/components/ui/deadline';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { kindsOfOrder } from '@/lib/groups/orders/kinds';
import type { OrderRow } from '@/lib/groups/orders/list';
import { orderWorkflow } from '@/lib/groups/orders/states';
import { platformNames } from '@/lib/groups/rules';

const columns: Column<OrderRow>[] = [
  {
    key: 'order',
    header: '办理单',
    width: 'w-40',
    cell: (row) => <TwoLines main={row.number} sub={kindsOfOrder[row.kind].name} />,
  },
  {
    key: 'group',
    header: '工作群',
    onPhone: 'inline',
    cell: (row) => <TwoLines main={row.groupName} sub={`${platformNames[row.platform]}群`} />,
  },
  {
    key: 'person',
    header: '人员',
    onPhone: 'inline',
    cell: (row) => (row.personName ? <TwoLines main={row.personName} sub={row.unitName ?? ''} /> : null),
  },
  {
    key: 'content',
    header: '内容',
    onPhone: 'labelled',
    width: 'w-60',
    cell: (row) => row.nickname ?? row.title,
  },
  {
    key: 'state',
    header: '状态',
    onPhone: 'inline',
    cell: (row) => (
      <>
        <Badge tone={orderWorkflow.states[row.status].tone}>{orderWorkflow.states[row.status].label}</Badge>
        {row.failReason ? <span className="block text-muted text-xs">{row.failReason}</span> : null}
      </>
    ),
  },
  {
    key: 'due',
    header: '时限',
    onPhone: 'inline',
    width: 'w-40',
    align: 'right',
    sortKey: 'due',
    cell: (row) => (
      <>
        {row.deadline ? <Deadline dueAt={row.dueAt} {...row.deadline} /> : null}
        {row.status === 'open' ? null : (
          <span className="block text-muted">
            {row.statusByName} {formatShort(row.handledAt ?? row.statusAt)}
          </span>
        )}
        {row.late ? <span className="block text-error-ink text-xs">逾期办理</span> : null}
      </>
    ),
  },
];

/** Orders as rows, in any state. */
export function OrderTable({ state, page }: { state: ListState; page: Page<OrderRow> }) {
  return (
    <DataTable
      caption="群内办理单"
      columns={columns}
      rows={page.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/orders/${row.id}`}
      list={{ base: '/orders', state }}
      empty={<EmptyState title="没有符合条件的办理单" hint="可以减少筛选条件，或查看全部。" />}
      footer={<Pagination base="/orders" state={state} page={page} />}
    />
  );
}
