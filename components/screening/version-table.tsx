import { type Column, DataTable } from '@/components/list/data-table';
import { ListToolbar } from '@/components/list/list-toolbar';
import { Pagination } from '@/components/list/pagination';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { ListState, Page } from '@/lib/core/paging';
import { type VersionRow, versionList } from '@/lib/dictionaries/list';
import { actNames } from '@/lib/dictionaries/rules';

const base = '/admin/screening/versions';

/** What a version did, in few words: `新增 3，修改 1`. */
export function countsText({ added, changed, removed }: VersionRow): string {
  const parts = [
    ['新增', added],
    ['修改', changed],
    ['删除', removed],
  ] as const;
  return parts
    .flatMap(([name, count]) => (count ? `${name} ${count.toLocaleString('en-US')}` : []))
    .join('，');
}

const columns: Column<VersionRow>[] = [
  {
    key: 'number',
    header: '版本',
    width: 'w-28',
    sortKey: 'number',
    cell: (row) => `第 ${row.number} 版`,
  },
  { key: 'act', header: '事项', width: 'w-32', cell: (row) => actNames[row.act] },
  { key: 'counts', header: '词条', width: 'w-44', cell: (row) => countsText(row) },
  { key: 'reason', header: '原因', cell: (row) => row.reason },
  { key: 'who', header: '更新人', width: 'w-24', cell: (row) => row.changedByName },
  {
    key: 'at',
    header: '更新时间',
    width: 'w-32',
    cell: (row) => <DateTime at={row.changedAt} show="short" />,
  },
];

/** Every change of the dictionaries, newest first. */
export function VersionTable({ state, page }: { state: ListState; page: Page<VersionRow> }) {
  return (
    <>
      <ListToolbar
        base={base}
        state={state}
        total={page}
        unit="版"
        search="搜原因"
        filters={[{ key: 'act', label: '事项', choices: versionList.filters.act?.choices ?? [] }]}
        exportName={versionList.name}
      />
      <DataTable
        caption="词库版本"
        columns={columns}
        rows={page.rows}
        rowKey={(row) => String(row.number)}
        rowHref={(row) => `${base}/${row.number}`}
        list={{ base, state }}
        empty={<EmptyState title="还没有版本" hint="第一次改动词库后，自带词表和这次改动会记在这里。" />}
        footer={<Pagination base={base} state={state} page={page} />}
      />
    </>
  );
}
