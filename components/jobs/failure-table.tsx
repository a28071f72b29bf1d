import { ActionButton } from '@/components/form/action-button';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { retryJobAction } from '@/lib/jobs/actions';
import { type JobFailureRow, jobFailureList, jobStateNames } from '@/lib/jobs/list';
import { jobTones } from './schedule-table';

const columns: Column<JobFailureRow>[] = [
  {
    key: 'label',
    header: '任务',
    width: 'w-56',
    cell: (row) => <TwoLines main={row.label} sub={`已尝试 ${row.attempts} 次`} />,
  },
  {
    key: 'state',
    header: '状态',
    width: 'w-28',
    cell: (row) => <Badge tone={jobTones[row.state]}>{jobStateNames[row.state]}</Badge>,
  },
  {
    key: 'at',
    header: '失败时间',
    width: 'w-32',
    sortKey: 'at',
    cell: (row) => <DateTime at={row.at} show="short" />,
  },
  { key: 'reason', header: '原因', cell: (row) => <span className="break-words">{row.reason}</span> },
  {
    key: 'next',
    header: '处理',
    width: 'w-40',
    cell: (row) => <NextStep row={row} />,
  },
];

function NextStep({ row }: { row: JobFailureRow }) {
  if (row.may.retry) {
    return (
      <ActionButton
        action={retryJobAction}
        input={{ job: row.job, id: row.id }}
        label="重试"
        size="small"
        success={`已安排重试：${row.label}`}
      />
    );
  }
  if (!row.nextAt) return null;
  return (
    <span className="text-muted">
      <DateTime at={row.nextAt} show="short" /> 自动重试
    </span>
  );
}

const base = '/admin/jobs';
const filters = Object.entries(jobFailureList.filters).map(([key, { label, choices = [] }]) => ({
  key,
  label,
  choices,
}));

/** Jobs that failed, with the reason and a way to try again. */
export function FailureTable({ state, page }: { state: ListState; page: Page<JobFailureRow> }) {
  return (
    <>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="条"
        filters={filters}
        exportName="job-failures"
      />
      <DataTable
        caption="失败记录"
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.id}
        list={{ base, state }}
        empty={<EmptyState title="没有失败的任务" hint="任务失败会自动重试五次，仍不成功的列在这里。" />}
        footer={<Pagination base={base} state={state} page={page} />}
      />
    </>
  );
}
