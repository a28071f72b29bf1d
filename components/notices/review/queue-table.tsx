import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { Deadline } from '@/components/ui/deadline';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { formatShort } from '@/lib/core/time';
import { type QueueRow, queueState } from '@/lib/notices/review/list';
import { stepWorkflow } from '@/lib/notices/review/states';
import { categoryNames } from '@/lib/notices/states';
import { ApproveBar } from './approve-bar';

const columns: Column<QueueRow>[] = [
  {
    key: 'title',
    header: '信息',
    cell: (row) => (
      <TwoLines
        main={row.title}
        sub={`${row.number ?? ''} · ${row.unitName} ${row.authorName} · ${formatShort(row.submittedAt)} 提交`}
      />
    ),
  },
  {
    key: 'kind',
    header: '类别',
    onPhone: 'inline',
    width: 'w-44',
    cell: (row) => (
      <span className="flex flex-wrap gap-1">
        {row.afterwards ? <Badge tone="error">先发后审</Badge> : null}
        {row.recalled ? <Badge tone="error">已召回</Badge> : null}
        {row.major ? <Badge tone="error">重要事项</Badge> : null}
        <Badge tone={row.category === 'emergency' ? 'error' : 'info'}>{categoryNames[row.category]}</Badge>
      </span>
    ),
  },
  {
    key: 'evidence',
    header: '审核参考',
    onPhone: 'inline',
    width: 'w-48',
    cell: (row) => (
      <TwoLines
        main={`${row.targets} 个群${row.attachments ? ` · ${row.attachments} 个附件` : ''}`}
        sub={row.hits ? <span className="text-warning-ink">{row.hits} 项筛查提示</span> : '无筛查提示'}
      />
    ),
  },
  {
    key: 'revision',
    header: '版次',
    onPhone: 'inline',
    width: 'w-28',
    cell: (row) => <TwoLines main={`第 ${row.revisionNumber} 版`} sub={row.opened ? '已查看' : '未查看'} />,
  },
  {
    key: 'reviewer',
    header: '审核人',
    onPhone: 'inline',
    width: 'w-32',
    cell: (row) => <span className={row.vacant ? 'text-error-ink' : undefined}>{queueState(row)}</span>,
  },
  {
    key: 'due',
    header: '时限 / 结果',
    onPhone: 'inline',
    width: 'w-36',
    align: 'right',
    sortKey: 'due',
    cell: (row) => <DueOrEnd row={row} />,
  },
];

/** The last column is when it is due, or when it was decided: what the list stands by. */
const sortedBy = ({ sort }: ListState): Column<QueueRow>[] =>
  columns.map((column) => (column.sortKey ? { ...column, sortKey: sort } : column));

function DueOrEnd({ row }: { row: QueueRow }) {
  if (row.deadline && row.dueAt) return <Deadline dueAt={row.dueAt} {...row.deadline} />;
  return (
    <span className="text-muted">
      {stepWorkflow.states[row.status].label} {row.decidedAt ? formatShort(row.decidedAt) : null}
    </span>
  );
}

/** Why a row that waits for the reader cannot be approved together with others. */
function whyNot({ may, major, afterwards }: QueueRow): string | null {
  if (!may.review) return null;
  if (afterwards) return '先发后审的须逐件审核';
  return major ? '重要事项须逐件审核' : '打开看过才能一起通过';
}

/** By more than by whose turn it is: only then is there something to clear. */
const isNarrowed = ({ q, filters }: ListState): boolean =>
  q !== '' || Object.keys(filters).some((key) => key !== 'show');

interface QueueTableProps {
  state: ListState;
  page: Page<QueueRow>;
}

/** Notices under review as rows; ordinary ones that the reader has opened can be ticked and approved together. */
export function QueueTable({ state, page }: QueueTableProps) {
  const together = page.rows.filter((row) => row.may.many);
  const mine = page.rows.some((row) => row.may.review);
  const base = '/review';
  return (
    <DataTable
      caption="审核队列"
      columns={sortedBy(state)}
      rows={page.rows}
      rowKey={(row) => row.id}
      rowHref={(row) => `/review/${row.noticeId}`}
      list={page.rows.length || isNarrowed(state) ? { base, state } : undefined}
      selection={
        mine
          ? {
              label: (row) => row.title,
              bar: (
                <ApproveBar
                  steps={Object.fromEntries(
                    together.map(({ id, version, title }) => [id, { version, title }]),
                  )}
                />
              ),
              selectable: (row) => row.may.many,
              whyNot,
            }
          : undefined
      }
      empty={<NothingWaits state={state} />}
      footer={
        <>
          {mine ? (
            <p className="no-print border-base-300 border-t px-4 py-2 text-muted text-xs">
              打开看过的一般信息可以勾选后一起通过；重要事项、先发后审的须逐件审核。
            </p>
          ) : null}
          <Pagination base={base} state={state} page={page} />
        </>
      }
    />
  );
}

function NothingWaits({ state }: { state: ListState }) {
  if (isNarrowed(state)) return <EmptyState title="没有符合条件的信息" hint="可以减少筛选条件。" />;
  if (state.filters.show?.includes('done')) return <EmptyState title="还没有审核过信息" />;
  return (
    <EmptyState
      title="没有待审核的信息"
      hint="单位信息由负责人审核，重要事项再由分管领导审核（制度 3.4.1、3.4.2）。有新的会在消息中提醒。"
    />
  );
}
