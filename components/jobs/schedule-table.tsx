import { ActionButton } from '@/components/form/action-button';
import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Badge, type Tone } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { runScheduleAction } from '@/lib/jobs/actions';
import { type JobState, jobStateNames } from '@/lib/jobs/list';
import type { ScheduleRow } from '@/lib/jobs/queries';

export const jobTones: Record<JobState, Tone> = {
  created: 'neutral',
  retry: 'warning',
  active: 'info',
  completed: 'success',
  cancelled: 'neutral',
  failed: 'error',
};

function LastRun({ last }: Pick<ScheduleRow, 'last'>) {
  if (!last) return <span className="text-muted">还没有执行过</span>;
  return (
    <span className="flex flex-wrap items-center gap-x-2">
      <Badge tone={jobTones[last.state]}>{jobStateNames[last.state]}</Badge>
      <DateTime at={last.at} show="short" />
      {last.reason ? <span className="w-full break-words text-error-ink text-xs">{last.reason}</span> : null}
    </span>
  );
}

/** What is in the queue, in words; nothing is the usual case. */
function Queue({ row }: { row: ScheduleRow }) {
  const parts = [row.waiting && `等待 ${row.waiting}`, row.running && `执行中 ${row.running}`].filter(
    Boolean,
  );
  if (parts.length === 0 && row.failed === 0) return <span className="text-muted">空闲</span>;
  return (
    <span className="tabular-nums">
      {parts.join('，')}
      {row.failed > 0 ? <span className="text-error-ink"> 失败 {row.failed}</span> : null}
    </span>
  );
}

const columns: Column<ScheduleRow>[] = [
  { key: 'label', header: '任务', cell: (row) => <TwoLines main={row.label} sub={row.when} /> },
  {
    key: 'next',
    header: '下次执行',
    width: 'w-32',
    cell: (row) => (row.nextAt ? <DateTime at={row.nextAt} show="short" /> : '—'),
  },
  { key: 'last', header: '上次执行', width: 'w-60', cell: (row) => <LastRun last={row.last} /> },
  { key: 'queue', header: '队列', width: 'w-40', cell: (row) => <Queue row={row} /> },
  {
    key: 'run',
    header: '操作',
    width: 'w-28',
    cell: (row) =>
      row.may.run ? (
        <ActionButton
          action={runScheduleAction}
          input={{ job: row.job }}
          label="立即执行"
          size="small"
          success={`已安排执行：${row.label}`}
        />
      ) : null,
  },
];

/** Every schedule with its next time and its last outcome. */
export function ScheduleTable({ rows }: { rows: readonly ScheduleRow[] }) {
  return (
    <DataTable
      caption="定时任务"
      columns={columns}
      rows={rows}
      rowKey={(row) => row.job}
      empty={<EmptyState title="没有定时任务" />}
    />
  );
}
