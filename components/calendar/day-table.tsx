import { type Column, DataTable } from '@/components/list/data-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { Badge } from '@/components/ui/badge';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import { type CalendarDayRow, calendarDayList } from '@/lib/calendar/list';
import type { ListState, Page } from '@/lib/core/paging';

const columns: Column<CalendarDayRow>[] = [
  { key: 'day', header: '日期', width: 'w-36', sortKey: 'day', cell: (row) => row.day },
  {
    key: 'working',
    header: '安排',
    width: 'w-36',
    cell: (row) => (
      <span className="flex gap-1">
        <Badge tone={row.working ? 'warning' : 'info'}>{row.working ? '上班' : '放假'}</Badge>
        {row.provisional ? <Badge>暂定</Badge> : null}
      </span>
    ),
  },
  { key: 'name', header: '名称', width: 'w-36', cell: (row) => row.name },
  { key: 'source', header: '依据', cell: (row) => row.source },
  { key: 'who', header: '调整人', width: 'w-24', cell: (row) => row.changedByName },
  {
    key: 'at',
    header: '调整时间',
    width: 'w-32',
    cell: (row) => <DateTime at={row.changedAt} show="short" />,
    onPhone: 'hidden',
  },
];

const base = '/admin/calendar';
const filters = [{ key: 'kind', label: '类别', choices: calendarDayList.filters.kind?.choices ?? [] }];

/** The office's own words on single days. */
export function DayTable({ state, page }: { state: ListState; page: Page<CalendarDayRow> }) {
  return (
    <>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="天"
        search="搜名称、日期"
        filters={filters}
        exportName={calendarDayList.name}
      />
      <DataTable
        caption="本单位调整"
        columns={columns}
        rows={page.rows}
        rowKey={(row) => row.day}
        rowHref={(row) => `${base}?year=${row.day.slice(0, 4)}&day=${row.day}#day`}
        list={{ base, state }}
        empty={<EmptyState title="没有调整" hint="工作日历按全国公布的安排执行；在上面点选日期可以调整。" />}
        footer={<Pagination base={base} state={state} page={page} />}
      />
    </>
  );
}
