import { type Column, DataTable, TwoLines } from '@/components/list/data-table';
import { Badge } from '@/components/ui/badge';
import { TextLink } from '@/components/ui/button';
import { DateTime } from '@/components/ui/date-time';
import { EmptyState } from '@/components/ui/empty-state';
import type { SettingRow } from '@/lib/settings/queries';

const columns: Column<SettingRow>[] = [
  { key: 'label', header: '设置项', cell: (row) => <TwoLines main={row.label} sub={row.hint} /> },
  {
    key: 'value',
    header: '现行值',
    width: 'w-52',
    cell: (row) => (
      <span className="flex flex-wrap items-center gap-x-2">
        <span className="font-medium tabular-nums">{row.value}</span>
        {row.changed ? <Badge tone="info">已调整</Badge> : null}
      </span>
    ),
  },
  {
    key: 'initial',
    header: '默认值',
    width: 'w-44',
    cell: (row) => <span className="text-muted tabular-nums">{row.initial}</span>,
  },
  {
    key: 'clause',
    header: '依据',
    width: 'w-24',
    cell: (row) => (row.clause ? `制度 ${row.clause}` : '—'),
    onPhone: 'hidden',
  },
  {
    key: 'changed',
    header: '最近调整',
    width: 'w-28',
    cell: (row) => (row.changedAt ? <DateTime at={row.changedAt} show="short" /> : '—'),
    onPhone: 'hidden',
  },
  {
    key: 'act',
    header: '操作',
    width: 'w-20',
    align: 'right',
    onPhone: 'inline',
    cell: (row) => (
      <TextLink href={`/admin/settings/${row.key}`}>{row.may.change ? '调整' : '查看'}</TextLink>
    ),
  },
];

/** The settings of one topic; a row opens the form and the history. */
export function SettingTable({ caption, rows }: { caption: string; rows: readonly SettingRow[] }) {
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.key}
      rowHref={(row) => `/admin/settings/${row.key}`}
      empty={<EmptyState title="没有设置项" />}
    />
  );
}
