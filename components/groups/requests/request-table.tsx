import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button';
import { Deadline } from '@/components/ui/deadline';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import type { RequestRow } from '@/lib/groups/requests/list';
import { shownState } from '@/lib/groups/requests/states';
import { DecisionBar } from './decision-bar';
import { EvidenceText } from './evidence-text';

const columns: Column<RequestRow>[] = [
  {
    key: 'person',
    header: '人员',
    width: 'w-32',
    cell: (row) => <TwoLines main={row.personName} sub={row.phoneMasked ?? '未登记手机号'} />,
  },
  {
    key: 'unit',
    header: '单位 / 职务',
    width: 'w-40',
    cell: (row) => <TwoLines main={row.unitName} sub={row.duty || '—'} />,
  },
  {
    key: 'group',
    header: '工作群',
    cell: (row) => (
      <TwoLines
        main={
          <>
            {row.kind === 'leave' ? <Badge>退群</Badge> : null} {row.groupName}
          </>
        }
        sub={row.reason}
      />
    ),
  },
  {
    key: 'evidence',
    header: '审核参考',
    cell: (row) => <EvidenceText evidence={row.evidence} />,
  },
  { key: 'nickname', header: '群昵称', width: 'w-36', cell: (row) => row.nickname },
  { key: 'state', header: '状态', width: 'w-24', cell: (row) => <StateBadge row={row} /> },
  {
    key: 'due',
    header: '时限 / 办结',
    width: 'w-36',
    align: 'right',
    sortKey: 'due',
    cell: (row) => <DueOrEnd row={row} />,
  },
];

/** By when the Office decides or the group handles; once it is over, how and when it ended. */
function DueOrEnd({ row }: { row: RequestRow }) {
  const { order } = row;
  if (row.deadline) return <Deadline dueAt={row.dueAt} {...row.deadline} />;
  if (row.transferOn) return <span className="text-muted">{row.transferOn} 变动生效</span>;
  if (order?.deadline) return <Deadline dueAt={order.dueAt} {...order.deadline} />;
  if (order) return <span className="text-error-ink">未办成 {formatShort(order.statusAt)}</span>;
  return (
    <span className="text-muted">
      {shownState(row, undefined).label} {formatShort(row.statusAt)}
    </span>
  );
}

function StateBadge({ row }: { row: RequestRow }) {
  const { label, tone } = shownState(row, row.order?.status);
  return <Badge tone={tone}>{label}</Badge>;
}

/** Columns that tell this reader something: not the state when every row has the same, nor evidence he is not given. */
function shownColumns(state: ListState, may: RequestTableProps['may']): Column<RequestRow>[] {
  return columns.filter(({ key }) => {
    if (key === 'state') return !namesItself(state);
    return key !== 'evidence' || may.seeEvidence;
  });
}

/** Whether every row has the same state; approved ones may still be stuck. */
function namesItself({ filters: { status } }: ListState): boolean {
  return status?.length === 1 && status[0] !== 'approved';
}

interface RequestTableProps {
  state: ListState;
  page: Page<RequestRow>;
  may: { submit: boolean; seeEvidence: boolean };
}

/** Requests as rows; those the reader may decide can be ticked and decided together. */
export function RequestTable({ state, page, may }: RequestTableProps) {
  const base = '/membership';
  const decidable = page.rows.filter((row) => row.may.decide);
  const versions = Object.fromEntries(decidable.map(({ id, version }) => [id, version]));
  return (
    <DataTable
      caption="入群退群申请"
      columns={shownColumns(state, may)}
      rows={page.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/membership/${row.id}`}
      list={{ base, state }}
      selection={
        decidable.length
          ? {
              label: (row) => `${row.personName} ${row.number}`,
              bar: <DecisionBar versions={versions} />,
              selectable: (row) => row.may.decide,
            }
          : undefined
      }
      empty={<NoRequests narrowed={state.q !== '' || Object.keys(state.filters).length > 0} may={may} />}
      footer={<Pagination base={base} state={state} page={page} />}
    />
  );
}

function NoRequests({ narrowed, may }: { narrowed: boolean; may: { submit: boolean } }) {
  const action = may.submit ? <ButtonLink href="/membership/new">新建申请</ButtonLink> : undefined;
  if (narrowed)
    return (
      <EmptyState title="没有符合条件的申请" hint="可以减少筛选条件，或查看全部状态。" action={action} />
    );
  return (
    <EmptyState
      title="还没有申请"
      hint="入群由本单位负责人申请，街道办公室审核（制度 2.1.1）。"
      action={action}
    />
  );
}
